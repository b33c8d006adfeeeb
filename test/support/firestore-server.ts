/**
 * A Firestore v1 REST server for tests: in memory, loopback only. It keeps the semantics that the checks depend
 * on: a missing orderBy field excludes a document; the name breaks ties in the last direction; integers and
 * doubles compare as numbers; times are cut to microseconds; list pages default to 20; an empty result is
 * `[{readTime}]`; a masked PATCH upserts, an unmasked one replaces; commit is atomic, batchWrite is per write.
 */
import { randomBytes } from 'node:crypto';
import type { Fields } from '../../src/model/case.ts';
import { aggregate, type Query, type Row, runQuery } from './firestore-query.ts';
import { batchWrite, commit, type Documents, nowStamp, relative, type Stored, type Write } from './firestore-store.ts';
import { canon, compareBytes, getAt, invalid, mapFields, RpcError, segments, setAt } from './firestore-values.ts';
import { type Answer, type Request, type Server, serveJson } from './http-server.ts';

export interface FirestoreServer extends Server {
  load(documents: Readonly<Record<string, Fields>>): void;
  /** Documents by path, in the order of their names. */
  dump(prefix?: string): Record<string, Fields>;
  clear(prefix?: string): void;
  /** From now on writes are refused as without permission; or with another error, a number of times. */
  failWrites(on: boolean | { status: number; name: string; times: number }): void;
  /** The next requests end in a reset connection. */
  resetConnections(times: number): void;
  /** What was asked since the start: method, path and verb, credentials. */
  readonly requests: { method: string; path: string; authorization: string | undefined }[];
}

const MAX_WRITES = 500;
const MAX_BYTES = 10 * 1024 * 1024;

interface Body {
  writes?: Write[];
  documents?: string[];
  mask?: { fieldPaths?: string[] };
  structuredQuery?: Query;
  structuredAggregationQuery?: { structuredQuery?: Query; aggregations?: Parameters<typeof aggregate>[1] };
  fields?: Fields;
}

interface Place {
  documents: Documents;
  /** `projects/…/documents` */
  base: string;
  /** The path below it. */
  path: string;
}

function masked(stored: Stored, paths: readonly string[] | undefined): Stored {
  if (!paths?.length) return stored;
  const at = paths.filter((p) => p !== '__name__').map(segments);
  return { ...stored, fields: at.reduce<Fields>((f, s) => setAt(f, s, getAt(stored.fields, s)), {}) };
}

function wire({ base }: Place, path: string, stored: Stored): object {
  const fields = Object.keys(stored.fields).length > 0 ? { fields: stored.fields } : {};
  return { name: `${base}/${path}`, ...fields, createTime: stored.createTime, updateTime: stored.updateTime };
}

function runVerb(verb: string, place: Place, body: Body): unknown {
  const { documents, base, path } = place;
  const readTime = nowStamp();
  const writes = body.writes ?? [];
  switch (verb) {
    case 'commit':
      if (writes.length > MAX_WRITES) throw invalid(`maximum ${MAX_WRITES} writes allowed per request`);
      return { writeResults: commit(documents, writes), commitTime: nowStamp() };
    case 'batchWrite':
      return batchWrite(documents, writes);
    case 'batchGet':
      return (body.documents ?? []).map((name) => {
        const stored = documents.get(relative(name));
        if (!stored) return { missing: name, readTime };
        return { found: wire(place, relative(name), masked(stored, body.mask?.fieldPaths)), readTime };
      });
    case 'runQuery': {
      const query = body.structuredQuery ?? {};
      const select = query.select?.fields?.map((f) => f.fieldPath);
      const row = (r: Row): object => ({ document: wire(place, r.path, masked(r.stored, select)), readTime });
      const rows = runQuery(documents, path, query, base);
      return rows.length > 0 ? rows.map(row) : [{ readTime }];
    }
    case 'runAggregationQuery': {
      const { structuredQuery = {}, aggregations = [] } = body.structuredAggregationQuery ?? {};
      const rows = runQuery(documents, path, structuredQuery, base);
      return [{ result: { aggregateFields: aggregate(rows, aggregations, base) }, readTime }];
    }
    case 'listCollectionIds': {
      const prefix = path ? `${path}/` : '';
      const below = [...documents.keys()].filter((p) => p.startsWith(prefix));
      const ids = new Set(below.map((p) => p.slice(prefix.length).split('/')[0] ?? ''));
      return { collectionIds: [...ids].sort(compareBytes) };
    }
    case 'beginTransaction':
      return { transaction: randomBytes(8).toString('base64') };
    case 'rollback':
      return {};
    default:
      throw new RpcError(501, 'UNIMPLEMENTED', `:${verb} is not served`);
  }
}

/** One page of a collection. With `showMissing` also names that hold nothing but subcollections. */
function list(place: Place, query: URLSearchParams): object {
  const { documents, base, path } = place;
  const prefix = `${path}/`;
  const names = new Set<string>();
  for (const key of documents.keys()) {
    const [name = '', ...deeper] = key.startsWith(prefix) ? key.slice(prefix.length).split('/') : [];
    if (name && (deeper.length === 0 || query.get('showMissing') === 'true')) names.add(name);
  }
  const token = query.get('pageToken');
  const after = token === null ? undefined : Buffer.from(token, 'base64url').toString();
  const rest = [...names].sort(compareBytes).filter((n) => after === undefined || compareBytes(n, after) > 0);
  const page = rest.slice(0, Math.min(Number(query.get('pageSize')) || 20, 300));
  const shown = page.map((name) => {
    const stored = documents.get(prefix + name);
    if (!stored) return { name: `${base}/${prefix}${name}` };
    return wire(place, prefix + name, masked(stored, query.getAll('mask.fieldPaths')));
  });
  const more = rest.length > page.length ? { nextPageToken: Buffer.from(page.at(-1) ?? '').toString('base64url') } : {};
  return { ...(shown.length > 0 ? { documents: shown } : {}), ...more };
}

function conditionOf(query: URLSearchParams): Write['currentDocument'] {
  const exists = query.get('currentDocument.exists');
  const updateTime = query.get('currentDocument.updateTime');
  if (exists !== null) return { exists: exists === 'true' };
  return updateTime === null ? undefined : { updateTime };
}

function runPlain(method: string, place: Place, query: URLSearchParams, body: Body): unknown {
  const { documents, base, path } = place;
  const parts = path.split('/').filter(Boolean);
  const shown = (at: string): object => wire(place, at, documents.get(at) as Stored);
  if (method === 'GET' && (parts.length === 0 || parts.length % 2 === 1)) return list(place, query);
  if (method === 'GET') {
    const stored = documents.get(path);
    if (!stored) throw new RpcError(404, 'NOT_FOUND', `Document "${base}/${path}" not found.`);
    return wire(place, path, masked(stored, query.getAll('mask.fieldPaths')));
  }
  const name = `${base}/${path}`;
  if (method === 'PATCH') {
    const fieldPaths = query.getAll('updateMask.fieldPaths');
    const mask = fieldPaths.length > 0 ? { updateMask: { fieldPaths } } : {};
    commit(documents, [{ update: { name, fields: body.fields }, ...mask, currentDocument: conditionOf(query) }]);
    return shown(path);
  }
  if (method === 'DELETE') {
    commit(documents, [{ delete: name, currentDocument: conditionOf(query) }]);
    return {};
  }
  if (method !== 'POST') throw new RpcError(405, 'UNIMPLEMENTED', method);
  const id = query.get('documentId') ?? randomBytes(15).toString('base64url').slice(0, 20);
  const create: Write = { update: { name: `${name}/${id}`, fields: body.fields }, currentDocument: { exists: false } };
  commit(documents, [create]);
  return shown(`${path}/${id}`);
}

const BASE = /^\/v1(?:beta1)?\/(projects\/[^/]+\/databases\/[^/]+\/documents)(?:\/(.*?))?(?::(\w+))?$/;
const READS = new Set([
  'batchGet',
  'runQuery',
  'runAggregationQuery',
  'listCollectionIds',
  'beginTransaction',
  'rollback',
]);

export async function startFirestore(): Promise<FirestoreServer> {
  const documents: Documents = new Map();
  const requests: FirestoreServer['requests'] = [];
  let refusal: { status: number; name: string; times: number } | null = null;
  let resets = 0;

  const run = ({ method, url, raw }: Request): unknown => {
    if (raw.length > MAX_BYTES) throw invalid('Request payload size exceeds the limit: 10485760 bytes.');
    const path = decodeURIComponent(url.pathname);
    const [, base, at = '', verb] = BASE.exec(path) ?? [];
    if (!base) throw new RpcError(404, 'NOT_FOUND', `no such endpoint ${path}`);
    const writes = verb === undefined ? method !== 'GET' : !READS.has(verb);
    if (writes && refusal && refusal.times > 0) {
      refusal.times -= 1;
      throw new RpcError(refusal.status, refusal.name, 'Missing or insufficient permissions.');
    }
    const body = (raw ? JSON.parse(raw) : {}) as Body;
    const place: Place = { documents, base, path: at };
    return verb === undefined ? runPlain(method, place, url.searchParams, body) : runVerb(verb, place, body);
  };

  const handle = (request: Request): Answer | 'reset' => {
    const { method, url, headers } = request;
    requests.push({ method, path: decodeURIComponent(url.pathname), authorization: headers.authorization });
    if (resets > 0) {
      resets -= 1;
      return 'reset';
    }
    try {
      return { status: 200, body: run(request) };
    } catch (error) {
      const { code, status } = error instanceof RpcError ? error : { code: 500, status: 'INTERNAL' };
      return { status: code, body: { error: { code, message: (error as Error).message, status } } };
    }
  };

  const server = await serveJson(handle);
  return {
    ...server,
    requests,
    load(given) {
      for (const [path, fields] of Object.entries(given)) {
        const time = nowStamp();
        documents.set(path, { fields: mapFields(fields, canon), createTime: time, updateTime: time });
      }
    },
    dump(prefix = '') {
      const found = [...documents].filter(([path]) => path.startsWith(prefix));
      return Object.fromEntries(
        found.sort((a, b) => compareBytes(a[0], b[0])).map(([path, { fields }]) => [path, fields]),
      );
    },
    clear(prefix = '') {
      for (const path of [...documents.keys()]) if (path.startsWith(prefix)) documents.delete(path);
    },
    failWrites(on) {
      if (typeof on === 'object') refusal = on;
      else refusal = on ? { status: 403, name: 'PERMISSION_DENIED', times: Number.POSITIVE_INFINITY } : null;
    },
    resetConnections(times) {
      resets = times;
    },
  };
}
