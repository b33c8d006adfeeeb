import { createClient } from 'redis';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { keysOf, openRedis, type RedisStore } from '../../src/state/redis.ts';
import { NO_REDIS, redisInstalled, startRedis } from '../support/redis-server.ts';

describe.skipIf(!redisInstalled())(`a Redis (${NO_REDIS})`, () => {
  let server: Awaited<ReturnType<typeof startRedis>>;
  let store: RedisStore;
  let client: ReturnType<typeof createClient>;
  beforeAll(async () => {
    server = await startRedis('CANARY');
    store = await openRedis(server.url);
    client = createClient({ url: server.url });
    await client.connect();
  });
  afterAll(async () => {
    client.destroy();
    await store.close();
    await server.close();
  });
  beforeEach(() => client.flushAll());

  test('commands run in order on emptied keys', async () => {
    await client.sAdd('s', 'old');
    await client.set('other', 'stays');
    await store.put([
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
  });

  test('the counters of the user go, those of others stay', async () => {
    const mine = ['rl:chat:initial:u1', 'rl:x:u1', 'fair_use:stage:u1'];
    const others = ['rl:x:u10', 'rl:x:xu1', 'rl:u1:x', 'x:rl:y:u1', 'fair_use:stage:u2'];
    for (const key of [...mine, ...others]) await client.set(key, '1');
    expect(await store.clearUser('u1')).toBe(3);
    expect((await client.keys('*')).sort()).toEqual(others.sort());
    expect(await store.clearUser('*')).toBe(0);
  });

  test('what keys held can be put back, with its time to live', async () => {
    await client.set('bytes', Buffer.from([0, 255, 10]));
    await client.hSet('hash', { a: '1' });
    await client.expire('hash', 100);
    const saved = await store.save(['bytes', 'hash', 'none']);
    await store.put([
      ['SET', 'bytes', 'x'],
      ['SET', 'hash', 'x'],
      ['SET', 'none', 'x'],
    ]);
    await store.restore(JSON.parse(JSON.stringify(saved)));
    expect((await client.keys('*')).sort()).toEqual(['bytes', 'hash']);
    expect(await client.strLen('bytes')).toBe(3);
    expect([await client.hGetAll('hash'), (await client.ttl('hash')) > 90]).toEqual([{ a: '1' }, true]);
  });

  test('a wrong password is an error without the password', async () => {
    const error = await openRedis(server.url.replace('CANARY', 'WRONG-CANARY')).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'redis-refused', exitCode: 3, message: expect.not.stringContaining('CANARY') });
  });

  test('a command that Redis refuses is an error', async () => {
    await expect(
      store.put([
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
