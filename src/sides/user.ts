/** The Firebase user as whom both sides are asked, and its ID token, new before the old one ends. */
import { ParityError } from '../errors.ts';
import { readServiceAccount } from '../service-account.ts';
import { emulatorToken } from './user-emulator.ts';
import { serviceAccountToken } from './user-service-account.ts';
import { readToken, type Token } from './user-token.ts';

export interface User {
  /** From the token's own claims. */
  readonly uid: string;
  /** A token that is still good. Throws a ParityError `token-expired` or `auth-refused` (exit code 3). */
  token(): Promise<string>;
  /** When the current token ends. Milliseconds since 1970. */
  readonly expiresAt: number;
}

export interface UserOptions {
  /** PARITY_ID_TOKEN: used as it is. */
  idToken?: string;
  /** FIREBASE_AUTH_EMULATOR_HOST. */
  emulatorHost?: string;
  /** GOOGLE_APPLICATION_CREDENTIALS: path of the key file. */
  serviceAccount?: string;
  /** FIREBASE_API_KEY of the service account's project. */
  apiKey?: string;
  /** PARITY_UID: who to sign in as. The emulator's default is the user of the recordings. */
  uid?: string;
  /** The user of the recordings: who is signed in at the emulator by default. */
  recordedUid?: string;
  /** Another address of Google's sign-in, up to `/v1/`. */
  authBase?: string;
}

/** The user's settings in an environment; empty variables count as unset. */
export function userOptions(env: NodeJS.ProcessEnv): UserOptions {
  return {
    idToken: env.PARITY_ID_TOKEN || undefined,
    emulatorHost: env.FIREBASE_AUTH_EMULATOR_HOST || undefined,
    serviceAccount: env.GOOGLE_APPLICATION_CREDENTIALS || undefined,
    apiKey: env.FIREBASE_API_KEY || undefined,
    uid: env.PARITY_UID || undefined,
  };
}

/** Five minutes before the end of a token a new one is fetched. */
const EARLY = 5 * 60_000;

/** Signs in: with the given token, else at the emulator, else through the service account. Throws a ParityError. */
export async function openUser(options: UserOptions): Promise<User> {
  if (options.idToken !== undefined) return fixedUser(readToken(options.idToken, 'PARITY_ID_TOKEN'));
  const mint = await minter(options);
  const fetchToken = async (): Promise<Token> => readToken(await mint(), 'signing in');
  let current = await fetchToken();
  let fetching: Promise<void> | undefined;
  const renew = async (): Promise<void> => {
    const next = await fetchToken();
    if (next.uid !== current.uid) throw wrongUser(current.uid, next.uid);
    current = next;
  };
  return {
    uid: current.uid,
    get expiresAt() {
      return current.expiresAt;
    },
    async token() {
      if (Date.now() < current.expiresAt - EARLY) return current.text;
      // Requests that come together wait for one new token.
      fetching ??= renew().finally(() => {
        fetching = undefined;
      });
      await fetching.catch((error: unknown) => {
        if (Date.now() >= current.expiresAt) throw error;
      });
      return current.text;
    },
  };
}

function fixedUser({ text, uid, expiresAt }: Token): User {
  const good = (): void => {
    if (Date.now() < expiresAt) return;
    throw new ParityError(
      'token-expired',
      `PARITY_ID_TOKEN: expected a token that is still good, found one that ended ${new Date(expiresAt).toISOString()}. Set a new one, or let parity sign in: FIREBASE_AUTH_EMULATOR_HOST, or GOOGLE_APPLICATION_CREDENTIALS with FIREBASE_API_KEY.`,
      { exitCode: 3 },
    );
  };
  good();
  return {
    uid,
    expiresAt,
    async token() {
      good();
      return text;
    },
  };
}

/** How a new ID token is got, every time one is needed. */
async function minter({
  emulatorHost,
  serviceAccount,
  apiKey,
  uid,
  recordedUid,
  authBase,
}: UserOptions): Promise<() => Promise<string>> {
  const atEmulator = uid ?? recordedUid;
  if (emulatorHost !== undefined && atEmulator !== undefined) return () => emulatorToken(emulatorHost, atEmulator);
  if (serviceAccount === undefined) {
    throw new ParityError(
      'no-user',
      'live sides: expected a Firebase user, found none. Set PARITY_ID_TOKEN; or FIREBASE_AUTH_EMULATOR_HOST (with PARITY_UID); or GOOGLE_APPLICATION_CREDENTIALS with FIREBASE_API_KEY and PARITY_UID.',
    );
  }
  // Nobody is signed in to a real project by default: the user's documents are going to be replaced.
  if (uid === undefined || apiKey === undefined) {
    const missing = [apiKey === undefined && 'FIREBASE_API_KEY', uid === undefined && 'PARITY_UID'].filter(Boolean);
    throw new ParityError(
      'no-user',
      `GOOGLE_APPLICATION_CREDENTIALS: expected FIREBASE_API_KEY (the project's web API key) and PARITY_UID (a user made for tests) beside it, found no ${missing.join(' and no ')}. Set what is missing.`,
    );
  }
  const account = await readServiceAccount(serviceAccount);
  return () => serviceAccountToken(account, apiKey, uid, authBase);
}

function wrongUser(expected: string, found: string): ParityError {
  return new ParityError(
    'wrong-user',
    `signing in again: expected the token of ${expected}, found one of ${found}. Check the Auth set-up.`,
    { exitCode: 3 },
  );
}
