import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Fields } from '../../src/model/case.ts';
import { type FirestoreServer, startFirestore } from './firestore-server.ts';

let server: FirestoreServer;
beforeAll(async () => {
  server = await startFirestore();
});
afterAll(() => server.close());
beforeEach(() => server.clear());

const ROOT = 'projects/demo-parity/databases/(default)/documents';

async function call(method: string, path: string, body?: object): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${server.url}/v1/${ROOT}${path}`, { method, body: body && JSON.stringify(body) });
  return { status: answer.status, body: await answer.json() };
}

async function queryNames(query: object): Promise<string[]> {
  const { body } = await call('POST', '/users/u1:runQuery', {
    structuredQuery: { from: [{ collectionId: 'n' }], ...query },
  });
  return (body as { document?: { name: string } }[]).flatMap((r) => r.document?.name.split('/').at(-1) ?? []);
}

const number = (field: object): Fields => ({ x: field }) as Fields;
const by = (fieldPath: string, direction = 'ASCENDING'): object => ({ field: { fieldPath }, direction });

describe('values', () => {
  test('keep their types; only the spelling becomes the canonical one', async () => {
    await call('PATCH', '/users/u1', {
      fields: {
        whole: { doubleValue: 3 },
        big: { integerValue: '9007199254740993' },
        at: { timestampValue: '2026-01-02T03:04:05.1234567+01:00' },
        none: { nullValue: null },
        empty: { mapValue: { fields: {} } },
      },
    });
    expect(server.dump()['users/u1']).toEqual({
      whole: { doubleValue: 3 },
      big: { integerValue: '9007199254740993' },
      at: { timestampValue: '2026-01-02T02:04:05.123456Z' },
      none: { nullValue: null },
      empty: { mapValue: {} },
    });
  });

  test('a value without a type is refused', async () => {
    expect((await call('PATCH', '/users/u1', { fields: { a: {} } })).status).toBe(400);
  });
});

describe('queries', () => {
  beforeEach(() =>
    server.load({
      'users/u1/n/a': number({ integerValue: '2' }),
      'users/u1/n/b': number({ doubleValue: 1.5 }),
      'users/u1/n/c': number({ integerValue: '2' }),
      'users/u1/n/d': { y: { stringValue: 'no x' } },
      'users/u2/n/e': number({ integerValue: '0' }),
    }),
  );

  test('order numbers of both types, leave out documents without the field, break ties by name', async () => {
    expect(await queryNames({ orderBy: [by('x')] })).toEqual(['b', 'a', 'c']);
    expect(await queryNames({ orderBy: [by('x', 'DESCENDING')] })).toEqual(['c', 'a', 'b']);
  });

  test('filter, limit, offset and cursors', async () => {
    const where = { fieldFilter: { field: { fieldPath: 'x' }, op: 'EQUAL', value: { doubleValue: 2 } } };
    expect(await queryNames({ where })).toEqual(['a', 'c']);
    expect(await queryNames({ orderBy: [by('x')], offset: 1, limit: 1 })).toEqual(['a']);
    expect(
      await queryNames({ orderBy: [by('x')], startAt: { values: [{ integerValue: '2' }], before: false } }),
    ).toEqual([]);
  });

  test('an empty result holds the read time alone', async () => {
    const { body } = await call('POST', ':runQuery', { structuredQuery: { from: [{ collectionId: 'none' }] } });
    expect(body).toEqual([{ readTime: expect.any(String) }]);
  });

  test('count', async () => {
    const structuredQuery = { from: [{ collectionId: 'n', allDescendants: true }] };
    const { body } = await call('POST', ':runAggregationQuery', {
      structuredAggregationQuery: { structuredQuery, aggregations: [{ alias: 'n', count: {} }] },
    });
    expect(body).toMatchObject([{ result: { aggregateFields: { n: { integerValue: '5' } } } }]);
  });
});

describe('writes', () => {
  test('an unmasked PATCH replaces, a masked one keeps the rest', async () => {
    server.load({ 'users/u1': { a: { stringValue: '1' }, b: { stringValue: '2' } } });
    await call('PATCH', '/users/u1?updateMask.fieldPaths=a', { fields: { a: { stringValue: 'x' } } });
    expect(Object.keys(server.dump()['users/u1'] ?? {})).toEqual(['a', 'b']);
    await call('PATCH', '/users/u1', { fields: { a: { stringValue: 'y' } } });
    expect(server.dump()['users/u1']).toEqual({ a: { stringValue: 'y' } });
  });

  test('commit does all or nothing', async () => {
    const { status } = await call('POST', ':commit', {
      writes: [
        { update: { name: `${ROOT}/users/u1`, fields: {} } },
        { update: { name: `${ROOT}/users/u2`, fields: {} }, currentDocument: { exists: true } },
      ],
    });
    expect([status, server.dump()]).toEqual([404, {}]);
  });

  test('transforms', async () => {
    server.load({ 'users/u1': { n: { integerValue: '1' }, list: { arrayValue: { values: [{ stringValue: 'a' }] } } } });
    const values = [{ stringValue: 'a' }, { stringValue: 'b' }];
    await call('POST', ':commit', {
      writes: [
        {
          update: { name: `${ROOT}/users/u1`, fields: {} },
          updateMask: { fieldPaths: [] },
          updateTransforms: [
            { fieldPath: 'n', increment: { integerValue: '2' } },
            { fieldPath: 'list', appendMissingElements: { values } },
          ],
        },
      ],
    });
    expect(server.dump()['users/u1']).toEqual({ n: { integerValue: '3' }, list: { arrayValue: { values } } });
  });

  test('are refused when told so, and only they', async () => {
    server.load({ 'users/u1': {} });
    server.failWrites(true);
    expect((await call('DELETE', '/users/u1')).status).toBe(403);
    expect((await call('GET', '/users/u1')).status).toBe(200);
    server.failWrites(false);
    expect((await call('DELETE', '/users/u1')).status).toBe(200);
  });
});

describe('lists', () => {
  test('come in pages of 20, and show missing parents only when asked', async () => {
    for (let i = 0; i < 25; i++) server.load({ [`users/u1/n/${i}`]: {} });
    server.load({ 'users/u1/n/missing/below/x': {} });
    const first = (await call('GET', '/users/u1/n')).body as { documents: object[]; nextPageToken: string };
    expect(first.documents).toHaveLength(20);
    const rest = (await call('GET', `/users/u1/n?pageToken=${first.nextPageToken}`)).body as { documents: object[] };
    expect(rest.documents).toHaveLength(5);
    const all = (await call('GET', '/users/u1/n?pageSize=300&showMissing=true')).body as { documents: object[] };
    expect(all.documents).toContainEqual({ name: `${ROOT}/users/u1/n/missing` });
    expect((await call('POST', '/users/u1/n/missing:listCollectionIds', {})).body).toEqual({
      collectionIds: ['below'],
    });
  });
});
