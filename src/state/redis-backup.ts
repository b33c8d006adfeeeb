/**
 * What was in Redis before the run, kept on disk before the first change and put back afterwards, as `backup.ts` does
 * with documents.
 */
import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ParityError } from '../errors.ts';
import { makeFolder, writeWhole } from '../files.ts';
import { readJsonFile } from '../recordings/read-file.ts';
import type { Restored } from './backup.ts';
import type { RedisStore } from './redis.ts';
import { exactly } from './redis-scope.ts';

export const REDIS_BACKUP_NAME = 'redis-backup.json';

const backupSchema = z.strictObject({
  version: z.literal(1),
  /** `host:port/database`: a backup never goes from one Redis to another. */
  address: z.string(),
  /** Whether the whole database is kept. */
  whole: z.boolean(),
  savedAt: z.iso.datetime(),
  /** Globs of keys that the run empties. */
  taken: z.array(z.string()),
  /** Globs of keys that are looked at for new ones, and the names that were there. */
  watched: z.array(z.string()),
  existing: z.array(z.string()),
  /** Keys below `watched` that the run itself made. */
  made: z.array(z.string()),
  keys: z.array(z.strictObject({ key: z.string(), dump: z.string(), expiresAt: z.number().nullable() })),
});
type Saved = z.infer<typeof backupSchema>;

export interface RedisBackup {
  readonly file: string;
  readonly whole: boolean;
  readonly made: ReadonlySet<string>;
  /** Whether the key was there before the run, below a watched glob. */
  existed(key: string): boolean;
  /** Keeps what the globs add. To be awaited before a case empties anything. */
  protect(taken: readonly string[], watched: readonly string[]): Promise<void>;
  /** Keys that the run made: they go away at the end. */
  adopt(keys: readonly string[]): Promise<void>;
  restore(): Promise<Restored>;
}

/** `whole`: all keys are kept now, and the database is the run's. Writes `<folder>/redis-backup.json`. */
export async function startRedisBackup(folder: string, store: RedisStore, whole: boolean): Promise<RedisBackup> {
  const file = join(folder, REDIS_BACKUP_NAME);
  let saved: Saved = {
    version: 1,
    address: store.address,
    whole,
    savedAt: new Date().toISOString(),
    taken: whole ? ['*'] : [],
    watched: [],
    existing: [],
    made: [],
    keys: whole ? await store.save(await store.keys(['*'])) : [],
  };
  const keep = (next: Saved): void => {
    makeFolder(folder);
    // Somebody's data: for the eyes of the one who runs parity.
    writeWhole(file, JSON.stringify(next), 0o600);
    saved = next;
  };
  keep(saved);
  return {
    file,
    whole,
    get made() {
      return new Set(saved.made);
    },
    existed: (key) => saved.existing.includes(key),
    async protect(taken, watched) {
      if (whole) return;
      const moreTaken = taken.filter((glob) => !saved.taken.includes(glob));
      const moreWatched = watched.filter((glob) => !saved.watched.includes(glob));
      if (moreTaken.length + moreWatched.length === 0) return;
      // What was kept first is what was there before parity came; what parity made is nobody's.
      const known = new Set([...saved.keys.map(({ key }) => key), ...saved.made, ...(await store.keys(saved.taken))]);
      const fresh = (await store.keys(moreTaken)).filter((key) => !known.has(key));
      const existing = (await store.keys(moreWatched)).filter((key) => !saved.made.includes(key));
      keep({
        ...saved,
        taken: [...saved.taken, ...moreTaken],
        watched: [...saved.watched, ...moreWatched],
        existing: [...new Set([...saved.existing, ...existing])],
        keys: [...saved.keys, ...(await store.save(fresh))],
      });
    },
    async adopt(keys) {
      const added = keys.filter((key) => !saved.made.includes(key));
      if (added.length > 0) keep({ ...saved, made: [...saved.made, ...added] });
    },
    restore: () => restoreRedisBackup(file, store),
  };
}

/** Puts back what a backup holds and renames it to `….restored`. Throws a ParityError for another Redis's. */
export async function restoreRedisBackup(file: string, store: RedisStore): Promise<Restored> {
  if (!existsSync(file) && existsSync(`${file}.restored`)) return { set: 0, deleted: 0, already: true };
  const saved = await readJsonFile(file, backupSchema, 'a backup of Redis keys');
  if (saved.address !== store.address) {
    throw new ParityError(
      'other-redis',
      `${file}: expected the Redis at ${saved.address}, found the one at ${store.address}. Restore with the PARITY_REDIS_URL of the run that was cut off.`,
    );
  }
  const kept = new Set(saved.keys.map(({ key }) => key));
  const there = await store.keys([...saved.taken, ...saved.made.map(exactly)]);
  const deleted = await store.remove(there.filter((key) => !kept.has(key)));
  await store.restore(saved.keys);
  await rename(file, `${file}.restored`);
  return { set: saved.keys.length, deleted, already: false };
}
