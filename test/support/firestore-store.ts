/** Documents of the in-memory Firestore and the writes to them: masks, preconditions, transforms, atomic batches. */
import type { Fields, FirestoreValue } from '../../src/model/case.ts';
import {
  canon,
  compareValues,
  getAt,
  invalid,
  isNumber,
  mapFields,
  micros,
  numberOf,
  RpcError,
  same,
  segments,
  setAt,
  stamp,
} from './firestore-values.ts';

export interface Stored {
  fields: Fields;
  createTime: string;
  updateTime: string;
}

interface Precondition {
  exists?: boolean;
  updateTime?: string;
}

interface Transform {
  fieldPath: string;
  setToServerValue?: string;
  increment?: FirestoreValue;
  maximum?: FirestoreValue;
  minimum?: FirestoreValue;
  appendMissingElements?: { values?: FirestoreValue[] };
  removeAllFromArray?: { values?: FirestoreValue[] };
}

export interface Write {
  update?: { name: string; fields?: Fields };
  delete?: string;
  updateMask?: { fieldPaths?: string[] };
  updateTransforms?: Transform[];
  transform?: { document: string; fieldTransforms?: Transform[] };
  currentDocument?: Precondition;
}

export type Documents = Map<string, Stored>;
type Overlay = Map<string, Stored | null>;

let last = 0n;
/** Now, to the microsecond, never the same twice: update times order the writes. */
export function nowStamp(): string {
  const now = BigInt(Date.now()) * 1000n;
  last = now > last ? now : last + 1n;
  return stamp(last);
}

/** The path below `…/documents/`. */
export const relative = (name: string): string => {
  const path = name.replace(/^projects\/[^/]+\/databases\/[^/]+\/documents\/?/, '');
  if (path.startsWith('projects/')) throw invalid(`bad name ${name}`);
  return path;
};

function check(condition: Precondition | undefined, stored: Stored | undefined, path: string): void {
  if (condition?.exists === true && !stored) throw new RpcError(404, 'NOT_FOUND', `No document to update: ${path}`);
  if (condition?.exists === false && stored)
    throw new RpcError(409, 'ALREADY_EXISTS', `Document already exists: ${path}`);
  if (condition?.updateTime && (!stored || micros(stored.updateTime) !== micros(condition.updateTime)))
    throw new RpcError(400, 'FAILED_PRECONDITION', 'The stored version does not match the required base version.');
}

function transformed(current: FirestoreValue | undefined, t: Transform): FirestoreValue {
  if (t.setToServerValue !== undefined) return { timestampValue: nowStamp() };
  const given = t.increment ?? t.maximum ?? t.minimum;
  if (given) {
    const operand = canon(given);
    if (!current || !isNumber(current)) return operand;
    if (t.maximum) return compareValues(operand, current) > 0 ? operand : current;
    if (t.minimum) return compareValues(operand, current) < 0 ? operand : current;
    return 'integerValue' in current && 'integerValue' in operand
      ? { integerValue: String(BigInt(current.integerValue) + BigInt(operand.integerValue)) }
      : { doubleValue: numberOf(current) + numberOf(operand) };
  }
  const list = current && 'arrayValue' in current ? (current.arrayValue.values ?? []) : [];
  const values = (t.appendMissingElements?.values ?? t.removeAllFromArray?.values ?? []).map(canon);
  if (t.removeAllFromArray) {
    return canon({ arrayValue: { values: list.filter((x) => !values.some((v) => same(v, x))) } });
  }
  if (!t.appendMissingElements) throw invalid('unknown transform');
  const out = [...list];
  for (const value of values) if (!out.some((x) => same(x, value))) out.push(value);
  return canon({ arrayValue: { values: out } });
}

/** Applies one write to `view`, which lies over the documents: path → document, null where deleted. */
function apply(documents: Documents, view: Overlay, write: Write): object {
  const look = (path: string): Stored | undefined =>
    view.has(path) ? (view.get(path) ?? undefined) : documents.get(path);
  if (write.delete !== undefined) {
    const path = relative(write.delete);
    check(write.currentDocument, look(path), path);
    view.set(path, null);
    return { updateTime: nowStamp() };
  }
  const target = write.update?.name ?? write.transform?.document;
  if (!target) throw invalid('write has no operation');
  const path = relative(target);
  const current = look(path);
  check(write.currentDocument, current, path);
  let fields = write.update ? updated(current?.fields ?? {}, write) : (current?.fields ?? {});
  const results: FirestoreValue[] = [];
  for (const t of write.updateTransforms ?? write.transform?.fieldTransforms ?? []) {
    const at = segments(t.fieldPath);
    const value = transformed(getAt(fields, at), t);
    fields = setAt(fields, at, value);
    results.push(t.appendMissingElements || t.removeAllFromArray ? { nullValue: null } : value);
  }
  const updateTime = nowStamp();
  view.set(path, { fields, createTime: current?.createTime ?? updateTime, updateTime });
  return { updateTime, ...(results.length > 0 ? { transformResults: results } : {}) };
}

/** A masked update changes the fields of the mask alone; without one it replaces the document. */
function updated(before: Fields, write: Write): Fields {
  const given = mapFields(write.update?.fields ?? {}, canon);
  if (!write.updateMask) return given;
  return (write.updateMask.fieldPaths ?? []).map(segments).reduce((f, at) => setAt(f, at, getAt(given, at)), before);
}

/** All of the writes, or none. */
export function commit(documents: Documents, writes: readonly Write[]): object[] {
  const view: Overlay = new Map();
  const results = writes.map((write) => apply(documents, view, write));
  for (const [path, stored] of view) stored === null ? documents.delete(path) : documents.set(path, stored);
  return results;
}

/** Each write alone, with its own status. */
export function batchWrite(
  documents: Documents,
  writes: readonly Write[],
): { writeResults: object[]; status: object[] } {
  const writeResults: object[] = [];
  const status: object[] = [];
  for (const write of writes) {
    try {
      writeResults.push(...commit(documents, [write]));
      status.push({});
    } catch (error) {
      if (!(error instanceof RpcError)) throw error;
      writeResults.push({});
      status.push({ code: { 404: 5, 409: 6, 400: 3 }[error.code] ?? 2, message: error.message });
    }
  }
  return { writeResults, status };
}
