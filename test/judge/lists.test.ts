import { describe, expect, test } from 'vitest';
import { findingsIn, judgeMade, verdictsIn } from '../support/evidence.ts';

const folder = (id: string, more = {}) => ({ id, name: `Folder ${id}`, order: 0, ...more });
const rows = (ids: string, more = {}) => [...ids].map((id) => folder(id, more));
const world = Object.fromEntries(
  [...'abc'].map((id) => [`users/u1/folders/${id}`, { name: `Folder ${id}`, order: 0 }]),
);

const list = (rust: unknown[], python: unknown[]) =>
  judgeMade({ world, steps: [{ id: 'list', call: 'GET /v1/folders', rust: [200, rust], python: [200, python] }] });

describe('rows that were there before', () => {
  test.each<[string, unknown[], unknown[], string[]]>([
    ['the same', rows('abc'), rows('abc'), []],
    ['in another order, which is shown', rows('abc'), rows('bac'), ['list differs (whole)']],
    ['one is missing on Python', rows('abc'), rows('ac'), ['list differs /1']],
    ['one is there on Python alone', rows('ac'), rows('abc'), ['list differs /1']],
    ['one is another', rows('ab'), rows('ac'), ['list differs /1', 'list differs /1']],
    ['a field of one', rows('ab'), [folder('a'), folder('b', { color: '#fff' })], ['list differs /1/color']],
    ['a row twice on one side', rows('ab'), rows('abb'), ['list differs (whole)', 'list differs /2']],
    ['nobody decodes the key', rows('a', { extra: 1 }), rows('a', { extra: 2 }), []],
  ])('%s', (_, rust, python, found) => {
    expect(findingsIn(list(rust, python)).sort()).toEqual([...found].sort());
  });

  test('a row twice on both sides: a note at best, no finding', () => {
    expect(verdictsIn(list(rows('aba'), rows('aba')))).toEqual({ 'GET /v1/folders': 'equal' });
  });
});

describe('rows that each side made for itself', () => {
  const made = (rust: unknown[], python: unknown[]) => findingsIn(list(rust, python));

  test.each<[string, object[], object[], string[]]>([
    ['one row with a name of its own', [folder('r1', { name: 'New' })], [folder('p1', { name: 'New' })], []],
    [
      'two that are told apart by what they hold, whatever their places',
      [folder('r1', { name: 'One', order: 1 }), folder('r2', { name: 'Two', order: 2 })],
      [folder('p2', { name: 'Two', order: 2 }), folder('p1', { name: 'One', order: 1 })],
      ['list differs (whole)'],
    ],
    [
      'one of them with another value',
      [folder('r1', { name: 'One' }), folder('r2', { name: 'Two', color: '#000' })],
      [folder('p1', { name: 'One' }), folder('p2', { name: 'Two', color: '#fff' })],
      ['list differs /1/color'],
    ],
    [
      'one more on Python',
      [folder('r1', { name: 'One' })],
      [folder('p1', { name: 'One' }), folder('p2', { name: 'Two' })],
      ['list differs /1'],
    ],
  ])('%s', (_, rust, python, found) => {
    expect(made(rust, python)).toEqual(found);
  });

  test('the pair holds for the rest of the case', () => {
    const step = (id: string, rust: string, python: string) => ({
      id,
      call: 'GET /v1/folders',
      rust: [200, [folder(rust, { name: 'New' })]] as [number, unknown],
      python: [200, [folder(python, { name: 'New' })]] as [number, unknown],
    });
    const judged = (last: string) =>
      judgeMade({ world, steps: [step('first', 'r1', 'p1'), step('second', 'r1', last)] });
    expect(findingsIn(judged('p1'))).toEqual([]);
    expect(findingsIn(judged('p9'))).not.toEqual([]);
  });
});

describe('records, lists and texts inside a row count', () => {
  const at = { created_at: '2026-03-01T00:00:00Z', updated_at: '2026-03-01T00:00:00Z', scoring: 's' };
  const memory = (id: string, tags: string[]) => ({ id, content: 'same', tags, ...at });
  const memories = (rust: unknown[], python: unknown[]) =>
    findingsIn(
      judgeMade({
        steps: [{ id: 'list', call: 'GET /v3/memories?limit=50&offset=0', rust: [200, rust], python: [200, python] }],
      }),
    );
  test('new rows that only their tags tell apart are paired by them', () => {
    const rust = [memory('r1', ['a']), memory('r2', ['b'])];
    expect(memories(rust, [memory('p1', ['a']), memory('p2', ['b'])])).toEqual([]);
    expect(memories(rust, [memory('p1', ['b']), memory('p2', ['a'])])).toEqual(['list differs (whole)']);
  });
  test('one tag more is one finding', () => {
    expect(memories([memory('m', ['a'])], [memory('m', ['a', 'b'])])).toEqual(['list differs /0/tags/1']);
  });
});
