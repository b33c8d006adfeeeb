import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { redactionKey } from '../../src/commands/redaction-key.ts';

const fresh = (): string => mkdtempSync(join(tmpdir(), 'parity-key-'));

test('it is made once, for the owner alone, out of the repository, and said', () => {
  const at = fresh();
  const said: string[] = [];
  const key = redactionKey({}, (text) => said.push(text), at);
  const file = join(at, '.parity', 'redaction.key');
  expect([key.length, statSync(file).mode & 0o777, readFileSync(join(at, '.parity', '.gitignore'), 'utf8')]).toEqual([
    32,
    0o600,
    '*\n',
  ]);
  expect(said).toEqual([expect.stringContaining(file)]);
  expect(said.join()).not.toContain(key.toString('hex'));
  expect(redactionKey({}, (text) => said.push(text), at).equals(key)).toBe(true);
  expect(said).toHaveLength(1);
});

test('PARITY_REDACTION_KEY goes before the file, which is not made then; a short one is refused', () => {
  const at = fresh();
  const none = (): void => expect.fail('nothing is made');
  expect(String(redactionKey({ PARITY_REDACTION_KEY: 'sixteen letters!' }, none, at))).toBe('sixteen letters!');
  expect(existsSync(join(at, '.parity'))).toBe(false);
  expect(() => redactionKey({ PARITY_REDACTION_KEY: 'short' }, none, at)).toThrow(
    'expected at least 16 letters, found 5',
  );
});

test('a file with something else in it is refused, not replaced', () => {
  const at = fresh();
  redactionKey({}, () => undefined, at);
  const file = join(at, '.parity', 'redaction.key');
  writeFileSync(file, 'hello\n');
  expect(() => redactionKey({}, () => undefined, at)).toThrow(/redaction\.key: expected 32 bytes as hex.*Restore it/);
  expect(readFileSync(file, 'utf8')).toBe('hello\n');
});
