/** The key file of a Google service account: for Firestore, and to sign in as the Firebase user. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ParityError } from './errors.ts';
import { keepSecret } from './redaction/own-secrets.ts';

const keySchema = z.object({
  project_id: z.string().min(1),
  client_email: z.string().min(1),
  private_key: z.string().includes('PRIVATE KEY'),
});

export interface ServiceAccount {
  projectId: string;
  clientEmail: string;
  privateKey: string;
}

/**
 * Reads the file that GOOGLE_APPLICATION_CREDENTIALS names. Throws a ParityError `bad-service-account`. No error
 * quotes the file: its text is a secret.
 */
export async function readServiceAccount(path: string): Promise<ServiceAccount> {
  const bad = (found: string): ParityError =>
    new ParityError(
      'bad-service-account',
      `GOOGLE_APPLICATION_CREDENTIALS=${path}: expected the JSON key of a service account, found ${found}. Download a key of the project's Firebase service account.`,
    );
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw bad(error.code === 'ENOENT' ? 'no such file' : `a file that cannot be read (${error.code})`);
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw bad('a file that is no JSON');
  }
  const key = keySchema.safeParse(json);
  if (!key.success) throw bad(`no usable ${key.error.issues.map((i) => i.path.join('.') || 'object').join(', ')}`);
  const { project_id, client_email, private_key } = key.data;
  keepSecret(private_key);
  return { projectId: project_id, clientEmail: client_email, privateKey: private_key };
}
