import { describe, expect, test } from 'vitest';
import { buildCatalog } from '../../../src/catalog/catalog.ts';
import type { ClientCall } from '../../../src/catalog/client-call.ts';
import type { Route } from '../../../src/catalog/route.ts';
import { type CoverInput, coverageOf, sentences, shareOf } from '../../../src/check/cover/cover.ts';
import { flag, list, optional, record, strictEnum, text } from '../../../src/client/blocks.ts';
import { decoder } from '../../../src/client/decode.ts';
import type { Case, Fields, RecordedStep } from '../../../src/model/case.ts';

const THING = 'users/{uid}/things/{id}';
const row = record({ id: text(), kind: strictEnum('a', 'b'), note: optional(text()) });

const LIST: Route = { method: 'GET', path: '/v1/things', kind: 'read', decoder: decoder(list(row)), reads: [THING] };
const CHANGE: Route = {
  method: 'PATCH',
  path: '/v1/things/{id}',
  kind: 'write',
  decoder: decoder(record({ ok: flag() })),
  writes: [{ path: THING }],
};

const catalog = buildCatalog([
  { name: 'things', routes: [LIST, CHANGE], collections: [{ path: THING, fields: { n: { form: 'plain' } } }] },
]);

const calls: ClientCall[] = [
  {
    route: 'GET /v1/things',
    dead: false,
    decodes: null,
    query: {
      limit: { type: 'int', values: [2, 5] },
      kind: { type: 'string', optional: true },
      never: { type: 'int', values: [] },
    },
  },
  { route: 'PATCH /v1/things/{id}', dead: false, decodes: null, body: { name: { type: 'string', nullable: true } } },
];

const step = (
  call: string,
  answer: unknown,
  { status = 200, body }: { status?: number; body?: object } = {},
): RecordedStep => {
  const [method = '', target = ''] = call.split(' ');
  return {
    id: call,
    startedAt: 0,
    endedAt: 1,
    request: { method, target, headers: [], body: body ? Buffer.from(JSON.stringify(body)) : null },
    answer: { status, headers: [], body: Buffer.from(JSON.stringify(answer)) },
  };
};

function covered(rust: RecordedStep[], more: Partial<Case> = {}, documents: Record<string, Fields> = {}) {
  const input = {
    catalog,
    calls,
    ownPath: 'users/me',
    states: [
      {
        name: 'locked',
        collections: [THING],
        field: 'locked',
        value: { booleanValue: true },
        words: 'over a locked one',
      },
    ],
  } satisfies CoverInput;
  const one: Case = {
    suite: 'things',
    name: 'one',
    note: '',
    recordedAt: '',
    needs: [],
    world: { documents, redis: [] },
    rust,
    ...more,
  };
  return coverageOf([one], input);
}

/** Points of the list, or of the change, that were exercised. */
const ids = (covers: ReturnType<typeof covered>, which = 0): string[] => covers[which]?.covered.map((p) => p.id) ?? [];

test('what could be exercised comes from what is sent, what is decoded and the states', () => {
  const [list, change] = covered([]);
  expect(list?.missing.map((p) => p.id)).toEqual([
    'query limit=2',
    'query limit=5',
    'query kind present',
    'query kind absent',
    'answer /*/kind = a',
    'answer /*/kind = b',
    'answer /*/note present',
    'answer /*/note absent',
    'answer /*/note null',
    'outcome rust success',
    'outcome python success',
    'state empty',
    'state one',
    'state many',
    'state full page',
    'state more than a page',
    'state locked',
    'state other types',
  ]);
  expect(change?.missing.map((p) => p.id)).toEqual([
    'body name present',
    'body name null',
    'outcome rust success',
    'outcome python success',
    'outcome rust failure',
    'outcome python failure',
    'state missing document',
    'state foreign document',
    'state locked',
    'state other types',
  ]);
  expect(shareOf(list as NonNullable<typeof list>)).toBe(0);
});

describe('what one case exercises', () => {
  test('query values, fields and how many rows', () => {
    const two = [
      { id: '1', kind: 'a', note: 'x' },
      { id: '2', kind: 'a', note: null },
    ];
    const covers = covered([step('GET /v1/things?limit=2', two), step('GET /v1/things?limit=2&kind=z', [])]);
    expect(ids(covers)).toEqual([
      'query limit=2',
      'query kind present',
      'query kind absent',
      'answer /*/kind = a',
      'answer /*/note present',
      'answer /*/note null',
      'outcome rust success',
      'state empty',
      'state many',
      'state full page',
    ]);
  });

  test('either side counts, and an answer that is none does not', () => {
    const rust = [step('PATCH /v1/things/1', { ok: true }, { body: { name: null } })];
    const python = [step('PATCH /v1/things/1', {}, { status: 404 })];
    expect(ids(covered(rust, { python }), 1)).toEqual([
      'body name null',
      'outcome rust success',
      'outcome python failure',
      'state missing document',
    ]);
    const blind = rust.map((one) => ({ ...one, unusable: 'no bodies were saved' }));
    expect(ids(covered(blind), 1)).toEqual(['body name null']);
  });

  test('states of the documents', () => {
    const call = [step('GET /v1/things?limit=2', [])];
    const n = (value: Fields[string]): Fields => ({ n: value });
    const plain = n({ integerValue: '1' });
    const of = (documents: Record<string, Fields>) =>
      ids(covered(call, {}, documents)).filter((id) => id.startsWith('state'));
    expect(of({ 'users/me/things/1': { locked: { booleanValue: true } } })).toEqual(['state empty', 'state locked']);
    expect(of({ 'users/me/things/1': { locked: { booleanValue: false } } })).toEqual(['state empty']);
    const three = { 'users/me/things/1': plain, 'users/me/things/2': plain, 'users/me/things/3': plain };
    expect(of(three)).toEqual(['state empty', 'state more than a page']);
    expect(of({ ...three, 'users/me/things/3': n({ stringValue: '1' }) })).toContain('state other types');
    const change = [step('PATCH /v1/things/9', {}, { status: 403 })];
    expect(ids(covered(change, {}, { 'users/other/things/9': plain }), 1)).toContain('state foreign document');
    expect(ids(covered(change, {}, { 'users/me/things/9': plain }), 1)).not.toContain('state foreign document');
  });
});

test('sentences: the route with the least first, states before fields', () => {
  const covers = covered([step('GET /v1/things?limit=2', [])]);
  const told = sentences(covers);
  expect(told[0]).toBe('Record PATCH /v1/things/{id}: no case calls it.');
  expect(told[1]).toBe('Record GET /v1/things while there is just one to list.');
  expect(told.at(-1)).toBe('Record GET /v1/things with an answer that has null at /*/note.');
});
