import { describe, expect, test } from 'vitest';
import { findingsIn, judgeMade, type Made, type MadeStep } from '../support/evidence.ts';

const row = (id: string, more = {}) => ({ id, name: `Folder ${id}`, order: 0, ...more });
const A = 'users/u1/folders/a';
const STORED = { name: 'Folder a', order: 0 };
const world = { [A]: STORED, 'users/u1/folders/b': { name: 'Folder b', order: 1 } };

const list = (rust: unknown[], python: unknown[]): MadeStep => ({
  id: 'list',
  call: 'GET /v1/folders',
  rust: [200, rust],
  python: [200, python],
});
const rename = (python: MadeStep['python']): MadeStep => ({
  id: 'rename',
  call: 'PATCH /v1/folders/a',
  body: { name: 'New' },
  rust: [200, row('a', { name: 'New' })],
  python,
});
/** What the list says, with its cause. */
const shown = (made: Made): string[] => findingsIn(judgeMade({ world, ...made })).filter((f) => f.startsWith('list'));
const renamed = { rust: { [A]: { ...STORED, name: 'New' } } };

describe('a finding follows from an earlier write', () => {
  test.each<[string, unknown[], unknown[], string[]]>([
    [
      'that names the document and writes the field',
      [row('a', { name: 'New' })],
      [row('a')],
      ['list differs /0/name ← rename'],
    ],
    ['not where it is another document', [row('b', { name: 'New' })], [row('b')], ['list differs /0/name']],
    [
      'each finding by itself',
      [row('a', { name: 'New' }), row('b')],
      [row('a'), row('b', { name: 'Other' })],
      ['list differs /0/name ← rename', 'list differs /1/name'],
    ],
    ['also where the whole row is gone', [row('a', { name: 'New' })], [], ['list differs /0 ← rename']],
  ])('%s', (_, rust, python, found) => {
    expect(shown({ steps: [rename(500), list(rust, python)], left: renamed })).toEqual(found);
  });

  test('not from one that comes after it', () => {
    const steps = [list([row('a', { name: 'New' })], [row('a')]), rename(500)];
    expect(shown({ steps, left: renamed })).toEqual(['list differs /0/name']);
  });

  test('not from one in which nothing differs', () => {
    const steps = [rename([200, row('a', { name: 'New' })]), list([row('a', { name: 'New' })], [row('a')])];
    expect(shown({ steps, left: { ...renamed, python: renamed.rust } })).toEqual(['list differs /0/name']);
  });

  test('of several the nearest', () => {
    const steps = [rename(500), { ...rename(500), id: 'again' }, list([row('a', { name: 'New' })], [row('a')])];
    expect(shown({ steps, left: renamed })).toEqual(['list differs /0/name ← again']);
  });

  test('a read that fails on the document of which a write failed', () => {
    const steps: MadeStep[] = [
      {
        id: 'rename',
        call: 'PATCH /v1/conversations/c1',
        body: { title: 'T' },
        rust: [200, { status: 'ok' }],
        python: 500,
      },
      {
        id: 'list',
        call: 'GET /v1/conversations/c1',
        rust: [200, { id: 'c1', created_at: '2026-03-01T00:00:00Z', structured: { title: 'T' } }],
        python: 404,
      },
    ];
    expect(shown({ steps })).toEqual(['list breaking (whole) ← rename']);
    const other = { ...(steps[1] as MadeStep), call: 'GET /v1/conversations/c2' };
    expect(shown({ steps: [steps[0] as MadeStep, other] })).toEqual(['list breaking (whole)']);
  });
});

describe('an order that is shown', () => {
  const both = (order: string) => [...order].map((id) => row(id));
  const reorder: MadeStep = {
    id: 'reorder',
    call: 'POST /v1/folders/reorder',
    body: { folder_ids: ['b', 'a'] },
    rust: [200, { status: 'ok' }],
    python: 500,
  };
  test('follows from a write of the field that sorts', () => {
    const left = { rust: { [A]: { ...STORED, order: 1 } } };
    expect(shown({ steps: [reorder, list(both('ba'), both('ab'))], left })).toEqual(['list differs (whole) ← reorder']);
  });
  test('not from a write of another field', () => {
    const at = (id: string) => ({ id, created_at: '2026-03-01T00:00:00Z', structured: {} });
    const steps: MadeStep[] = [
      { id: 'star', call: 'PATCH /v1/conversations/a/starred?starred=true', rust: [200, {}], python: 500 },
      {
        id: 'list',
        call: 'GET /v1/conversations?limit=50&offset=0&include_discarded=false',
        rust: [200, [at('b'), at('a')]],
        python: [200, [at('a'), at('b')]],
      },
    ];
    expect(shown({ steps })).toEqual(['list differs (whole)']);
  });
});

describe('what a rule refused', () => {
  const locked = { 'users/u1/conversations/c1': { is_locked: true, starred: false, title: 'T' } };
  const base = { id: 'c1', created_at: '2026-03-01T00:00:00Z', structured: { title: 'T' }, is_locked: true };
  const star = (python: MadeStep['python']): MadeStep => ({
    id: 'star',
    call: 'PATCH /v1/conversations/c1/starred?starred=true',
    rust: [200, { status: 'ok' }],
    python,
  });
  const read = (rust: object, python: object): MadeStep => ({
    id: 'list',
    call: 'GET /v1/conversations?limit=50&offset=0&include_discarded=false',
    rust: [200, [{ ...base, ...rust }]],
    python: [200, [{ ...base, ...python }]],
  });
  const left = { rust: { 'users/u1/conversations/c1': { ...locked['users/u1/conversations/c1'], starred: true } } };

  test('is part of the rule where it shows later', () => {
    expect(shown({ world: locked, steps: [star(402), read({ starred: true }, { starred: false })], left })).toEqual([
      'list intended /0/starred [locked-conversations]',
    ]);
  });
  test('another field is none of it', () => {
    const other = read({ starred: true, discarded: true }, { starred: false, discarded: false });
    expect(shown({ world: locked, steps: [star(402), other], left })).toContain('list differs /0/discarded');
  });
  test('what a broken write could explain as well is no part of the rule', () => {
    const steps = [star(402), { ...star(500), id: 'later' }, read({ starred: true }, { starred: false })];
    expect(shown({ world: locked, steps, left })).toEqual(['list differs /0/starred ← later']);
  });
});
