/**
 * What was in Firestore before the run, kept on disk before the first change and put back afterwards. Between
 * the two the process may be killed at any moment: the file is complete before a document that it holds changes.
 */
import { existsSync } from 'node:fs';
import { readdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { ParityError } from '../errors.ts';
import { makeFolder, writeWhole } from '../files.ts';
import { readJsonFile } from '../recordings/read-file.ts';
import { type Documents, type Firestore, isEmulator } from './firestore.ts';
import { adoptCreated, putWorld, type Scope, snapshot } from './world.ts';

export const BACKUP_NAME = 'backup.json';

// Not checked value by value: a type that parity does not know has to be put back all the same.
const documentsSchema = z.custom<Documents>((v) => typeof v === 'object' && v !== null, 'expected documents by path');

const backupSchema = z.strictObject({
  version: z.literal(2),
  project: z.string(),
  /** Whether it was an emulator: a backup never goes from one to the other. */
  emulator: z.boolean(),
  /** Of the document below which everything of the user lies. */
  userPath: z.string(),
  savedAt: z.iso.datetime(),
  /** Paths outside the user that the run may have written. */
  paths: z.array(z.string()),
  watched: z.array(z.string()),
  /** Collections that were emptied for the time of the run. */
  managed: z.array(z.string()).default([]),
  /** What was there: the user's documents, those of `paths` that existed, names in watched collections. */
  documents: documentsSchema,
  existing: z.array(z.string()),
});
type Saved = z.infer<typeof backupSchema>;

export interface Backup {
  readonly file: string;
  /** Keeps what a case's scope adds. To be awaited before the case writes anything. */
  protect(scope: Scope): Promise<void>;
  /** Documents that the run itself made: they go away at the end. */
  adopt(paths: readonly string[]): Promise<void>;
  /** Puts everything back and marks the file as done. */
  restore(): Promise<Restored>;
}

export interface Restored {
  /** Documents written, and deleted. */
  set: number;
  deleted: number;
  /** The backup had been put back before; nothing was touched. */
  already: boolean;
}

/** Reads the user's documents and writes them to `<folder>/backup.json`. */
export async function startBackup(folder: string, firestore: Firestore, userPath: string): Promise<Backup> {
  const file = join(folder, BACKUP_NAME);
  if (existsSync(file)) {
    throw new ParityError(
      'backup-exists',
      `${file}: expected a run folder without a backup, found one that was not put back. Run "parity doctor --restore" first.`,
    );
  }
  let saved: Saved = {
    version: 2,
    project: firestore.project,
    emulator: isEmulator(firestore),
    userPath,
    savedAt: new Date().toISOString(),
    paths: [],
    watched: [],
    managed: [],
    documents: await snapshot(firestore, { userPath, paths: [], watched: [] }),
    existing: [],
  };
  await write(file, saved);
  // One after the other: two cases that start together must not write the file over each other.
  let queue: Promise<void> = Promise.resolve();
  const change = (next: (before: Saved) => Promise<Saved>): Promise<void> => {
    const done = queue.then(async () => {
      const after = await next(saved);
      if (after === saved) return;
      await write(file, after);
      saved = after;
    });
    queue = done.catch(() => undefined);
    return done;
  };
  return {
    file,
    protect: (scope) => change((before) => extended(before, scope, firestore)),
    adopt: (paths) =>
      change(async (before) => {
        const added = paths.filter((path) => !before.paths.includes(path));
        return added.length === 0 ? before : { ...before, paths: [...before.paths, ...added] };
      }),
    async restore() {
      await queue;
      return restoreBackup(file, firestore);
    },
  };
}

async function extended(before: Saved, scope: Scope, firestore: Firestore): Promise<Saved> {
  const paths = scope.paths.filter((path) => !before.paths.includes(path));
  const watched = scope.watched.filter((path) => !before.watched.includes(path));
  const managed = (scope.managed ?? []).filter((path) => !before.managed.includes(path));
  if (paths.length === 0 && watched.length === 0 && managed.length === 0) return before;
  // A document that the run itself made before its collection was looked at is nobody's.
  const made = new Set(before.paths.filter((path) => !Object.hasOwn(before.documents, path)));
  const [documents, emptied, ...collections] = await Promise.all([
    firestore.get(paths),
    Promise.all(managed.map((path) => firestore.collection(path))),
    ...watched.map((path) => firestore.collection(path)),
  ]);
  const aside = Object.entries(Object.assign({}, ...emptied) as Documents).filter(([path]) => !made.has(path));
  return {
    ...before,
    paths: [...before.paths, ...paths],
    watched: [...before.watched, ...watched],
    managed: [...before.managed, ...managed],
    // What was kept first is what was there before parity came.
    documents: { ...Object.fromEntries(aside), ...documents, ...before.documents },
    existing: [...before.existing, ...collections.flatMap((found) => Object.keys(found))],
  };
}

async function write(file: string, saved: Saved): Promise<void> {
  makeFolder(dirname(file));
  // Somebody's documents: for the eyes of the one who runs parity.
  writeWhole(file, JSON.stringify(saved), 0o600);
}

/**
 * Puts back what a backup holds and renames it to `….restored`. Doing it again, also after it was cut off, is
 * safe. Throws a ParityError for a file that is none or belongs to another project, or a FirestoreError.
 */
export async function restoreBackup(file: string, firestore: Firestore): Promise<Restored> {
  if (!existsSync(file) && existsSync(`${file}.restored`)) return { set: 0, deleted: 0, already: true };
  const saved = await readJsonFile(file, backupSchema, 'a backup of documents');
  const { project, emulator, userPath, paths, watched, managed } = saved;
  if (project !== firestore.project || emulator !== isEmulator(firestore)) {
    const name = (of: { project: string; emulator: boolean }): string =>
      `project ${of.project} ${of.emulator ? 'in an emulator' : 'at Google'}`;
    throw new ParityError(
      'other-project',
      `${file}: expected ${name(saved)}, found ${name({ project: firestore.project, emulator: isEmulator(firestore) })}. Restore with the project of the run that was cut off.`,
    );
  }
  const scope: Scope = { userPath, paths, watched, managed };
  const now = await snapshot(firestore, scope);
  const known: Documents = Object.fromEntries(saved.existing.map((path) => [path, {}]));
  const written = await putWorld(
    firestore,
    adoptCreated(scope, { ...known, ...saved.documents }, now),
    saved.documents,
    now,
  );
  await rename(file, `${file}.restored`);
  return { set: Object.keys(written.set).length, deleted: written.delete.length, already: false };
}

const savedAtSchema = z.looseObject({ savedAt: z.iso.datetime() });

/** Backups below a folder of runs that were not put back, the newest first: the oldest has the last word. */
export async function pendingBackups(runs: string, name: string): Promise<string[]> {
  const entries = existsSync(runs) ? await readdir(runs, { withFileTypes: true }) : [];
  const files = entries.map((entry) => join(runs, entry.name, name)).filter((file) => existsSync(file));
  const dated = await Promise.all(
    files.map(async (file) => ({ file, at: (await readJsonFile(file, savedAtSchema, 'a backup')).savedAt })),
  );
  return dated.sort((a, b) => b.at.localeCompare(a.at)).map(({ file }) => file);
}
