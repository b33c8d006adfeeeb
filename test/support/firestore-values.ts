/** Typed values of the in-memory Firestore: the stored form, their order, and field paths. */
import type { Fields, FirestoreValue } from '../../src/model/case.ts';

/** An error of the Firestore API: HTTP status and the status name that stands in the body. */
export class RpcError extends Error {
  readonly code: number;
  readonly status: string;
  constructor(code: number, status: string, message: string) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

export const invalid = (message: string): RpcError => new RpcError(400, 'INVALID_ARGUMENT', message);

const RANK = {
  nullValue: 0,
  booleanValue: 1,
  integerValue: 2,
  doubleValue: 2,
  timestampValue: 3,
  stringValue: 4,
  bytesValue: 5,
  referenceValue: 6,
  geoPointValue: 7,
  arrayValue: 8,
  mapValue: 9,
} as const;

/** The place of a value's type in Firestore's order of types; integers and doubles share one. */
export function rank(value: FirestoreValue): number {
  const kind = Object.keys(value)[0] as keyof typeof RANK | undefined;
  if (kind === undefined || RANK[kind] === undefined) throw invalid('value has no type');
  return RANK[kind];
}

// Plain assignment would lose a field called `__proto__`.
export const put = <T>(object: Record<string, T>, name: string, value: T): Record<string, T> =>
  Object.defineProperty(object, name, { value, enumerable: true, writable: true, configurable: true });

export const mapFields = (fields: Fields, each: (value: FirestoreValue) => FirestoreValue): Fields => {
  const result: Fields = {};
  for (const [name, value] of Object.entries(fields)) put(result, name, each(value));
  return result;
};

/** Microseconds since 1970. Further digits are cut, as Firestore does. */
export function micros(text: string): bigint {
  const m = /^(.*?)(?:\.(\d+))?(Z|[+-]\d\d:?\d\d)$/i.exec(text);
  const ms = m ? Date.parse(`${m[1]}${m[3]?.toUpperCase()}`) : Number.NaN;
  if (Number.isNaN(ms)) throw invalid(`Invalid timestamp: ${text}`);
  return BigInt(ms) * 1000n + BigInt((m?.[2] ?? '').padEnd(6, '0').slice(0, 6));
}

/** RFC 3339 with no, three or six digits of fraction, the way the service writes it. */
export function stamp(us: bigint): string {
  let seconds = us / 1_000_000n;
  let rest = us % 1_000_000n;
  if (rest < 0n) {
    seconds -= 1n;
    rest += 1_000_000n;
  }
  const base = new Date(Number(seconds) * 1000).toISOString().slice(0, 19);
  if (rest === 0n) return `${base}Z`;
  const digits = String(rest).padStart(6, '0');
  return `${base}.${digits.endsWith('000') ? digits.slice(0, 3) : digits}Z`;
}

/** The form in which a value is kept: integers as text, microseconds, no empty members. */
export function canon(value: FirestoreValue): FirestoreValue {
  rank(value);
  if ('integerValue' in value) return { integerValue: String(BigInt(value.integerValue)) };
  if ('doubleValue' in value) {
    if (value.doubleValue === null) throw invalid('value has no type');
    return { doubleValue: value.doubleValue };
  }
  if ('timestampValue' in value) return { timestampValue: stamp(micros(value.timestampValue)) };
  if ('mapValue' in value) {
    const fields = value.mapValue?.fields ?? {};
    return { mapValue: Object.keys(fields).length > 0 ? { fields: mapFields(fields, canon) } : {} };
  }
  if ('arrayValue' in value) {
    const values = value.arrayValue?.values ?? [];
    return { arrayValue: values.length > 0 ? { values: values.map(canon) } : {} };
  }
  return 'nullValue' in value ? { nullValue: null } : value;
}

/** UTF-8 byte order. */
export const compareBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

export const isNumber = (v: FirestoreValue): boolean => rank(v) === 2;

export const numberOf = (v: FirestoreValue): number =>
  'integerValue' in v ? Number(v.integerValue) : 'doubleValue' in v ? Number(v.doubleValue) : Number.NaN;

const listOf = (v: FirestoreValue): FirestoreValue[] => ('arrayValue' in v ? (v.arrayValue.values ?? []) : []);
const sortedFields = (v: FirestoreValue): [string, FirestoreValue][] =>
  Object.entries('mapValue' in v ? (v.mapValue.fields ?? {}) : {}).sort((a, b) => compareBytes(a[0], b[0]));

function compareNumbers(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(y)) - Number(Number.isNaN(x));
  return x < y ? -1 : x > y ? 1 : 0;
}

function compareAll<T>(a: readonly T[], b: readonly T[], compare: (x: T, y: T) => number): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compare(a[i] as T, b[i] as T);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

export function compareValues(a: FirestoreValue, b: FirestoreValue): number {
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  if (isNumber(a)) return compareNumbers(numberOf(a), numberOf(b));
  if ('booleanValue' in a && 'booleanValue' in b) return Number(a.booleanValue) - Number(b.booleanValue);
  if ('timestampValue' in a && 'timestampValue' in b)
    return Number(micros(a.timestampValue) - micros(b.timestampValue));
  if ('stringValue' in a && 'stringValue' in b) return compareBytes(a.stringValue, b.stringValue);
  if ('referenceValue' in a && 'referenceValue' in b) return compareBytes(a.referenceValue, b.referenceValue);
  if ('bytesValue' in a && 'bytesValue' in b)
    return Buffer.compare(Buffer.from(a.bytesValue, 'base64'), Buffer.from(b.bytesValue, 'base64'));
  if ('geoPointValue' in a && 'geoPointValue' in b) {
    const { geoPointValue: p } = a;
    const { geoPointValue: q } = b;
    return (p.latitude ?? 0) - (q.latitude ?? 0) || (p.longitude ?? 0) - (q.longitude ?? 0);
  }
  if ('arrayValue' in a) return compareAll(listOf(a), listOf(b), compareValues);
  if ('mapValue' in a)
    return compareAll(
      sortedFields(a),
      sortedFields(b),
      (x, y) => compareBytes(x[0], y[0]) || compareValues(x[1], y[1]),
    );
  return 0;
}

export const same = (a: FirestoreValue, b: FirestoreValue): boolean => rank(a) === rank(b) && compareValues(a, b) === 0;

/** `a.b`, with back-quotes around names that are not plain words. */
export function segments(path: string): string[] {
  const parts = path.match(/`(?:\\.|[^`\\])*`|[^.`]+/g) ?? [];
  if (parts.join('.') !== path) throw invalid(`Invalid field path ${path}`);
  return parts.map((part) => {
    if (part.startsWith('`')) return part.slice(1, -1).replace(/\\(.)/g, '$1');
    if (!/^[A-Za-z_]\w*$/.test(part)) throw invalid(`Invalid property path "${path}"`);
    return part;
  });
}

const own = (fields: Fields | undefined, name: string): FirestoreValue | undefined =>
  fields && Object.hasOwn(fields, name) ? fields[name] : undefined;
const inner = (value: FirestoreValue | undefined): Fields | undefined =>
  value && 'mapValue' in value ? (value.mapValue.fields ?? {}) : undefined;

export function getAt(fields: Fields, path: readonly string[]): FirestoreValue | undefined {
  const [head = '', ...rest] = path;
  const value = own(fields, head);
  return rest.length === 0 ? value : value && getAt(inner(value) ?? {}, rest);
}

/** New fields with `value` at the path; undefined deletes what is there. */
export function setAt(fields: Fields, path: readonly string[], value: FirestoreValue | undefined): Fields {
  const [head = '', ...rest] = path;
  const next = { ...fields };
  if (rest.length === 0) {
    if (value === undefined) delete next[head];
    else put(next, head, value);
    return next;
  }
  const child = inner(own(fields, head));
  if (value === undefined && child === undefined) return next;
  const changed = setAt(child ?? {}, rest, value);
  return put(next, head, { mapValue: Object.keys(changed).length > 0 ? { fields: changed } : {} });
}
