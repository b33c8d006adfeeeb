import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { keysOf, openRedis, type RedisStore, type SavedKey } from '../../src/state/redis.ts';
import { exactly } from '../../src/state/redis-scope.ts';
import { connectRedis, NO_REDIS, type RedisClient, redisInstalled, startRedis } from '../support/redis-server.ts';

describe.skipIf(!redisInstalled())(`a Redis (${NO_REDIS})`, () => {
  let server: Awaited<ReturnType<typeof startRedis>>;
  let store: RedisStore;
  let client: RedisClient;
  beforeAll(async () => {
    server = await startRedis('CANARY');
    store = await openRedis(server.url);
    client = await connectRedis(server.url);
  });
  afterAll(async () => {
    client.destroy();
    await store.close();
    await server.close();
  });
  beforeEach(() => client.flushAll());

  test('commands run in order', async () => {
    await client.set('other', 'stays');
    await store.run([
      ['SADD', 's', 'a', 'b'],
      ['SET', 'rl:x:u1', '60'],
      ['EXPIRE', 'rl:x:u1', '1800'],
      ['ZADD', 'z', '1795488420', '29924807'],
      ['HSET', 'h', '29924807', '2400000'],
    ]);
    expect((await client.sMembers('s')).sort()).toEqual(['a', 'b']);
    expect(await client.ttl('rl:x:u1')).toBeGreaterThan(1700);
    expect([await client.zScore('z', '29924807'), await client.hGet('h', '29924807')]).toEqual([1795488420, '2400000']);
    expect(await client.get('other')).toBe('stays');
    expect([await store.size(), store.host]).toEqual([5, '127.0.0.1']);
    expect(store.address).toMatch(/^127\.0\.0\.1:\d+\/0$/);
  });

  test('keys by globs, each once; a glob sign in a name is a letter', async () => {
    for (const key of ['rl:x:u1', 'rl:y:u1', 'rl:x:u10', 'a*b', 'axb']) await client.set(key, '1');
    expect(await store.keys(['rl:*:u1', 'rl:x:*'])).toEqual(['rl:x:u1', 'rl:x:u10', 'rl:y:u1']);
    expect(await store.keys([exactly('a*b')])).toEqual(['a*b']);
    expect(await store.remove(await store.keys(['a*']))).toBe(2);
    expect(await store.remove([])).toBe(0);
  });

  test('what keys held can be put back, with the rest of their time', async () => {
    await client.set('bytes', Buffer.from([0, 255, 10]));
    await client.hSet('hash', { a: '1' });
    await client.expire('hash', 100);
    const saved = JSON.parse(JSON.stringify(await store.save(['bytes', 'hash', 'none']))) as SavedKey[];
    expect(saved.map(({ key }) => key)).toEqual(['bytes', 'hash']);
    await client.flushAll();
    await store.restore([...saved, { key: 'late', dump: saved[0]?.dump ?? '', expiresAt: Date.now() - 1 }]);
    expect((await client.keys('*')).sort()).toEqual(['bytes', 'hash']);
    expect(await client.strLen('bytes')).toBe(3);
    expect([await client.hGetAll('hash'), (await client.ttl('hash')) > 90]).toEqual([{ a: '1' }, true]);
  });

  test('a value of any type can be searched for a text', async () => {
    await store.run([
      ['SET', 'text', '{"uid":"u1"}'],
      ['SADD', 'set', 'u1'],
      ['RPUSH', 'list', 'x', 'by u1'],
      ['ZADD', 'zset', '1', 'u1'],
      ['HSET', 'hash', 'k', 'u1'],
    ]);
    for (const key of ['text', 'set', 'list', 'zset', 'hash'])
      expect([key, await store.mentions(key, 'u1'), await store.mentions(key, 'u2')]).toEqual([key, true, false]);
    expect(await store.mentions('none', 'u1')).toBe(false);
  });

  test('a wrong password is an error without the password', async () => {
    const error = await openRedis(server.url.replace('CANARY', 'WRONG-CANARY')).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'redis-refused', exitCode: 3, message: expect.not.stringContaining('CANARY') });
  });

  test('a command that Redis refuses is an error', async () => {
    await expect(
      store.run([
        ['SET', 'k', 'v'],
        ['SADD', 'k', 'v'],
      ]),
    ).rejects.toMatchObject({ code: 'redis-refused' });
  });
});

test('nobody listens: an error that says what to do, without the password', async () => {
  const error = await openRedis('redis://:CANARY@127.0.0.1:1').catch((e: unknown) => e);
  expect(error).toMatchObject({
    code: 'redis-refused',
    message: expect.stringMatching(/^(?!.*CANARY).*127\.0\.0\.1:1.*Start it/),
  });
});

test('a world may only set up keys', () => {
  expect(
    keysOf([
      ['SET', 'a', '1'],
      ['expire', 'a', '5'],
      ['SADD', 'b', 'x'],
    ]),
  ).toEqual(['a', 'b']);
  expect(() => keysOf([['FLUSHALL']])).toThrow(/found \["FLUSHALL"/);
  expect(() => keysOf([['EVAL', 'x', '0']])).toThrow(/expected one of SET/);
});
