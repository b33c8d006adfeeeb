import { existsSync, mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openRedis, type RedisStore } from '../../src/state/redis.ts';
import { restoreRedisBackup, startRedisBackup } from '../../src/state/redis-backup.ts';
import type { RedisScope } from '../../src/state/redis-scope.ts';
import { redisWorld } from '../../src/state/redis-world.ts';
import { connectRedis, NO_REDIS, type RedisClient, redisInstalled, startRedis } from '../support/redis-server.ts';

const SCOPE: RedisScope = { own: ['rl:*:u1', 'share:t1', 'share:t1:*'], items: ['share:*'], shared: ['cache:*'] };
const SHARE = [['SET', 'share:t1', 'from u2']];
const BEFORE = { 'rl:chat:u1': '7', 'rl:chat:u2': '9', 'share:t1': 'mine', 'share:t9': 'theirs', unknown: 'x' };

describe.skipIf(!redisInstalled())(`keys of a case (${NO_REDIS})`, () => {
  let server: Awaited<ReturnType<typeof startRedis>>;
  let store: RedisStore;
  let client: RedisClient;
  const all = async (): Promise<Record<string, string | null>> => {
    const keys = (await client.keys('*')).sort();
    return Object.fromEntries(await Promise.all(keys.map(async (key) => [key, await client.get(key)] as const)));
  };
  const folder = (): string => mkdtempSync(join(tmpdir(), 'parity-redis-'));
  beforeAll(async () => {
    server = await startRedis();
    store = await openRedis(server.url);
    client = await connectRedis(server.url);
  });
  afterAll(async () => {
    client.destroy();
    await store.close();
    await server.close();
  });
  beforeEach(async () => {
    await client.flushAll();
    for (const [key, value] of Object.entries(BEFORE)) await client.set(key, value);
  });

  test('a whole database is the run’s own, for each side, and put back', async () => {
    const backup = await startRedisBackup(folder(), store, true);
    const world = redisWorld(store, backup, { uid: 'u1', mayTake: false });
    expect(await world.protect(SCOPE)).toEqual([]);
    await world.put(SCOPE, SHARE);
    expect(await all()).toEqual({ 'share:t1': 'from u2' });
    // A side takes the share and caches a list; the other side must not find either.
    await client.set('share:t1:accepted', 'u1');
    await client.set('cache:list', '[]');
    await world.put(SCOPE, SHARE);
    expect(await all()).toEqual({ 'share:t1': 'from u2' });
    await world.clear(SCOPE);
    expect(await all()).toEqual({});
    expect(await backup.restore()).toMatchObject({ set: 5, deleted: 0 });
    expect(await all()).toEqual(BEFORE);
  });

  test('elsewhere only what the case declares changes, and keys of others stay', async () => {
    const backup = await startRedisBackup(folder(), store, false);
    const world = redisWorld(store, backup, { uid: 'u1', mayTake: false });
    expect(await world.protect(SCOPE)).toEqual([]);
    await world.put(SCOPE, SHARE);
    const { 'rl:chat:u1': _, ...others } = BEFORE;
    expect(await all()).toEqual({ ...others, 'share:t1': 'from u2' });
    // What the session made of itself goes; what others made beside it stays.
    await client.set('share:made', '{"uid":"u1"}');
    await client.set('share:elsewhere', '{"uid":"u2"}');
    await world.clear(SCOPE);
    expect(Object.keys(await all())).not.toContain('share:made');
    await backup.restore();
    expect(await all()).toEqual({ ...BEFORE, 'share:elsewhere': '{"uid":"u2"}' });
  });

  test('keys of others that the routes show are told, where they may not be put aside', async () => {
    await client.set('cache:list', '["theirs"]');
    const watched = await startRedisBackup(folder(), store, false);
    expect(await redisWorld(store, watched, { uid: 'u1', mayTake: false }).protect(SCOPE)).toEqual(['cache:list']);
    await watched.restore();
    const taken = await startRedisBackup(folder(), store, false);
    const world = redisWorld(store, taken, { uid: 'u1', mayTake: true });
    expect(await world.protect(SCOPE)).toEqual([]);
    await world.put(SCOPE, []);
    expect(await all()).toEqual({ 'rl:chat:u2': '9', unknown: 'x' });
    await taken.restore();
    expect(await all()).toEqual({ ...BEFORE, 'cache:list': '["theirs"]' });
  });

  test('a second case keeps what it adds, and never what the first one made', async () => {
    const backup = await startRedisBackup(folder(), store, false);
    const world = redisWorld(store, backup, { uid: 'u1', mayTake: false });
    await world.protect(SCOPE);
    await world.put(SCOPE, SHARE);
    const second: RedisScope = { own: ['share:*', 'unknown'], items: [], shared: [] };
    await world.protect(second);
    await world.put(second, [['SET', 'unknown', 'changed']]);
    await backup.restore();
    expect(await all()).toEqual(BEFORE);
  });

  test('a backup is for the eyes of its owner, put back once, and only into its own Redis', async () => {
    const backup = await startRedisBackup(folder(), store, true);
    expect(statSync(backup.file).mode & 0o777).toBe(0o600);
    const other = await openRedis(`${server.url}/1`);
    await expect(restoreRedisBackup(backup.file, other)).rejects.toMatchObject({ code: 'other-redis' });
    await other.close();
    await client.flushDb();
    await restoreRedisBackup(backup.file, store);
    expect(await all()).toEqual(BEFORE);
    expect([existsSync(backup.file), existsSync(`${backup.file}.restored`)]).toEqual([false, true]);
    expect(await restoreRedisBackup(backup.file, store)).toMatchObject({ already: true });
  });
});
