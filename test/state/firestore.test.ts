import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Fields } from '../../src/model/case.ts';
import { batches, type Firestore, openFirestore } from '../../src/state/firestore.ts';
import { FirestoreError } from '../../src/state/firestore-http.ts';
import { type FirestoreServer, startFirestore } from '../support/firestore-server.ts';
import { serveJson } from '../support/http-server.ts';

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
beforeEach(() => {
  server.clear();
  server.failWrites(false);
});

const EVERY_TYPE: Fields = {
  whole: { doubleValue: 2 },
  nan: { doubleValue: 'NaN' },
  big: { integerValue: '9007199254740993' },
  at: { timestampValue: '2026-01-02T03:04:05.123456Z' },
  bytes: { bytesValue: 'AAH/' },
  none: { nullValue: null },
  place: { geoPointValue: { latitude: 1.5, longitude: -2 } },
  link: { referenceValue: 'projects/demo-parity/databases/(default)/documents/users/u1' },
  list: { arrayValue: { values: [{ mapValue: { fields: { 'odd.key`': { booleanValue: false } } } }] } },
};

describe('reading', () => {
  test('finds everything below a document, also below missing ones, and nothing beside it', async () => {
    const below = { 'users/u1': EVERY_TYPE, 'users/u1/a/missing/b/x': {}, 'users/u1/knows/a_reports to_b': EVERY_TYPE };
    server.load({ ...below, 'users/u10': {}, 'users/u10/a/x': {}, 'plugins_data/p': {} });
    expect(await firestore.tree('users/u1')).toEqual(below);
  });

  test('reads more documents than a page holds', async () => {
    for (let i = 0; i < 901; i++) server.load({ [`users/u1/n/${i}`]: { i: { integerValue: String(i) } } });
    expect(Object.keys(await firestore.tree('users/u1'))).toHaveLength(901);
    expect(Object.keys(await firestore.collection('users/u1/n'))).toHaveLength(901);
  });

  test('a collection holds its own documents alone, also at the root', async () => {
    server.load({ 'apps/a': {}, 'apps/a/reviews/r': {}, 'users/u1/apps/x': {} });
    expect(Object.keys(await firestore.collection('apps'))).toEqual(['apps/a']);
    expect(Object.keys(await firestore.collection('apps/a/reviews'))).toEqual(['apps/a/reviews/r']);
  });

  test('get leaves out what does not exist', async () => {
    server.load({ 'users/u1': EVERY_TYPE });
    expect(await firestore.get(['users/u1', 'users/u2'])).toEqual({ 'users/u1': EVERY_TYPE });
  });
});

describe('writing', () => {
  test('keeps every type, replaces whole documents, deletes', async () => {
    server.load({ 'users/u1': { old: { nullValue: null } }, 'users/u2': {} });
    await firestore.commit({ set: { 'users/u1': EVERY_TYPE, 'users/u 3/ä/%2F': {} }, delete: ['users/u2'] });
    expect(server.dump()).toEqual({ 'users/u 3/ä/%2F': {}, 'users/u1': EVERY_TYPE });
  });

  test('goes out in batches that the service takes', async () => {
    const text = { stringValue: 'x'.repeat(200_000) };
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`users/u1/n/${i}`, { text }]));
    const small = Object.fromEntries(Array.from({ length: 1100 }, (_, i) => [`users/u1/m/${i}`, {}]));
    await firestore.commit({ set: { ...many, ...small }, delete: [] });
    expect(Object.keys(server.dump())).toHaveLength(1160);
  });

  test('a batch has at most 500 writes and 9 MiB', () => {
    const parts = batches([...Array.from({ length: 501 }, () => 'x'), 'y'.repeat(9 * 1024 * 1024), 'z']);
    expect(parts.map((p) => p.length)).toEqual([500, 1, 1, 1]);
  });
});

describe('credentials', () => {
  test('the emulator is asked as its owner', async () => {
    await firestore.get(['users/u1']);
    expect(server.requests.at(-1)?.authorization).toBe('Bearer owner');
  });

  test('a credential that fails is an error without its text', async () => {
    const closed = openFirestore({ project: 'p', credential: () => Promise.reject(new Error('CANARY')) });
    const error = await closed.get(['a/b']).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'denied', exitCode: 3, message: expect.not.stringContaining('CANARY') });
    await closed.close();
  });
});

describe('failures', () => {
  test('refused writes', async () => {
    server.failWrites(true);
    const write = firestore.commit({ set: { 'users/u1': {} }, delete: [] });
    await expect(write).rejects.toMatchObject({
      code: 'denied',
      message: expect.stringContaining('403 PERMISSION_DENIED'),
    });
  });

  test('passing troubles are retried', async () => {
    server.failWrites({ status: 503, name: 'UNAVAILABLE', times: 1 });
    await firestore.commit({ set: { 'users/u1': {} }, delete: [] });
    server.failWrites({ status: 409, name: 'ABORTED', times: 2 });
    await firestore.commit({ set: { 'users/u2': {} }, delete: [] });
    server.resetConnections(1);
    expect(Object.keys(await firestore.tree('users/u2'))).toEqual(['users/u2']);
  });

  test('an answer that is no passing trouble is not', async () => {
    server.failWrites({ status: 400, name: 'INVALID_ARGUMENT', times: 1 });
    await expect(firestore.commit({ set: { 'users/u1': {} }, delete: [] })).rejects.toMatchObject({
      code: 'bad-answer',
    });
  });

  test('nobody listens', async () => {
    const gone = await startFirestore();
    await gone.close();
    const closed = openFirestore({ project: 'demo-parity', emulatorHost: gone.host });
    const error = await closed.tree('users/u1').catch((e: unknown) => e);
    expect(error).toBeInstanceOf(FirestoreError);
    expect(error).toMatchObject({ code: 'refused', message: expect.stringMatching(/Start the emulator/) });
    await closed.close();
  });

  test('no answer in time; something else listens', async () => {
    const other = await serveJson(() => ({ status: 404, body: 'no' }));
    const wrong = openFirestore({ project: 'demo-parity', emulatorHost: other.host });
    await expect(wrong.get(['a/b'])).rejects.toMatchObject({ code: 'not-found' });
    await Promise.all([wrong.close(), other.close()]);
    const slow = openFirestore({ project: 'demo-parity', emulatorHost: server.host, timeoutMs: 1 });
    server.load(
      Object.fromEntries(
        Array.from({ length: 300 }, (_, i) => [`users/s/n/${i}`, { t: { stringValue: 'x'.repeat(20_000) } }]),
      ),
    );
    await expect(slow.tree('users/s')).rejects.toMatchObject({ code: 'timeout' });
    await slow.close();
  });
});
