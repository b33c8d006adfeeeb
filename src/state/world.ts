/**
 * Puts the documents into a recorded state and reads what a case left. Only documents below the user's own, the paths
 * that the case names, and collections that are parity's for the time of the run are ever written; everything else in the
 * project is somebody else's.
 */
import { ParityError } from '../errors.ts';
import type { Case, Changes } from '../model/case.ts';
import { allChanges } from '../model/changes.ts';
import type { Documents, DocumentWrites, Firestore } from './firestore.ts';
import { sameFields } from './same-fields.ts';

/** What a case may write, and what is read beside it. */
export interface Scope {
  /** Path of the document below which everything of the user lies: `users/u1`. */
  userPath: string;
  /** Single documents outside of it that the case names. */
  paths: readonly string[];
  /** Collections outside of it that are read for new documents, and never written for that. */
  watched: readonly string[];
  /** Collections outside of it that are kept aside and emptied, so that a case finds only its own world in them. */
  managed?: readonly string[];
}

/** Whether the scope lets a document be written or deleted. */
export function mayWrite(scope: Scope, path: string): boolean {
  return isOwn(scope, path) || scope.paths.includes(path) || isManaged(scope, path);
}

const isOwn = ({ userPath }: Scope, path: string): boolean => path === userPath || path.startsWith(`${userPath}/`);

const isManaged = ({ managed = [] }: Scope, path: string): boolean =>
  managed.includes(path.slice(0, path.lastIndexOf('/')));

/**
 * The documents that a case (already mapped to the user) names: in its world, and in what it changed.
 * `watched`: collections in which its routes make documents of their own.
 */
export function scopeOf(
  recording: Pick<Case, 'world' | 'changes' | 'stepChanges'>,
  userPath: string,
  watched: readonly string[] = [],
  managed: readonly string[] = [],
): Scope {
  const own: Scope = { userPath, paths: [], watched, managed };
  return { ...own, paths: [...new Set(namedPaths(recording))].filter((path) => !mayWrite(own, path)) };
}

/** Paths that a case names: in its world, and in what it changed. */
export function namedPaths(recording: Pick<Case, 'world' | 'changes' | 'stepChanges'>): string[] {
  const changed = allChanges(recording).flatMap(({ set, deleted }) => [...Object.keys(set), ...deleted]);
  return [...Object.keys(recording.world.documents), ...changed];
}

/** The documents in scope as they are now, by path. */
export async function snapshot(firestore: Firestore, scope: Scope): Promise<Documents> {
  const parts = await Promise.all([
    firestore.tree(scope.userPath),
    firestore.get(scope.paths),
    ...[...new Set([...scope.watched, ...(scope.managed ?? [])])].map((path) => firestore.collection(path)),
  ]);
  return Object.assign({}, ...parts) as Documents;
}

/** What has to be written so that `current` becomes `wanted`: whole documents that differ, and those to go. */
export function planWorld(current: Readonly<Documents>, wanted: Readonly<Documents>): DocumentWrites {
  const { set, deleted } = changesBetween(current, wanted);
  return { set, delete: deleted };
}

/** What changed between two snapshots, in the form of a recording's `changes.json`. */
export function changesBetween(before: Readonly<Documents>, after: Readonly<Documents>): Changes {
  const changed = Object.entries(after).filter(([path, fields]) => {
    const was = Object.hasOwn(before, path) ? before[path] : undefined;
    return was === undefined || !sameFields(was, fields);
  });
  const deleted = Object.keys(before).filter((path) => !Object.hasOwn(after, path));
  return { set: Object.fromEntries(changed), deleted };
}

/**
 * Writes the difference between what is there (read now unless `current` tells) and the wanted documents.
 * Returns what it wrote. Throws a ParityError `outside-scope` before the first write, or a FirestoreError.
 */
export async function putWorld(
  firestore: Firestore,
  scope: Scope,
  wanted: Readonly<Documents>,
  current?: Readonly<Documents>,
): Promise<DocumentWrites> {
  const outside = Object.keys(wanted).find((path) => !mayWrite(scope, path));
  if (outside !== undefined) {
    throw new ParityError(
      'outside-scope',
      `${outside}: expected a document below ${scope.userPath} or one that the case names, found another. Nothing was written; check the case's world.json and the uid.`,
    );
  }
  const there = Object.entries(current ?? (await snapshot(firestore, scope)));
  // Watched collections hold documents of others: they are neither changed nor deleted.
  const plan = planWorld(Object.fromEntries(there.filter(([path]) => mayWrite(scope, path))), wanted);
  if (plan.delete.length > 0 || Object.keys(plan.set).length > 0) await firestore.commit(plan);
  return plan;
}

/**
 * A case may make documents whose names nobody knew. Those that are new in a watched collection and
 * carry the uid become paths of the scope, so that they are put away afterwards.
 */
export function adoptCreated(scope: Scope, before: Readonly<Documents>, after: Readonly<Documents>): Scope {
  const uid = scope.userPath.slice(scope.userPath.lastIndexOf('/') + 1);
  const mine = Object.entries(after).filter(
    ([path, fields]) =>
      !Object.hasOwn(before, path) &&
      !mayWrite(scope, path) &&
      Object.values(fields).some((value) => 'stringValue' in value && value.stringValue === uid),
  );
  return mine.length === 0 ? scope : { ...scope, paths: [...scope.paths, ...mine.map(([path]) => path)] };
}

/** Documents of others in the collections that are only watched: a list of the case would show them. */
export const othersIn = (scope: Scope, documents: Readonly<Documents>): string[] =>
  Object.keys(documents).filter((path) => !mayWrite(scope, path));

/** Takes away what a case put or made outside the user's tree, so that the next one does not find it. */
export async function clearOutside(firestore: Firestore, scope: Scope): Promise<void> {
  if (scope.paths.length === 0 && (scope.managed ?? []).length === 0) return;
  const [named, ...collections] = await Promise.all([
    firestore.get(scope.paths),
    ...(scope.managed ?? []).map((path) => firestore.collection(path)),
  ]);
  const left = [named, ...collections].flatMap((found) => Object.keys(found));
  if (left.length > 0) await firestore.commit({ set: {}, delete: [...new Set(left)] });
}

export interface Quiet {
  documents: Documents;
  /** False: still changing when the limit was reached. */
  quiet: boolean;
  /** Milliseconds. */
  waited: number;
}

/**
 * Reads the scope again and again until nothing has changed for `quietMs`, at most for `limitMs` (milliseconds):
 * backends write some documents after they have answered.
 */
export async function untilQuiet(
  firestore: Firestore,
  scope: Scope,
  { quietMs, limitMs, everyMs = 100 }: { quietMs: number; limitMs: number; everyMs?: number },
): Promise<Quiet> {
  const start = performance.now();
  let documents = await snapshot(firestore, scope);
  let since = performance.now();
  for (;;) {
    const now = performance.now();
    if (now - since >= quietMs) return { documents, quiet: true, waited: now - start };
    if (now - start >= limitMs) return { documents, quiet: false, waited: now - start };
    await new Promise((done) => setTimeout(done, Math.min(everyMs, quietMs)));
    const next = await snapshot(firestore, scope);
    const { set, deleted } = changesBetween(documents, next);
    if (deleted.length > 0 || Object.keys(set).length > 0) since = performance.now();
    documents = next;
  }
}
