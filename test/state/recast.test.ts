import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Case } from '../../src/model/case.ts';
import { readCase } from '../../src/recordings/fixture.ts';
import { listCases } from '../../src/recordings/tree.ts';
import { type Firestore, openFirestore } from '../../src/state/firestore.ts';
import { type Recasting, recast } from '../../src/state/recast.ts';
import { hasSealed } from '../../src/state/seal.ts';
import { mayWrite, planWorld, putWorld, scopeOf, snapshot } from '../../src/state/world.ts';
import { type FirestoreServer, startFirestore } from '../support/firestore-server.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures');
const LIVE: Recasting = {
  recordedUid: 'parity-user-1',
  uid: 'Zk3LiveUser',
  secret: 'live secret',
  redis: true,
  now: Date.parse('2027-03-04T05:06:07.890Z'),
};

function ready(recording: Case, to: Recasting = LIVE) {
  const made = recast(recording, to);
  if ('inconclusive' in made) throw new Error(`${recording.suite}/${recording.name}: ${made.inconclusive}`);
  return { world: made.recording.world, scope: scopeOf(made.recording, to.uid) };
}

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
      const { world, scope } = ready(recording);
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
      const prepared = ready(recording);
      expect(JSON.stringify(prepared.world)).not.toMatch(/parity-user-1(?!\w)/);
      expect(Object.keys(prepared.world.documents).filter((path) => !mayWrite(prepared.scope, path))).toEqual([]);
      expect(hasSealed(prepared.world.documents, { uid: 'parity-user-1', secret: 'live secret' })).toBe(false);
    }
  });

  test('is the same for both sides', () => {
    for (const recording of cases) expect(ready(recording)).toEqual(ready(recording));
  });
});

test('a fixed world stays as it is for the recorded user', () => {
  for (const c of cases.filter((c) => c.relativeTo === undefined)) {
    expect(ready(c, { ...LIVE, uid: 'parity-user-1', secret: null }).world).toEqual(c.world);
  }
});

test('what cannot be set up is said', async () => {
  const sealed = await readCase(join(FIXTURES, 'messages/encrypted-history'));
  expect(recast(sealed, { ...LIVE, secret: null })).toMatchObject({
    inconclusive: expect.stringContaining('PARITY_ENCRYPTION_SECRET'),
  });
  const counted = await readCase(join(FIXTURES, 'conversations/search-over-limit'));
  expect(recast(counted, { ...LIVE, redis: false })).toMatchObject({
    inconclusive: expect.stringContaining('PARITY_REDIS_URL'),
  });
});
