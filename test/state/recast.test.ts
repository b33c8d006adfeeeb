import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { liveCiphers } from '../../src/engine/ciphers.ts';
import type { Case } from '../../src/model/case.ts';
import { listCases } from '../../src/recordings/tree.ts';
import { type Firestore, openFirestore } from '../../src/state/firestore.ts';
import { type Recasting, recast } from '../../src/state/recast.ts';
import { hasSealed } from '../../src/state/seal.ts';
import { mayWrite, planWorld, putWorld, scopeOf, snapshot } from '../../src/state/world.ts';
import { catalog } from '../../suites/catalog.ts';
import { product } from '../../suites/product.ts';
import { encryption } from '../../suites/store/encryption.ts';
import { readFixture } from '../support/cases.ts';
import { type FirestoreServer, startFirestore } from '../support/firestore-server.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures');
const LIVE: Recasting = {
  catalog,
  recordedUid: 'parity-user-1',
  uid: 'Zk3LiveUser',
  seals: liveCiphers(product, 'Zk3LiveUser', 'live secret').seals,
  redis: true,
  now: Date.parse('2027-03-04T05:06:07.890Z'),
};

function ready(recording: Case, to: Recasting = LIVE) {
  const made = recast(recording, to);
  if ('inconclusive' in made) throw new Error(`${recording.suite}/${recording.name}: ${made.inconclusive}`);
  return { world: made.recording.world, scope: scopeOf(made.recording, product.userPath(to.uid)) };
}

let server: FirestoreServer;
let firestore: Firestore;
let cases: Case[];
beforeAll(async () => {
  server = await startFirestore();
  firestore = openFirestore({ project: 'demo-parity', emulatorHost: server.host });
  cases = await Promise.all((await listCases(FIXTURES)).map(({ folder }) => readFixture(folder)));
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
      expect(
        hasSealed(prepared.world.documents, encryption.cipherOf({ uid: 'parity-user-1', secret: 'live secret' })),
      ).toBe(false);
    }
  });

  test('is the same for both sides', () => {
    for (const recording of cases) expect(ready(recording)).toEqual(ready(recording));
  });
});

test('a fixed world stays as it is for the recorded user', () => {
  for (const c of cases.filter((c) => c.relativeTo === undefined)) {
    expect(
      ready(c, { ...LIVE, uid: 'parity-user-1', seals: liveCiphers(product, 'parity-user-1', undefined).seals }).world,
    ).toEqual(c.world);
  }
});

test('what cannot be set up is said', async () => {
  const sealed = await readFixture(join(FIXTURES, 'messages/encrypted-history'));
  expect(recast(sealed, { ...LIVE, seals: liveCiphers(product, LIVE.uid, undefined).seals })).toMatchObject({
    inconclusive: expect.stringContaining('PARITY_ENCRYPTION_SECRET'),
  });
  const counted = await readFixture(join(FIXTURES, 'conversations/search-over-limit'));
  expect(recast(counted, { ...LIVE, redis: false })).toMatchObject({
    inconclusive: expect.stringContaining('PARITY_REDIS_URL'),
  });
});

test('what an answer and a request show of a declared time moves with it', () => {
  const answered = (value: unknown) => ({ status: 200, headers: [], body: Buffer.from(JSON.stringify(value)) });
  const shown = { scoring: '01_999_1772300002', end: 1_790_000_000, serial: 1_790_000_001 };
  const recording: Case = {
    suite: 's',
    name: 'c',
    note: '',
    recordedAt: '2026-11-24T00:00:00.000Z',
    relativeTo: 'recordedAt',
    needs: [],
    world: {
      redis: [],
      documents: {
        'users/parity-user-1': {
          subscription: { mapValue: { fields: { current_period_end: { integerValue: '1790000000' } } } },
          serial: { integerValue: '1790000001' },
        },
        'users/parity-user-1/memories/m': { scoring: { stringValue: '01_999_1772300002' } },
      },
    },
    rust: [
      {
        id: 'get',
        startedAt: 0,
        endedAt: 1,
        request: {
          method: 'POST',
          target: '/x?until=1790000000&n=1790000001',
          headers: [],
          body: answered(shown).body,
        },
        answer: answered(shown),
      },
    ],
    changes: {
      rust: {
        set: {},
        deleted: ['users/parity-user-1/goals/g/goal_history/2026-11-23', 'users/parity-user-1/x/2026-11-23'],
      },
      python: {
        set: { 'users/parity-user-1/memories/n': { scoring: { stringValue: '00_999_1795478400' } } },
        deleted: [],
      },
    },
  };
  const made = recast(recording, { ...LIVE, uid: 'parity-user-1', now: Date.parse('2026-11-25T00:00:00.000Z') });
  if (!('recording' in made)) throw new Error(made.inconclusive);
  const [step] = made.recording.rust;
  const moved = { scoring: '01_999_1772386402', end: 1_790_086_400, serial: 1_790_000_001 };
  expect(JSON.parse(String(step?.answer.body))).toEqual(moved);
  expect(JSON.parse(String(step?.request.body))).toEqual(moved);
  expect(step?.request.target).toBe('/x?until=1790086400&n=1790000001');
  expect(made.recording.changes).toEqual({
    rust: {
      set: {},
      deleted: ['users/parity-user-1/goals/g/goal_history/2026-11-24', 'users/parity-user-1/x/2026-11-23'],
    },
    python: {
      set: { 'users/parity-user-1/memories/n': { scoring: { stringValue: '00_999_1795564800' } } },
      deleted: [],
    },
  });
});
