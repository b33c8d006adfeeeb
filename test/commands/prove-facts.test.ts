import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readFacts } from '../../src/commands/prove/facts-file.ts';

const ENTRY = {
  route: 'GET /v1/goals/all',
  pointer: '/goals',
  kinds: ['order'],
  reason: 'sorted by the client',
  page: 'goals.md',
  says: 'the client sorts them',
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parity-facts-'));
  write('client-calls.json', [{ route: 'GET /v1/goals/all', dead: false, decodes: { goals: [{ id: 'string' }] } }]);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, value: unknown): void => writeFileSync(join(folder, name), JSON.stringify(value));

test('facts of the right form are read', async () => {
  write('unnoticed.json', [ENTRY]);
  expect((await readFacts(folder)).unnoticed).toEqual([ENTRY]);
});

test.each([
  ['no page', { ...ENTRY, page: undefined }, '/0/page'],
  ['a page that is no page', { ...ENTRY, page: 'goals' }, '/0/page: expected the file name of a contract page'],
  ['nothing that the page says', { ...ENTRY, says: '' }, '/0/says'],
  ['an unknown kind', { ...ENTRY, kinds: ['size'] }, '/0/kinds/0'],
  ['a pointer without its slash', { ...ENTRY, pointer: 'goals' }, '/0/pointer: expected a JSON Pointer'],
  ['a key that nobody knows', { ...ENTRY, note: 'x' }, 'note'],
])('an entry with %s is refused, with its place', async (_, entry, place) => {
  write('unnoticed.json', [entry]);
  await expect(readFacts(folder)).rejects.toMatchObject({
    code: 'bad-file',
    message: expect.stringContaining(place) as string,
  });
  await expect(readFacts(folder)).rejects.toThrow(join(folder, 'unnoticed.json'));
});

test('a type of the client that does not exist is refused: it would be tried by nothing', async () => {
  write('unnoticed.json', []);
  write('client-calls.json', [{ route: 'GET /v1/goals/all', dead: false, decodes: { count: 'integer' } }]);
  await expect(readFacts(folder)).rejects.toThrow('client-calls.json');
});

test('the entries of this package are of the right form', async () => {
  const facts = await readFacts(resolve(import.meta.dirname, '../../suites'));
  expect(facts.calls.length).toBeGreaterThan(120);
  const named = new Set(facts.calls.map((c) => c.route.replace(/\{[^}]+\}/g, '{}')));
  expect(facts.unnoticed.filter((u) => !named.has(u.route))).toEqual([]);
});
