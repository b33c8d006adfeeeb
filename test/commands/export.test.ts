import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readHar } from '../../src/recordings/har.ts';
import { FIXTURES, readFixture } from '../support/cases.ts';
import { runCli } from '../support/cli.ts';

interface Entry {
  request: { url: string };
  response: { status: number };
}

test('a case as HAR on standard output, at the origin that is asked for', async () => {
  const { code, stdout } = await runCli(['export', 'life-of-a-folder', '--origin', 'https://api.example.com']);
  const { rust } = await readFixture(join(FIXTURES, 'folders/life-of-a-folder'));
  const { log } = JSON.parse(stdout) as { log: { version: string; entries: Entry[] } };
  expect([code, log.version]).toEqual([0, '1.2']);
  expect(log.entries.map((e) => [e.request.url, e.response.status])).toEqual(
    rust.map((s) => [`https://api.example.com${s.request.target}`, s.answer.status]),
  );
});

test("Python's answers, into a file that reads back", async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parity-export-'));
  const to = join(folder, 'case.har');
  const { code, stdout } = await runCli(['export', 'folders/life-of-a-folder', '--side', 'python', '--to', to]);
  expect([code, stdout, readdirSync(folder)]).toEqual([0, '', ['case.har']]);
  const { python } = await readFixture(join(FIXTURES, 'folders/life-of-a-folder'));
  expect((await readHar(to)).map((s) => [s.id, s.answer.body])).toEqual(python?.map((s) => [s.id, s.answer.body]));
});

describe('wrong usage: exit 2', () => {
  test.each([
    ['a case that is not there', ['export', 'nosuch'], 'There is no case "nosuch"'],
    ['several cases', ['export', 'folders/*'], 'expected one case, found '],
    ['a side that is none', ['export', 'life-of-a-folder', '--side', 'go'], '--side go: expected rust or python'],
    ['an origin that is none', ['export', 'life-of-a-folder', '--origin', 'x'], '--origin: expected the base URL'],
  ])('%s', async (_, args, text) => {
    const { code, stderr } = await runCli(args);
    expect([code, stderr]).toEqual([2, expect.stringContaining(text)]);
  });

  test('a folder that is not there: exit 3, nothing written', async () => {
    const { code, stderr } = await runCli(['export', 'life-of-a-folder', '--to', '/nowhere/at/all.har']);
    expect([code, stderr]).toEqual([3, expect.stringContaining('all.har')]);
  });
});
