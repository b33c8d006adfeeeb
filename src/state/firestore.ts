/** Firestore with exact value types: documents in the REST form, which keeps whole doubles, microseconds and bytes. */
import type { Fields, FirestoreValue } from '../model/case.ts';
import { type FirestoreCall, firestoreHttp } from './firestore-http.ts';

/** Documents by path: `users/u1/things/t1` → typed fields. */
export type Documents = Record<string, Fields>;

/** What a change writes: whole documents, and paths to delete (their subcollections stay). */
export interface DocumentWrites {
  set: Readonly<Documents>;
  delete: readonly string[];
}

export interface Firestore {
  readonly project: string;
  /** The origin it is reached at. */
  readonly origin: string;
  /** A document and everything below it, also what lies below documents that do not exist. */
  tree(path: string): Promise<Documents>;
  /** Documents that lie directly in a collection. */
  collection(path: string): Promise<Documents>;
  /** The documents of these paths that exist. */
  get(paths: readonly string[]): Promise<Documents>;
  /** Writes in batches. Each batch is atomic; repeating all of it changes nothing. */
  commit(writes: DocumentWrites): Promise<void>;
  close(): Promise<void>;
}

export interface FirestoreOptions {
  project: string;
  /** `host:port` of an emulator (FIRESTORE_EMULATOR_HOST); otherwise the Google service. */
  emulatorHost?: string;
  /** The access token for the Google service; never asked for an emulator. */
  credential?: () => Promise<string>;
  /** Milliseconds for one answer. Default 30,000. */
  timeoutMs?: number;
}

const PAGE = 300;
const MAX_WRITES = 500;
// The service takes 10 MiB per request; the rest is for the frame of the batch.
const MAX_BYTES = 9 * 1024 * 1024;
const GOOGLE = 'https://firestore.googleapis.com';

/** Connects lazily: nothing is sent before the first call. Every failure is a FirestoreError. */
export function openFirestore({ project, emulatorHost, credential, timeoutMs }: FirestoreOptions): Firestore {
  const origin = emulatorHost ? `http://${emulatorHost.replace(/^https?:\/\//, '')}` : GOOGLE;
  const noCredential = (): Promise<string> => Promise.reject(new Error('no credential given'));
  // The emulator lets `owner` past every security rule.
  const token = emulatorHost ? () => Promise.resolve('owner') : (credential ?? noCredential);
  const { call, close } = firestoreHttp({ origin, token, timeoutMs });
  const root = `projects/${project}/databases/(default)/documents`;
  const at: Place = { call, root };
  return {
    project,
    origin,
    async tree(path) {
      const [own, below] = await Promise.all([get(at, [path]), query(at, path, { allDescendants: true })]);
      return { ...own, ...below };
    },
    collection(path) {
      const cut = path.lastIndexOf('/');
      return query(at, path.slice(0, Math.max(cut, 0)), { collectionId: path.slice(cut + 1) });
    },
    get: (paths) => get(at, paths),
    commit: (writes) => commit(at, writes),
    close,
  };
}

/** Whether it is an emulator: nobody else's documents are at stake. */
export const isEmulator = (firestore: Pick<Firestore, 'origin'>): boolean => !firestore.origin.startsWith('https://');

interface Place {
  call: FirestoreCall;
  /** `projects/…/documents` */
  root: string;
}

interface WireDocument {
  name: string;
  fields?: Fields;
}

const address = (path: string, verb: string): string =>
  `/v1/${path.split('/').map(encodeURIComponent).join('/')}:${verb}`;

function collect(into: Documents, root: string, found: readonly WireDocument[]): void {
  for (const { name, fields } of found) into[name.slice(root.length + 1)] = fields ?? {};
}

async function get({ call, root }: Place, paths: readonly string[]): Promise<Documents> {
  const result: Documents = {};
  for (let i = 0; i < paths.length; i += PAGE) {
    const documents = paths.slice(i, i + PAGE).map((path) => `${root}/${path}`);
    const answer = await call(address(root, 'batchGet'), JSON.stringify({ documents }), 'reading documents');
    collect(
      result,
      root,
      (answer as { found?: WireDocument }[]).flatMap(({ found }) => found ?? []),
    );
  }
  return result;
}

/**
 * All documents that a `from` clause reaches below a parent, page by page in the order of their names. Without a
 * collection id and with all descendants this is everything below, in one query instead of one per document.
 */
async function query({ call, root }: Place, parent: string, from: object): Promise<Documents> {
  const result: Documents = {};
  const orderBy = [{ field: { fieldPath: '__name__' }, direction: 'ASCENDING' }];
  let startAt: { values: FirestoreValue[]; before: false } | undefined;
  for (;;) {
    const structuredQuery = { from: [from], orderBy, limit: PAGE, startAt };
    const path = address(parent ? `${root}/${parent}` : root, 'runQuery');
    const answer = await call(path, JSON.stringify({ structuredQuery }), `reading below ${parent || 'the root'}`);
    const page = (answer as { document?: WireDocument }[]).flatMap(({ document }) => document ?? []);
    collect(result, root, page);
    if (page.length < PAGE) return result;
    startAt = { values: [{ referenceValue: page.at(-1)?.name ?? '' }], before: false };
  }
}

async function commit({ call, root }: Place, writes: DocumentWrites): Promise<void> {
  const all = [
    // Deletes come first: a run that is cut off then lacks documents rather than mixing two worlds.
    ...writes.delete.map((path) => JSON.stringify({ delete: `${root}/${path}` })),
    ...Object.entries(writes.set).map(([path, fields]) =>
      JSON.stringify({ update: { name: `${root}/${path}`, fields } }),
    ),
  ];
  for (const batch of batches(all)) {
    await call(
      address(root, 'commit'),
      `{"writes":[${batch.join(',')}]}`,
      `writing ${batch.length === 1 ? '1 document' : `${batch.length} documents`}`,
    );
  }
}

/** Splits JSON texts so that no part has more than 500 of them or more than 9 MiB; a larger one goes alone. */
export function batches(writes: readonly string[]): string[][] {
  const result: string[][] = [];
  let size = 0;
  for (const write of writes) {
    const bytes = Buffer.byteLength(write) + 1;
    const current = result.at(-1);
    if (!current || current.length >= MAX_WRITES || size + bytes > MAX_BYTES) {
      result.push([write]);
      size = bytes;
    } else {
      current.push(write);
      size += bytes;
    }
  }
  return result;
}
