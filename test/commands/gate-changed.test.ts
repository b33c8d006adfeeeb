/** `gate --changed-since`: only the routes that a pull request is about. A copy of the program in a checkout of its own. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { Decision } from '../../src/gate/decide.ts';
import { type Checkout, newCheckout } from '../support/checkout.ts';
import { CLI, runCli } from '../support/cli.ts';

let cwd = '';
let git: Checkout['git'];

const day = (days: number): string => new Date(Date.now() + 86_400_000 * days).toISOString().slice(0, 10);
const ENTRY = {
  route: 'GET /v1/users/people',
  pointer: '/*/name',
  class: 'differs',
  reason: 'agreed',
  owner: 'ana',
  added: day(0),
  until: day(30),
};

beforeEach(() => {
  ({ cwd, git } = newCheckout());
});

async function asked(...args: string[]): Promise<{ code: number | null; routes: string[]; modules: string[] }> {
  const { code, stdout, stderr } = await runCli(['gate', '--json', ...args], {
    cwd,
    cli: join(cwd, 'dist/bin/cli.js'),
  });
  expect(stderr).toBe('');
  const decisions = (JSON.parse(stdout) as { decisions: Decision[] }).decisions;
  return { code, routes: decisions.map((d) => d.route), modules: [...new Set(decisions.map((d) => d.module))] };
}

const file = (name: string): string => join(cwd, name);
const rewritten = (name: string, change: (json: never) => unknown): void =>
  writeFileSync(
    file(name),
    `${JSON.stringify(change(JSON.parse(readFileSync(file(name), 'utf8')) as never), null, 2)}\n`,
  );

test('nothing changed: no route, exit 0, and it is said', async () => {
  expect(await asked('--changed-since', 'HEAD')).toEqual({ code: 0, routes: [], modules: [] });
  const { stdout } = await runCli(['gate', '--changed-since', 'HEAD'], { cwd, cli: join(cwd, 'dist/bin/cli.js') });
  expect(stdout).toContain('changed since HEAD');
});

test('a suite, committed or not, or a file of its folder: the routes of its module', async () => {
  appendFileSync(file('suites/folders.ts'), '// changed\n');
  expect((await asked('--changed-since', 'HEAD')).modules).toEqual(['folders']);
  git('commit', '-qam', 'after');
  expect((await asked('--changed-since', 'HEAD')).modules).toEqual([]);
  appendFileSync(file('suites/users/documents.ts'), '// changed\n');
  expect((await asked('--changed-since', 'HEAD~1')).modules.sort()).toEqual(['folders', 'users']);
  expect((await asked('users', '--changed-since', 'HEAD~1')).modules).toEqual(['users']);
});

test('what several modules share, also where it is new: every route', async () => {
  writeFileSync(file('suites/rules/another.ts'), 'export {};\n');
  const all = await asked();
  expect((await asked('--changed-since', 'HEAD')).routes).toEqual(all.routes);
});

test('a call of the client, an entry of the ledger: their routes', async () => {
  rewritten('suites/client-calls.json', ([first, ...rest]: { dead: boolean }[]) => [{ ...first, dead: true }, ...rest]);
  rewritten('suites/expected-differences.json', (all: object[]) => [...all, ENTRY]);
  expect((await asked('--changed-since', 'HEAD')).routes.sort()).toEqual([
    'GET /v1/conversations',
    'GET /v1/users/people',
  ]);
});

test('a target that goes to Python; one that goes back needs no gate', async () => {
  const map = (...routes: string[]): string =>
    JSON.stringify({
      schemaVersion: 1,
      revision: 1,
      targets: Object.fromEntries(routes.map((r) => [r, { side: 'python', since: '2026-11-25T00:00:00.000Z' }])),
    });
  writeFileSync(file('targets.json'), map('GET /v1/users/people'));
  expect((await asked('--changed-since', 'HEAD')).routes).toEqual(['GET /v1/users/people']);
  git('add', '-A');
  git('commit', '-qm', 'switched');
  writeFileSync(file('targets.json'), map('GET /v1/folders'));
  expect((await asked('--changed-since', 'HEAD')).routes).toEqual(['GET /v1/folders']);
  rmSync(file('targets.json'));
  expect((await asked('--changed-since', 'HEAD')).routes).toEqual([]);
});

test('what changed on the other branch since is not this one’s', async () => {
  git('checkout', '-qb', 'mine');
  appendFileSync(file('suites/people.ts'), '// mine\n');
  git('commit', '-qam', 'mine');
  git('checkout', '-q', 'main');
  appendFileSync(file('suites/goals.ts'), '// theirs\n');
  git('commit', '-qam', 'theirs');
  git('checkout', '-q', 'mine');
  expect((await asked('--changed-since', 'main')).modules).toEqual(['people']);
});

test('a program that is installed outside of the checkout: only the checkout’s own files count', async () => {
  const other = mkdtempSync(join(tmpdir(), 'parity-changed-'));
  execFileSync('git', ['-C', other, 'init', '-q']);
  const commit = ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', 'commit', '--allow-empty', '-qm', 'x'];
  execFileSync('git', ['-C', other, ...commit]);
  mkdirSync(join(other, 'sub'));
  const { code, stdout, stderr } = await runCli(['gate', '--json', '--changed-since', 'HEAD'], {
    cwd: other,
    cli: CLI,
  });
  expect([code, stderr, JSON.parse(stdout).decisions]).toEqual([0, '', []]);
});

test.each([
  [
    'a commit that is none',
    ['--changed-since', 'nowhere'],
    /^parity: --changed-since nowhere: expected a commit of the checkout/,
  ],
  ['an option as commit', ['--changed-since=--all'], /^parity: --changed-since --all: expected a commit/],
])('%s: exit 2', async (_, args, message) => {
  const { code, stdout, stderr } = await runCli(['gate', ...args], { cwd, cli: join(cwd, 'dist/bin/cli.js') });
  expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(message)]);
});

test('no common history, as in a shallow clone: exit 2, with what to do', async () => {
  git('checkout', '-q', '--orphan', 'other');
  git('commit', '-qm', 'of its own');
  const { code, stderr } = await runCli(['gate', '--changed-since', 'main'], {
    cwd,
    cli: join(cwd, 'dist/bin/cli.js'),
  });
  expect([code, stderr]).toEqual([2, expect.stringContaining('fetch-depth: 0')]);
});

test('no checkout: exit 2', async () => {
  const nowhere = mkdtempSync(join(tmpdir(), 'parity-nowhere-'));
  const { code, stderr } = await runCli(['gate', '--changed-since', 'HEAD'], { cwd: nowhere });
  expect([code, stderr]).toEqual([2, expect.stringMatching(/expected a commit of the checkout that holds \./)]);
});
