/** The comment of a pull request stays one comment, against a stand-in of the service. */
import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Comments, startComments } from '../support/comments.ts';

const SCRIPT = resolve(import.meta.dirname, '../../examples/github/post-comment.sh');
const MARKER = '<!-- parity: one comment, written anew by every run -->';

let service: Comments;
let cwd = '';
beforeEach(async () => {
  service = await startComments();
  cwd = mkdtempSync(join(tmpdir(), 'parity-comment-'));
  writeFileSync(join(cwd, 'event.json'), '{"pull_request":{"number":7}}');
});
afterEach(() => service.close());

async function post(text: string, args: string[] = [], env: Record<string, string> = {}) {
  const file = join(cwd, 'comment.md');
  writeFileSync(file, `${MARKER}\n${text}\n`);
  const child = spawn(SCRIPT, [file, ...args], {
    env: { PATH: process.env.PATH, ...service.env, GITHUB_EVENT_PATH: join(cwd, 'event.json'), ...env },
  });
  let said = '';
  child.stdout.on('data', (part) => (said += part));
  child.stderr.on('data', (part) => (said += part));
  const code = await new Promise<number | null>((done) => child.once('close', done));
  return { code, said };
}

test('posted twice it is one comment, with the text of the second time; those of others stay', async () => {
  for (let i = 0; i < 230; i++) service.comments.push({ id: 1000 + i, issue: 7, body: `a person wrote ${i}` });
  service.comments.push({ id: 9, issue: 8, body: `${MARKER}\nof another pull request` });
  expect(await post('first "quoted" \\ text')).toEqual({ code: 0, said: 'the comment is there\n' });
  expect((await post('second')).said).toMatch(/^comment \d+ is up to date\n$/);
  const own = service.comments.filter((c) => c.issue === 7 && c.body.startsWith(MARKER));
  expect(own.map((c) => c.body)).toEqual([`${MARKER}\nsecond\n`]);
  expect(service.comments).toHaveLength(232);
  expect(service.tokens).toEqual(new Set(['Bearer t0ken']));
});

test('a file that parity did not write takes no comment of anybody: exit 2', async () => {
  service.comments.push({ id: 9, issue: 7, body: 'a person wrote this' });
  for (const text of ['', 'hello\n']) {
    writeFileSync(join(cwd, 'other.md'), text);
    const child = spawn(SCRIPT, [join(cwd, 'other.md'), '7'], { env: { PATH: process.env.PATH, ...service.env } });
    expect(await new Promise((done) => child.once('close', done))).toBe(2);
  }
  expect(service.comments.map((c) => c.body)).toEqual(['a person wrote this']);
});

test('the number can be given', async () => {
  expect((await post('x', ['12'], { GITHUB_EVENT_PATH: '/dev/null' })).code).toBe(0);
  expect(service.comments.map((c) => c.issue)).toEqual([12]);
});

test('an event of no pull request: exit 2; a service that refuses: exit 3, with what it says and without the token', async () => {
  writeFileSync(join(cwd, 'event.json'), '{"push":1}');
  expect(await post('x')).toEqual({ code: 2, said: expect.stringContaining('expected an event of a pull request') });
  const { code, said } = await post('x', ['7'], { GITHUB_TOKEN: 'wr0ng' });
  expect([code, said]).toEqual([3, expect.stringContaining('found 401: {"message":"Bad credentials"}')]);
  expect(said).not.toContain('wr0ng');
  expect(service.comments).toEqual([]);
});
