import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCase } from '../../src/recordings/fixture.ts';
import { listCases } from '../../src/recordings/tree.ts';
import type { Case } from '../../src/recordings/types.ts';
import { type Firestore, openFirestore } from '../../src/state/firestore.ts';
import { type LiveSetting, prepareCase } from '../../src/state/prepare.ts';
import { hasSealed } from '../../src/state/seal.ts';
import { mayWrite, planWorld, putWorld, snapshot } from '../../src/state/world.ts';
import { type FirestoreServer, startFirestore } from '../support/firestore-server.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures');
const LIVE: LiveSetting = {
  recordedUid: 'parity-user-1',
  uid: 'Zk3LiveUser',
  secret: 'live secret',
  redis: true,
  now: Date.parse('2027-03-04T05:06:07.890Z'),
  watched: [],
};

let server: FirestoreServer;
let firestore: Firestore;
let cases: Case[];
beforeAll(async () => {
  server = await startFirestore();
  firestore = openFirestore({ project: 'demo-parity', emulatorHost: server.host });
  cases = await Promise.all((await listCases(FIXTURES)).map(({ folder }) => readCase(folder)));
});
afterAll(async () => {
  await firestore.close();
  await server.close();
});

describe('every recorded world', () => {
  test('is put there, one after the other, and read back as it is', { timeout: 120_000 }, async () => {
    for (const recording of cases) {
      const prepared = prepareCase(recording, LIVE);
      if (prepared.kind === 'inconclusive') throw new Error(`${recording.suite}/${recording.name}: ${prepared.reason}`);
      const { world, scope } = prepared;
      await putWorld(firestore, scope, world.documents);
      const difference = planWorld(await snapshot(firestore, scope), world.documents);
      expect(difference, `${recording.suite}/${recording.name}`).toEqual({ set: {}, delete: [] });
      // The next case names others: what lies outside the user would stay.
      await putWorld(firestore, scope, {});
    }
    expect(server.dump()).toEqual({});
  });

  test('of another user holds no trace of the recorded one, and stays within its scope', () => {
    for (const recording of cases) {
      const prepared = prepareCase(recording, LIVE);
      if (prepared.kind === 'inconclusive') throw new Error(prepared.reason);
      expect(JSON.stringify(prepared.world)).not.toMatch(/parity-user-1(?!\w)/);
      expect(Object.keys(prepared.world.documents).filter((path) => !mayWrite(prepared.scope, path))).toEqual([]);
      expect(hasSealed(prepared.world.documents, { uid: 'parity-user-1', secret: 'live secret' })).toBe(false);
    }
  });

  test('is the same for both sides', () => {
    for (const recording of cases) expect(prepareCase(recording, LIVE)).toMatchObject(worldOf(recording));
  });
});

function worldOf(recording: Case): object {
  const prepared = prepareCase(recording, LIVE);
  return prepared.kind === 'ready' ? { world: prepared.world, scope: prepared.scope } : prepared;
}

test('a fixed world without sealed text stays as it is for the recorded user', () => {
  const fixed = cases.filter((c) => c.relativeTo === undefined);
  const worlds = fixed.map((c) => [c.world, prepareCase(c, { ...LIVE, uid: 'parity-user-1', secret: null })] as const);
  const ready = worlds.filter(([, prepared]) => prepared.kind === 'ready');
  expect(ready.length).toBeGreaterThan(fixed.length * 0.9);
  for (const [world, prepared] of ready) expect(prepared).toMatchObject({ world });
});

test('what cannot be set up is said', async () => {
  const sealed = await readCase(join(FIXTURES, 'messages/encrypted-history'));
  expect(prepareCase(sealed, { ...LIVE, secret: null })).toMatchObject({
    kind: 'inconclusive',
    reason: expect.stringContaining('PARITY_ENCRYPTION_SECRET'),
  });
  const counted = await readCase(join(FIXTURES, 'conversations/search-over-limit'));
  expect(prepareCase(counted, { ...LIVE, redis: false })).toMatchObject({
    kind: 'inconclusive',
    reason: expect.stringContaining('PARITY_REDIS_URL'),
  });
});
