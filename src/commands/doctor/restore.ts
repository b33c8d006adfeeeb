/** `parity doctor --restore`: puts back what runs kept that were cut off, documents and Redis keys. */
import { liveRedis } from '../../engine/live-setup.ts';
import { ParityError } from '../../errors.ts';
import { plural } from '../../report/plural.ts';
import { BACKUP_NAME, pendingBackups, restoreBackup } from '../../state/backup.ts';
import type { Firestore } from '../../state/firestore.ts';
import { REDIS_BACKUP_NAME, restoreRedisBackup } from '../../state/redis-backup.ts';
import { print } from '../deliver.ts';

/** What a run keeps before it changes anything. */
export const KEPT = [
  { name: BACKUP_NAME, what: 'documents' },
  { name: REDIS_BACKUP_NAME, what: 'Redis keys' },
] as const;

/** `out`: the folder of the runs. Returns the exit code. */
export async function restore(out: string, openFirestore: () => Promise<Firestore | undefined>): Promise<number> {
  // The newest first: the oldest kept what was there before parity came.
  const documents = await pendingBackups(out, BACKUP_NAME);
  const keys = await pendingBackups(out, REDIS_BACKUP_NAME);
  if (documents.length + keys.length === 0) {
    await print(`Nothing to restore below ${out}.\n`);
    return 0;
  }
  if (documents.length > 0) {
    const firestore = await openFirestore();
    if (!firestore) throw missing('Firestore', 'FIRESTORE_EMULATOR_HOST or GOOGLE_APPLICATION_CREDENTIALS');
    await restoring(documents, firestore, restoreBackup, 'document');
  }
  if (keys.length > 0) {
    const redis = await liveRedis(process.env);
    if (!redis) throw missing('Redis', 'PARITY_REDIS_URL');
    await restoring(keys, redis, restoreRedisBackup, 'key');
  }
  return 0;
}

async function restoring<T extends { close(): Promise<void> }>(
  files: readonly string[],
  store: T,
  put: (file: string, store: T) => Promise<{ set: number; deleted: number }>,
  what: string,
): Promise<void> {
  try {
    for (const file of files) {
      const { set, deleted } = await put(file, store);
      await print(`${file}: ${plural(set, what)} put back, ${deleted} removed.\n`);
    }
  } finally {
    await store.close();
  }
}

const missing = (what: string, how: string): ParityError =>
  new ParityError(
    'nothing-to-restore-to',
    `doctor --restore: expected a ${what}, found none. Set ${how} as in the run that crashed.`,
  );
