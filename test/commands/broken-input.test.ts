import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FIXTURES } from '../support/cases.ts';
import { runParity } from '../support/cli.ts';

/** A tree with one case, broken in one file. */
function broken(file: string, change: (text: string) => string | null): string {
  const root = mkdtempSync(join(tmpdir(), 'parity-broken-'));
  const folder = join(root, 'folders', 'life-of-a-folder');
  cpSync(join(FIXTURES, 'folders', 'life-of-a-folder'), folder, { recursive: true });
  const path = join(folder, file);
  const text = change(readFileSync(path, 'utf8'));
  if (text === null) rmSync(path);
  else writeFileSync(path, text);
  return root;
}

test.each([
  ['a truncated HAR', 'rust.har', (t: string) => t.slice(0, 3000), ['rust.har', 'HAR 1.2', 'line 3']],
  [
    'a HAR without comment',
    'rust.har',
    (t: string) => t.replace('"comment":"create",', ''),
    ['/log/entries/1/comment', 'step id'],
  ],
  [
    'a step id twice',
    'rust.har',
    (t: string) => t.replace('"comment":"create"', '"comment":"before"'),
    ['every step id once', 'before#2'],
  ],
  [
    'an unknown value type',
    'world.json',
    (t: string) => t.replace('"stringValue"', '"textValue"'),
    ['world.json', 'typed Firestore value', 'textValue'],
  ],
  [
    'an unknown key of ours',
    'case.json',
    (t: string) => t.replace('"note"', '"nots": 1, "note"'),
    ['case.json', 'nots'],
  ],
  [
    'an unknown need',
    'case.json',
    (t: string) => t.replace('"note"', '"needs": ["magic"], "note"'),
    ['case.json', '/needs/0', 'typesense'],
  ],
  ['a missing file', 'world.json', () => null, ['world.json', 'no such file']],
  ['unreadable JSON', 'changes.json', () => '{"rust":', ['changes.json', 'line 1']],
  [
    'a path that names no document',
    'world.json',
    (t: string) => t.replace('"users/parity-user-1"', '"users"'),
    ['world.json', 'even number of segments'],
  ],
] as const)('%s is told with file, place and what was expected', async (_, file, change, told) => {
  const { code, stderr, runs } = await runParity(['--fixtures', broken(file, change), '--quiet']);
  expect(code).toBe(2);
  for (const text of told) expect(stderr).toContain(text);
  expect(stderr).not.toMatch(/\n {4}at /);
  expect(runs).toEqual([]);
});

test.each([
  [['--python', 'nonsense'], 'expected the base URL'],
  [['--rust', 'ftp://127.0.0.1'], 'expected the base URL'],
  [['--python', 'https://api.example.com'], '--allow-host api.example.com'],
  [['--fixtures', '/no/such/folder'], 'expected a folder of suites'],
  [['--config', '/no/such/file.json'], 'expected a config file'],
])('%j exits 2 and leaves nothing behind', async (args, text) => {
  const { code, stderr, runs } = await runParity(['folders', '--quiet', ...args]);
  expect([code, runs]).toEqual([2, []]);
  expect(stderr).toContain(text);
});

test('an unknown key of the config is told with the nearest name', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'parity-config-')), 'parity.config.json');
  writeFileSync(file, '{"limits":{"timeoutMS":5}}');
  const { code, stderr } = await runParity(['folders', '--config', file]);
  expect(code).toBe(2);
  expect(stderr).toContain('unknown key "timeoutMS" at limits; did you mean "timeoutMs"?');
});

test('two that want standard output: exit 2, and nothing is run', async () => {
  const { code, stdout, stderr, runs } = await runParity(['people', '--json', '--reporter', 'github']);
  expect([code, stdout, runs]).toEqual([2, '', []]);
  expect(stderr).toContain('Give --reporter github=PATH');
});
