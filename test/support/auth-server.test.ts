import { afterAll, beforeAll, expect, test } from 'vitest';
import { readToken } from '../../src/sides/user-token.ts';
import { type AuthServer, startAuth } from './auth-server.ts';

let auth: AuthServer;
beforeAll(async () => {
  auth = await startAuth();
});
afterAll(() => auth.close());

interface Reply {
  status: number;
  body: Record<string, unknown> & { error?: { message: string } };
}

async function call(path: string, body: object | string, key = '?key=any'): Promise<Reply> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? 'application/x-www-form-urlencoded' : 'application/json';
  const url = `${auth.url}/${path}${key}`;
  const answer = await fetch(url, { method: 'POST', body: text, headers: { 'content-type': type } });
  return { status: answer.status, body: (await answer.json()) as Reply['body'] };
}

const IDENTITY = 'identitytoolkit.googleapis.com/v1/accounts';
const who = { email: 'a@example.com', password: 'secret1' };

test('sign up, sign in, refresh and look up give tokens of one user', async () => {
  const up = await call(`${IDENTITY}:signUp`, who);
  const uid = up.body.localId as string;
  const signedIn = await call(`${IDENTITY}:signInWithPassword`, who);
  const refresh = `grant_type=refresh_token&refresh_token=${signedIn.body.refreshToken}`;
  const refreshed = await call('securetoken.googleapis.com/v1/token', refresh);
  const tokens = [up.body.idToken, signedIn.body.idToken, refreshed.body.id_token];
  expect(tokens.map((t) => readToken(String(t), 'test').uid)).toEqual([uid, uid, uid]);
  const looked = await call(`${IDENTITY}:lookup`, { localId: [uid] });
  expect(looked.body.users).toEqual([{ localId: uid, email: 'a@example.com' }]);
});

test('what the service refuses', async () => {
  const message = async (path: string, body: object | string): Promise<unknown> =>
    (await call(path, body)).body.error?.message;
  await call(`${IDENTITY}:signUp`, { email: 'b@example.com', password: 'x' });
  expect(await message(`${IDENTITY}:signUp`, { email: 'b@example.com' })).toBe('EMAIL_EXISTS');
  expect(await message(`${IDENTITY}:signInWithPassword`, { email: 'b@example.com', password: 'y' })).toBe(
    'INVALID_PASSWORD',
  );
  expect(await message(`${IDENTITY}:signInWithPassword`, { email: 'c@example.com', password: 'y' })).toBe(
    'EMAIL_NOT_FOUND',
  );
  expect(await message(`${IDENTITY}:signInWithCustomToken`, { token: '{"uid":"x"}' })).toBe('INVALID_CUSTOM_TOKEN');
  expect(await message('securetoken.googleapis.com/v1/token', 'refresh_token=x')).toBe('INVALID_REFRESH_TOKEN');
  expect((await call(`${IDENTITY}:signUp`, {}, '')).status).toBe(403);
});
