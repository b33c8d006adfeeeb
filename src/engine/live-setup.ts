/** Everything a live run needs beside the two sides: the user, Firestore, Redis, and the right to write there. */
import type { Config } from '../config/schema.ts';
import { ParityError } from '../errors.ts';
import { keepSecretsOf } from '../redaction/environment.ts';
import { readServiceAccount } from '../service-account.ts';
import { openUser, type User, userOptions } from '../sides/user.ts';
import { serviceAccountCredential } from '../state/credential.ts';
import { type Firestore, openFirestore } from '../state/firestore.ts';
import { openRedis, type RedisStore } from '../state/redis.ts';
import { chosenProject, isAllowedProject } from './project.ts';

type Env = NodeJS.ProcessEnv;

export interface LiveUser {
  user?: User;
  /** What to know of it. */
  told: string[];
}

/**
 * The user of a live run. Loopback servers without any source of a user are asked with the recordings' placeholder
 * (undefined): they are test servers. Elsewhere that is an error.
 */
export async function liveUser(
  env: Env,
  config: Config,
  onlyLoopback: boolean,
  recordedUid: string,
): Promise<LiveUser> {
  keepSecretsOf(env);
  const options = userOptions(env);
  const none = !options.idToken && !options.emulatorHost && !options.serviceAccount;
  if (none && onlyLoopback) {
    return {
      told: [
        `no Firebase user is set (PARITY_ID_TOKEN, FIREBASE_AUTH_EMULATOR_HOST or a service account): the loopback sides are sent the recordings' placeholder token, as ${config.user.uid ?? recordedUid}`,
      ],
    };
  }
  if (options.idToken && options.idToken.split('.').length !== 3 && onlyLoopback) {
    const token = options.idToken;
    const uid = options.uid ?? config.user.uid ?? '';
    // A test server may take any word as a token; it has no claims to read the user from.
    return {
      user: { uid, expiresAt: Number.POSITIVE_INFINITY, token: async () => token },
      told: [
        `PARITY_ID_TOKEN is no Firebase ID token: it is sent to the loopback sides as it is, as ${uid || recordedUid}`,
      ],
    };
  }
  const user = await openUser({ ...options, uid: options.uid ?? config.user.uid, recordedUid });
  return { user, told: [] };
}

/** Firestore of a live run; undefined where none is configured. Throws for a project that is not allow-listed. */
export async function liveFirestore(
  env: Env,
  config: Config,
  allowed: readonly string[],
): Promise<Firestore | undefined> {
  const emulatorHost = env.FIRESTORE_EMULATOR_HOST || undefined;
  const keyFile = env.GOOGLE_APPLICATION_CREDENTIALS || undefined;
  if (!emulatorHost && !keyFile) return undefined;
  const account = emulatorHost || !keyFile ? undefined : await readServiceAccount(keyFile);
  const project = chosenProject(env, config, account?.projectId) ?? (emulatorHost ? 'demo-parity' : undefined);
  if (!project) {
    throw new ParityError(
      'no-project',
      'Firestore: expected the project, found none. Set "project" in parity.config.json or PARITY_PROJECT.',
    );
  }
  if (!isAllowedProject(project, allowed)) {
    throw new ParityError(
      'project-not-allowed',
      `Firestore: expected a demo-* or allow-listed project, found ${project}. The user's documents there would be replaced case by case; if that is meant, add it to allow.projects in parity.config.json or give --allow-project ${project}.`,
    );
  }
  return openFirestore({ project, emulatorHost, credential: account && serviceAccountCredential(account) });
}

export async function liveRedis(env: Env): Promise<RedisStore | undefined> {
  return env.PARITY_REDIS_URL ? openRedis(env.PARITY_REDIS_URL) : undefined;
}
