/** The Firebase user of the Auth emulator: made if missing, signed in with an unsigned token. */
import { callAuth, exchange } from './user-http.ts';

const AUDIENCE = 'https://identitytoolkit.googleapis.com/google.identity.identitytoolkit.v1.IdentityToolkit';
// The emulator asks for a key and takes any.
const API_KEY = 'any-key';

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** Signs in and returns the ID token. `host`: FIREBASE_AUTH_EMULATOR_HOST, `127.0.0.1:9099`. */
export async function emulatorToken(host: string, uid: string): Promise<string> {
  const base = `http://${host.replace(/^https?:\/\//, '')}/identitytoolkit.googleapis.com/v1/`;
  // Name and address as the recordings' user has them: backends copy them into documents. A user who is there
  // already is refused here and signs in all the same.
  await callAuth({
    base,
    method: 'accounts:signUp',
    apiKey: API_KEY,
    headers: { authorization: 'Bearer owner' },
    body: { localId: uid, email: `${uid}@example.com`, displayName: 'Parity User' },
  });
  const now = Math.floor(Date.now() / 1000);
  const issuer = 'parity@example.com';
  const claims = { iss: issuer, sub: issuer, aud: AUDIENCE, iat: now, exp: now + 3600, uid };
  return exchange(base, API_KEY, `${encode({ alg: 'none', typ: 'JWT' })}.${encode(claims)}.`);
}
