import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Fields } from '../../src/model/case.ts';
import { type Documents, type Firestore, openFirestore } from '../../src/state/firestore.ts';
import {
  adoptCreated,
  changesBetween,
  planWorld,
  putWorld,
  type Scope,
  scopeOf,
  snapshot,
  untilQuiet,
} from '../../src/state/world.ts';
import { type FirestoreServer, startFirestore } from '../support/firestore-server.ts';

const text = (stringValue: string): Fields => ({ t: { stringValue } });
const scope: Scope = { userPath: 'users/u1', paths: ['plugins_data/p'], watched: [] };

const fields: fc.Arbitrary<Fields> = fc.dictionary(
  fc.string({ maxLength: 3 }),
  fc.oneof(
    fc.string().map((stringValue) => ({ stringValue })),
    fc.maxSafeInteger().map((n) => ({ integerValue: String(n) })),
    // Adding 0 makes -0 the 0 that JSON can carry.
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => ({ doubleValue: n + 0 })),
    fc.constant({ arrayValue: { values: [{ nullValue: null }] } }),
  ),
  { maxKeys: 3 },
) as fc.Arbitrary<Fields>;
const documents: fc.Arbitrary<Documents> = fc
  .dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fields)
  .map((found) => Object.fromEntries(Object.entries(found).map(([name, f]) => [`users/u1/n/${name}`, f])));

describe('planWorld', () => {
  test('carried out on any documents it gives the wanted ones, and nothing is left to plan', () => {
    fc.assert(
      fc.property(documents, documents, (current, wanted) => {
        const plan = planWorld(current, wanted);
        const kept = Object.entries(current).filter(([path]) => !plan.delete.includes(path));
        const done = { ...Object.fromEntries(kept), ...plan.set };
        expect(done).toEqual(wanted);
        expect(planWorld(wanted, wanted)).toEqual({ set: {}, delete: [] });
      }),
    );
  });

  test('types count, spellings do not', () => {
    const plan = (a: Fields, b: Fields): string[] => Object.keys(planWorld({ 'a/b': a }, { 'a/b': b }).set);
    expect(plan({ n: { integerValue: '1' } }, { n: { doubleValue: 1 } })).toEqual(['a/b']);
    expect(plan({ n: { nullValue: null } }, {})).toEqual(['a/b']);
    const one: Fields = {
      t: { timestampValue: '2026-01-01T00:00:00.100Z' },
      m: { mapValue: {} },
      l: { arrayValue: { values: [] } },
    };
    const two: Fields = {
      l: { arrayValue: {} },
      m: { mapValue: { fields: {} } },
      t: { timestampValue: '2026-01-01T01:00:00.100000+01:00' },
    };
    expect(plan(one, two)).toEqual([]);
    expect(
      plan({ t: { timestampValue: '2026-01-01T00:00:00.000001Z' } }, { t: { timestampValue: '2026-01-01T00:00:00Z' } }),
    ).toEqual(['a/b']);
  });

  test('a snapshot against a later one is what changed', () => {
    const changes = changesBetween({ 'a/1': text('x'), 'a/2': text('y') }, { 'a/1': text('z'), 'a/3': text('n') });
    expect(changes).toEqual({ set: { 'a/1': text('z'), 'a/3': text('n') }, deleted: ['a/2'] });
  });
});

describe('with a Firestore', () => {
  let server: FirestoreServer;
  let firestore: Firestore;
  beforeAll(async () => {
    server = await startFirestore();
    firestore = openFirestore({ project: 'demo-parity', emulatorHost: server.host });
  });
  afterAll(async () => {
    await firestore.close();
    await server.close();
  });
  beforeEach(() => server.clear());

  const OTHERS = { 'plugins_data/other': text('theirs'), 'users/u10': text('theirs'), 'users/u10/n/a': text('theirs') };

  test('writes the difference alone and touches nothing of others', async () => {
    server.load({
      ...OTHERS,
      'users/u1': text('old'),
      'users/u1/n/same': text('same'),
      'users/u1/n/missing/deep/x': text('old'),
    });
    const wanted = { 'users/u1': text('new'), 'users/u1/n/same': text('same'), 'plugins_data/p': text('mine') };
    const wrote = await putWorld(firestore, scope, wanted);
    expect(wrote).toEqual({
      set: { 'users/u1': text('new'), 'plugins_data/p': text('mine') },
      delete: ['users/u1/n/missing/deep/x'],
    });
    expect(server.dump()).toEqual({ ...OTHERS, ...wanted });
    const requests = server.requests.length;
    await putWorld(firestore, scope, wanted);
    expect(server.requests.slice(requests).filter((r) => r.path.endsWith(':commit'))).toEqual([]);
  });

  test('a world that reaches outside is refused before anything is written', async () => {
    server.load(OTHERS);
    const put = putWorld(firestore, scope, { 'users/u1': text('x'), 'users/u2': text('x') });
    await expect(put).rejects.toMatchObject({
      code: 'outside-scope',
      exitCode: 2,
      message: expect.stringContaining('users/u2'),
    });
    expect(server.dump()).toEqual(OTHERS);
  });

  test('documents of watched collections are read; those that the case made are adopted and put away', async () => {
    server.load(OTHERS);
    const watching = { ...scope, watched: ['plugins_data'] };
    const before = await snapshot(firestore, watching);
    expect(before).toEqual({ 'plugins_data/other': text('theirs') });
    server.load({ 'plugins_data/made': text('u1'), 'plugins_data/meanwhile': text('u7') });
    const wider = adoptCreated(watching, before, await snapshot(firestore, watching));
    expect(wider.paths).toEqual(['plugins_data/p', 'plugins_data/made']);
    await putWorld(firestore, wider, {});
    expect(Object.keys(server.dump('plugins_data'))).toEqual(['plugins_data/meanwhile', 'plugins_data/other']);
  });

  test('waits for a late write', async () => {
    server.load({ 'users/u1': text('x') });
    setTimeout(() => server.load({ 'users/u1/n/late': text('y') }), 150);
    const { documents: found, quiet } = await untilQuiet(firestore, scope, {
      quietMs: 300,
      limitMs: 5000,
      everyMs: 30,
    });
    expect([Object.keys(found), quiet]).toEqual([['users/u1', 'users/u1/n/late'], true]);
  });

  test('does not wait for ever', async () => {
    let n = 0;
    const timer = setInterval(() => server.load({ 'users/u1': text(String(n++)) }), 10);
    const { quiet, waited } = await untilQuiet(firestore, scope, { quietMs: 200, limitMs: 400, everyMs: 20 });
    clearInterval(timer);
    expect(quiet).toBe(false);
    expect(waited).toBeGreaterThanOrEqual(400);
  });
});

test('the scope of a case holds what its world and its changes name outside the user', () => {
  const sides = { set: { 'plugins_data/a': {}, 'users/u1/n/x': {} }, deleted: ['plugins_data/b'] };
  const world = { documents: { 'users/u1': {}, 'users/friend': {}, 'plugins_data/a': {} }, redis: [] };
  const found = scopeOf({ world, changes: { rust: sides, python: { set: {}, deleted: [] } } }, 'users/u1', [
    'plugins_data',
  ]);
  expect(found).toEqual({
    userPath: 'users/u1',
    paths: ['users/friend', 'plugins_data/a', 'plugins_data/b'],
    watched: ['plugins_data'],
    managed: [],
  });
});
