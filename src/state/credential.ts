/** Access tokens for Firestore from a service account, through firebase-admin. */
import type { ServiceAccount } from '../service-account.ts';

/**
 * The function that `openFirestore` takes as its credential. The library keeps a token until shortly before it
 * ends. It is loaded on the first call: only runs against the Google service need it, and it is slow to load.
 */
export function serviceAccountCredential(account: ServiceAccount): () => Promise<string> {
  const load = async () => (await import('firebase-admin/app')).cert({ ...account });
  let credential: ReturnType<typeof load> | undefined;
  return async () => {
    credential ??= load();
    return (await (await credential).getAccessToken()).access_token;
  };
}
