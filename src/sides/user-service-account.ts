/** The Firebase user of a real project: a custom token signed by a service account, exchanged for an ID token. */
import { randomUUID } from 'node:crypto';
import { ParityError } from '../errors.ts';
import type { ServiceAccount } from '../service-account.ts';
import { exchange } from './user-http.ts';

const GOOGLE = 'https://identitytoolkit.googleapis.com/v1/';

/** Signs in and returns the ID token. `base` is another address of the service, for tests. */
export async function serviceAccountToken(
  account: ServiceAccount,
  apiKey: string,
  uid: string,
  base: string = GOOGLE,
): Promise<string> {
  // Slow to load: only this way of signing in needs it.
  const [{ initializeApp, cert, deleteApp }, { getAuth }] = await Promise.all([
    import('firebase-admin/app'),
    import('firebase-admin/auth'),
  ]);
  let custom: string;
  try {
    const app = initializeApp({ credential: cert({ ...account }) }, `parity-${randomUUID()}`);
    custom = await getAuth(app)
      .createCustomToken(uid)
      .finally(() => deleteApp(app));
  } catch {
    // The library's text may speak of the key.
    throw new ParityError(
      'bad-service-account',
      `signing in: expected the key of ${account.clientEmail} to sign a token for ${JSON.stringify(uid)}, found that it cannot. Check private_key in the key file, and that the uid has 1 to 128 letters.`,
    );
  }
  return exchange(base, apiKey, custom);
}
