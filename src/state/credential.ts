/** Access tokens for Firestore from a service account, through firebase-admin. */
import { keepSecret } from '../redaction/own-secrets.ts';
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
    const { access_token } = await (await credential).getAccessToken();
    keepSecret(access_token);
    return access_token;
  };
}
