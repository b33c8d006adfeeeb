import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { liveCiphers } from '../../src/engine/ciphers.ts';
import { liveRedisWorld } from '../../src/engine/live-redis.ts';
import { liveRun } from '../../src/engine/live-run.ts';
import { runCases } from '../../src/engine/pipeline.ts';
import { closeSides, openSides } from '../../src/engine/sides.ts';
import { newSpool } from '../../src/engine/spool.ts';
import type { Case } from '../../src/model/case.ts';
import type { Side } from '../../src/model/side.ts';
import type { CaseRef } from '../../src/recordings/tree.ts';
import { startBackup } from '../../src/state/backup.ts';
import { openFirestore } from '../../src/state/firestore.ts';
import { openRedis } from '../../src/state/redis.ts';
import { startRedisBackup } from '../../src/state/redis-backup.ts';
import { catalog } from '../../suites/catalog.ts';
import { product } from '../../suites/product.ts';
import { unsignedToken } from '../support/auth-server.ts';
import { allCases, judge, readFixture } from '../support/cases.ts';
import { startFirestore } from '../support/firestore-server.ts';
import { leaksOf } from '../support/leaks.ts';
import { times } from '../support/long.ts';
import { startBackend } from '../support/recorded-backend.ts';
import { connectRedis, redisInstalled, startRedis } from '../support/redis-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'parity-live-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const RECORDED = 'parity-user-1';
/** Verdicts of a case, routes in order. */
type Verdicts = Record<string, string>;

/** A Redis of the backends, where it is installed: they leak through it. */
async function sharedRedis() {
  if (!redisInstalled()) return undefined;
  const server = await startRedis();
  const client = await connectRedis(server.url);
  await client.set('somebody', 'else');
  const store = await openRedis(server.url);
  const close = async (): Promise<void> => {
    client.destroy();
    await store.close();
    await server.close();
  };
  return { client, store, close };
}

async function liveVerdicts(
  uid: string,
  secret: string,
  inOrder: (cases: CaseRef[]) => CaseRef[],
): Promise<{ live: Map<string, Verdicts>; recordings: Case[]; left: object }> {
  const server = await startFirestore();
  const before = {
    [`users/${uid}`]: { name: { stringValue: 'Somebody' } },
    [`users/${uid}/folders/own`]: { name: { stringValue: 'Own' } },
  };
  server.load(before);
  const firestore = openFirestore({ project: 'demo-parity', emulatorHost: server.host });
  const token = unsignedToken(uid);
  const redis = await sharedRedis();
  const leaking = (side: Side) => leaksOf({ side, uid, firestore, redis: redis?.client });
  const rust = await startBackend({ side: 'rust', firestore, token, leaks: leaking('rust') });
  const python = await startBackend({ side: 'python', firestore, token, leaks: leaking('python') });
  const sides = await openSides({
    addresses: { rust: { url: rust.url, source: '--rust' }, python: { url: python.url, source: '--python' } },
    timeoutMs: 10_000,
    concurrency: 1,
    allowedHosts: [],
    token: async () => token,
  });
  const backup = await startBackup(join(folder, uid), firestore, product.userPath(uid));
  const ciphers = liveCiphers(product, uid, secret);
  const kept = redis && (await startRedisBackup(join(folder, uid), redis.store, true));
  const state = {
    firestore,
    uid,
    userPath: product.userPath(uid),
    cipher: ciphers.cipher,
    backup,
    quietMs: 0,
    settleMs: 50,
    mayEmpty: true,
    patience: new Set<string>(),
    redis: redis && kept && liveRedisWorld(redis.store, kept, { catalog, uid, mayTake: true }),
  };
  const run = liveRun({
    catalog,
    isLive: { rust: true, python: true },
    recordedUid: RECORDED,
    uid,
    ...ciphers,
    state,
    hasRedis: true,
    needs: product.needs,
    provides: Object.keys(product.needs),
    destructive: true,
    named: () => true,
  });
  const recordings: Case[] = [];
  const prepared = {
    ...run,
    prepare(recording: Case) {
      const made = run.prepare(recording);
      if ('recording' in made) for (const backend of [rust, python]) backend.use(made.recording);
      recordings.push(recording);
      return made;
    },
  };
  const live = new Map<string, Verdicts>();
  const spool = newSpool(join(folder, 'bodies'));
  const signal = new AbortController().signal;
  for await (const { result } of runCases(inOrder(await allCases()), {
    catalog,
    sides,
    concurrency: 1,
    spool,
    signal,
    live: prepared,
    recorded: { uid: RECORDED, cipher: null },
    needs: Object.keys(product.needs),
  })) {
    live.set(`${result.suite}/${result.case}`, Object.fromEntries(result.routes.map((r) => [r.route, r.verdict])));
  }
  await backup.restore();
  const left = server.dump();
  expect(left).toEqual(before);
  await kept?.restore();
  if (redis) expect(await redis.client.keys('*')).toEqual(['somebody']);
  await closeSides(sides);
  await redis?.close();
  await Promise.all([rust.close(), python.close(), firestore.close(), server.close()]);
  return { live, recordings, left };
}

test.each([
  ['the recorded user', RECORDED, 'parity-recording-secret-0123456789abcdef', (cases: CaseRef[]) => cases],
  [
    'another user, cases backwards',
    'Zk3LiveUser',
    'the live secret',
    (cases: CaseRef[]) => cases.reverse().filter((_, i) => i % times(4, 1) === 0),
  ],
])('every suite gives the verdicts of the recorded mode: %s', { timeout: 240_000 }, async (_, uid, secret, inOrder) => {
  const { live } = await liveVerdicts(uid, secret, inOrder);
  const wrong: string[] = [];
  for (const ref of inOrder(await allCases())) {
    const key = `${ref.suite}/${ref.name}`;
    const recorded = Object.fromEntries(judge(await readFixture(ref.folder)).routes.map((r) => [r.route, r.verdict]));
    for (const [route, verdict] of Object.entries(recorded)) {
      const found = live.get(key)?.[route];
      if (found !== verdict) wrong.push(`${key} ${route}: recorded ${verdict}, live ${found}`);
    }
  }
  expect(wrong).toEqual([]);
});
