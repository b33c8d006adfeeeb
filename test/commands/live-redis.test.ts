import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '../../src/model/case.ts';
import { type Firestore, openFirestore } from '../../src/state/firestore.ts';
import { FIXTURES, judge, readFixture } from '../support/cases.ts';
import { QUICK, runCli, runParity, verdictsOf } from '../support/cli.ts';
import { type FirestoreServer, startFirestore } from '../support/firestore-server.ts';
import { leaksOf } from '../support/leaks.ts';
import { type BackendOptions, type RecordedBackend, startBackend } from '../support/recorded-backend.ts';
import { connectRedis, NO_REDIS, type RedisClient, redisInstalled, startRedis } from '../support/redis-server.ts';

const UID = 'parity-user-1';
const ACCEPT = 'action-items/accept-shared';
const SHARE_ROUTE = 'POST /v1/action-items/share';

describe.skipIf(!redisInstalled())(`a live run with the backends' Redis (${NO_REDIS})`, () => {
  let redis: Awaited<ReturnType<typeof startRedis>>;
  let client: RedisClient;
  let server: FirestoreServer;
  let firestore: Firestore;
  const backends: RecordedBackend[] = [];
  beforeEach(async () => {
    redis = await startRedis();
    client = await connectRedis(redis.url);
    await client.set('somebody', 'else');
    server = await startFirestore();
    firestore = openFirestore({ project: 'demo-parity', emulatorHost: server.host });
  });
  afterEach(async () => {
    client.destroy();
    for (const backend of backends.splice(0)) await backend.close();
    await Promise.all([firestore.close(), server.close(), redis.close()]);
  });

  async function sides(recording: Case, more: Partial<BackendOptions> = {}): Promise<string[]> {
    const urls: string[] = [];
    for (const side of ['rust', 'python'] as const) {
      const leaks = leaksOf({ side, uid: UID, firestore, redis: client });
      const backend = await startBackend({ side, firestore, leaks, ...more });
      backend.use(recording);
      backends.push(backend);
      urls.push(`--${side}`, backend.url);
    }
    return urls;
  }
  const env = (): Record<string, string> => ({
    FIRESTORE_EMULATOR_HOST: server.host,
    PARITY_REDIS_URL: redis.url,
  });

  test('what the first side took is there again for the second, and all is put back', async () => {
    const recording = await readFixture(join(FIXTURES, ACCEPT));
    const args = ['--case', ACCEPT, '--quiet', ...QUICK, ...(await sides(recording))];
    const { report, stderr, runs } = await runParity(args, { env: env() });
    const recorded = Object.fromEntries(judge(recording).routes.map((r) => [`${ACCEPT} ${r.route}`, r.verdict]));
    expect(verdictsOf(report), stderr).toEqual(recorded);
    expect(await client.keys('*')).toEqual(['somebody']);
    expect(readdirSync(runs[0] ?? '')).toContain('redis-backup.json.restored');
  });

  test('without its URL the run says which routes keep what there', async () => {
    const key = 'action-items/share-and-open-link';
    const recording = await readFixture(join(FIXTURES, key));
    const args = ['--case', key, ...QUICK, ...(await sides(recording))];
    const { report, stdout } = await runParity(args, { env: { FIRESTORE_EMULATOR_HOST: server.host } });
    expect(report?.preflight?.join('\n')).toMatch(/PARITY_REDIS_URL.*action-items.*apps/);
    const notes = report?.suites[0]?.cases[0]?.notes.filter((n) => n.kind === 'redis') ?? [];
    expect(notes.map((n) => n.route)).toContain(SHARE_ROUTE);
    expect(notes[0]?.text).toContain('task_share:{token}');
    expect(stdout).toContain('PARITY_REDIS_URL');
  });

  /** A run that dies while the first side is asked: its world is in Redis then. Returns the folder of the runs. */
  async function killed(): Promise<string> {
    const recording = await readFixture(join(FIXTURES, ACCEPT));
    const out = mkdtempSync(join(tmpdir(), 'parity-killed-'));
    let kill = (): void => undefined;
    const urls = await sides(recording, {
      intercept: ({ url }) => {
        if (url === '/v1/action-items/accept') kill();
        return false;
      },
    });
    await runCli(['run', '--case', ACCEPT, ...QUICK, '--out', out, ...urls], {
      env: env(),
      started: (child) => {
        kill = () => void child.kill('SIGKILL');
      },
    });
    return out;
  }

  test('a run that was killed: doctor says so, and --restore puts the keys back', async () => {
    const out = await killed();
    expect(await client.keys('*')).not.toContain('somebody');
    const ask = (...more: string[]) => runCli(['doctor', '--out', out, ...more], { env: env() });
    const told = await ask();
    expect([told.code, told.stdout]).toEqual([
      3,
      expect.stringContaining('Redis keys that a run kept were not put back'),
    ]);
    const { code, stdout } = await ask('--restore');
    expect([code, stdout]).toEqual([0, expect.stringContaining('1 key put back')]);
    expect(await client.get('somebody')).toBe('else');
    expect(await client.keys('*')).toEqual(['somebody']);
    expect((await ask('--restore')).stdout).toContain('Nothing to restore');
  });

  test('--restore without the URL: an error that says what to set', async () => {
    const out = await killed();
    const { code, stderr } = await runCli(['doctor', '--restore', '--out', out], {
      env: { FIRESTORE_EMULATOR_HOST: server.host },
    });
    expect([code, stderr]).toEqual([2, expect.stringMatching(/expected a Redis, found none. Set PARITY_REDIS_URL/)]);
  });
});
