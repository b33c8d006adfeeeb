import { generateKeyPairSync, verify } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openUser, userOptions } from '../../src/sides/user.ts';
import { type AuthServer, startAuth, unsignedToken } from '../support/auth-server.ts';

let auth: AuthServer;
beforeEach(async () => {
  auth = await startAuth();
});
afterEach(async () => {
  vi.useRealTimers();
  await auth.close();
});

/** Moves the clock, so that a token of an hour ends within a test. Timers and sockets go on as they are. */
function hoursLater(hours: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + hours * 3_600_000 });
}

const messageOf = async (work: Promise<unknown>): Promise<string> => String(await work.catch((e: Error) => e.message));

describe('a given token', () => {
  test('is used as it is, with the uid of its claims', async () => {
    const token = unsignedToken('u1');
    const user = await openUser({ idToken: ` ${token}\n`, emulatorHost: auth.host });
    expect([user.uid, await user.token()]).toEqual(['u1', token]);
    expect(Math.abs(user.expiresAt - Date.now() - 3_600_000)).toBeLessThan(5000);
    expect(auth.requests).toEqual([]);
  });

  test('that has user_id alone', async () => {
    expect((await openUser({ idToken: unsignedToken('u1', 60, { sub: undefined }) })).uid).toBe('u1');
  });

  test.each([
    ['CANARY', /found text with 1 part/],
    ['a.CANARY.c', /no JSON/],
    [`a.${Buffer.from('{"exp":1}').toString('base64url')}.CANARY`, /no sub/],
    [`a.${Buffer.from('null').toString('base64url')}.CANARY`, /no sub/],
    [`a.${Buffer.from('{"sub":"u1"}').toString('base64url')}.CANARY`, /no exp/],
  ])('that is none: %s', async (idToken, text) => {
    await expect(openUser({ idToken })).rejects.toMatchObject({ code: 'bad-token', exitCode: 2 });
    const message = await messageOf(openUser({ idToken }));
    expect(message).toMatch(text);
    expect(message).not.toMatch(/CANARY/);
  });

  test('that has ended, before the run or in it', async () => {
    const idToken = unsignedToken('u1', -10);
    await expect(openUser({ idToken })).rejects.toMatchObject({ code: 'token-expired', exitCode: 3 });
    expect(await messageOf(openUser({ idToken }))).not.toContain(idToken);
    const user = await openUser({ idToken: unsignedToken('u1') });
    hoursLater(1.01);
    await expect(user.token()).rejects.toMatchObject({
      code: 'token-expired',
      message: expect.stringContaining('Set a new one'),
    });
  });
});

describe('the Auth emulator', () => {
  test('makes the user that is missing, and signs in the one that is there', async () => {
    const first = await openUser({ emulatorHost: auth.host, uid: 'u7' });
    const second = await openUser({ emulatorHost: `http://${auth.host}`, uid: 'u7' });
    expect([
      first.uid,
      second.uid,
      (await openUser({ emulatorHost: auth.host, recordedUid: 'parity-user-1' })).uid,
    ]).toEqual(['u7', 'u7', 'parity-user-1']);
    expect([...auth.users.values()]).toMatchObject([
      { localId: 'u7', email: 'u7@example.com', displayName: 'Parity User' },
      { localId: 'parity-user-1' },
    ]);
  });

  test('a token is kept until five minutes before its end, then asked for once', async () => {
    const user = await openUser({ emulatorHost: auth.host, recordedUid: 'parity-user-1' });
    const token = await user.token();
    const asked = auth.requests.length;
    hoursLater(0.9);
    expect(await user.token()).toBe(token);
    expect(auth.requests).toHaveLength(asked);
    hoursLater(0.05);
    const renewed = await Promise.all([user.token(), user.token(), user.token()]);
    expect(new Set(renewed).size).toBe(1);
    expect(renewed[0]).not.toBe(token);
    expect(auth.requests).toHaveLength(asked * 2);
    expect(user.expiresAt).toBeGreaterThan(Date.now() + 3_500_000);
  });

  test('that is gone: the old token serves to its end', async () => {
    const user = await openUser({ emulatorHost: auth.host, recordedUid: 'parity-user-1' });
    const token = await user.token();
    await auth.close();
    hoursLater(0.95);
    expect(await user.token()).toBe(token);
    hoursLater(0.1);
    await expect(user.token()).rejects.toMatchObject({ code: 'auth-refused', exitCode: 3 });
    auth = await startAuth();
  });

  test('nobody listens', async () => {
    await auth.close();
    const message = await messageOf(openUser({ emulatorHost: auth.host, recordedUid: 'parity-user-1' }));
    expect(message).toMatch(/ECONNREFUSED.*Start the Auth emulator/);
    auth = await startAuth();
  });
});

describe('a service account', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parity-user-'));
    return () => rm(folder, { recursive: true });
  });

  async function keyFile(content: string | object): Promise<string> {
    const path = join(folder, 'key.json');
    await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  }
  const KEY = { type: 'service_account', project_id: 'demo-parity', client_email: 'sa@example.com', private_key: pem };

  test('signs a custom token for the user and exchanges it', async () => {
    const serviceAccount = await keyFile(KEY);
    const authBase = `${auth.url}/identitytoolkit.googleapis.com/v1/`;
    const user = await openUser({ serviceAccount, apiKey: 'key-1', uid: 'u9', authBase });
    expect(user.uid).toBe('u9');
    expect(auth.requests.map(({ path, key }) => [path.split('/').at(-1), key])).toEqual([
      ['accounts:signInWithCustomToken', 'key-1'],
    ]);
    const [head, payload, signature = ''] = (JSON.parse(auth.requests[0]?.raw ?? '') as { token: string }).token.split(
      '.',
    );
    expect(
      verify('RSA-SHA256', Buffer.from(`${head}.${payload}`), publicKey, Buffer.from(signature, 'base64url')),
    ).toBe(true);
  }, 30_000);

  test('that Google refuses: its reason, without key and tokens', async () => {
    const serviceAccount = await keyFile(KEY);
    const message = await messageOf(
      openUser({ serviceAccount, apiKey: 'CANARY-KEY', uid: 'u9', authBase: `${auth.url}/x/` }),
    );
    expect(message).toMatch(/found 404 not found.*FIREBASE_API_KEY/);
    expect(message).not.toMatch(/CANARY|eyJ/);
  }, 30_000);

  test.each([
    ['CANARY is no JSON', /found a file that is no JSON/],
    [{ project_id: 'p', client_email: 'c', private_key: 'CANARY' }, /no usable private_key/],
    [{ private_key: `CANARY PRIVATE KEY` }, /no usable project_id, client_email/],
    [
      { project_id: 'p', client_email: 'c', private_key: '-----BEGIN PRIVATE KEY-----\nCANARY\n' },
      /found that it cannot/,
    ],
  ])('whose key file is none: %j', async (content, text) => {
    const open = openUser({ serviceAccount: await keyFile(content), apiKey: 'k', uid: 'u' });
    const error = await open.catch((e: unknown) => e);
    expect(error).toMatchObject({
      code: 'bad-service-account',
      message: expect.stringMatching(text),
    });
    // A cause would show up where an error is printed whole.
    expect(inspect(error)).not.toMatch(/CANARY/);
  });

  test('needs an API key and a user; nobody is signed in to a real project by default', async () => {
    const message = await messageOf(openUser({ serviceAccount: join(folder, 'none.json') }));
    expect(message).toMatch(/found no FIREBASE_API_KEY and no PARITY_UID/);
    const missing = openUser({ serviceAccount: join(folder, 'none.json'), apiKey: 'k', uid: 'u' });
    await expect(missing).rejects.toThrow(/found no such file/);
  });
});

test('the order of the ways, and none', async () => {
  expect(
    userOptions({ PARITY_ID_TOKEN: '', FIREBASE_AUTH_EMULATOR_HOST: 'h:1', FIREBASE_API_KEY: 'k', PARITY_UID: 'u' }),
  ).toEqual({
    idToken: undefined,
    emulatorHost: 'h:1',
    serviceAccount: undefined,
    apiKey: 'k',
    uid: 'u',
  });
  const fromEmulator = await openUser({
    emulatorHost: auth.host,
    recordedUid: 'parity-user-1',
    serviceAccount: 'nowhere.json',
    apiKey: 'k',
  });
  expect(fromEmulator.uid).toBe('parity-user-1');
  for (const none of [{}, { emulatorHost: auth.host }])
    await expect(openUser(none)).rejects.toMatchObject({ code: 'no-user', exitCode: 2 });
});
