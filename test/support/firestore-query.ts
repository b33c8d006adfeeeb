/** Structured queries of the in-memory Firestore: filters, order, cursors, limits. */
import type { FirestoreValue } from '../../src/model/case.ts';
import type { Documents, Stored } from './firestore-store.ts';
import {
  canon,
  compareBytes,
  compareValues,
  getAt,
  invalid,
  isNumber,
  numberOf,
  rank,
  same,
  segments,
} from './firestore-values.ts';

// Clients that speak through protobuf send enums as numbers, others as names.
type Enum = string | number;
const OPS = [
  '',
  'LESS_THAN',
  'LESS_THAN_OR_EQUAL',
  'GREATER_THAN',
  'GREATER_THAN_OR_EQUAL',
  'EQUAL',
  'NOT_EQUAL',
  'ARRAY_CONTAINS',
  'IN',
  'ARRAY_CONTAINS_ANY',
  'NOT_IN',
];
const UNARY = ['', '', 'IS_NAN', 'IS_NULL', 'IS_NOT_NAN', 'IS_NOT_NULL'];
const named = (value: Enum | undefined, names: readonly string[]): string =>
  typeof value === 'number' ? (names[value] ?? '') : (value ?? '');
/** Operators by which Firestore orders implicitly. */
const INEQUALITIES = new Set([
  'LESS_THAN',
  'LESS_THAN_OR_EQUAL',
  'GREATER_THAN',
  'GREATER_THAN_OR_EQUAL',
  'NOT_EQUAL',
  'NOT_IN',
  'IS_NOT_NULL',
  'IS_NOT_NAN',
]);

interface Field {
  fieldPath: string;
}
interface Filter {
  compositeFilter?: { op: Enum; filters?: Filter[] };
  unaryFilter?: { op: Enum; field: Field };
  fieldFilter?: { op: Enum; field: Field; value: FirestoreValue };
}
interface Cursor {
  values?: FirestoreValue[];
  before?: boolean;
}
export interface Query {
  from?: { collectionId?: string; allDescendants?: boolean }[];
  where?: Filter;
  orderBy?: { field: Field; direction?: Enum }[];
  startAt?: Cursor;
  endAt?: Cursor;
  limit?: number | { value?: number };
  offset?: number;
  select?: { fields?: Field[] };
}
export interface Row {
  path: string;
  stored: Stored;
}

export function valueAt(row: Row, path: string, base: string): FirestoreValue | undefined {
  if (path === '__name__') return { referenceValue: `${base}/${row.path}` };
  return getAt(row.stored.fields, segments(path));
}

const elements = (v: FirestoreValue): FirestoreValue[] => ('arrayValue' in v ? (v.arrayValue.values ?? []) : []);

function matchesField(row: Row, { op, field, value }: NonNullable<Filter['fieldFilter']>, base: string): boolean {
  const name = named(op, OPS);
  if (field.fieldPath === '__name__') {
    const keys = name === 'IN' || name === 'NOT_IN' ? elements(value) : [value];
    if (keys.some((k) => !('referenceValue' in k))) throw invalid('__key__ filter value must be a Key');
  }
  const have = valueAt(row, field.fieldPath, base);
  if (have === undefined) return false;
  const want = canon(value);
  const comparable = rank(have) === rank(want);
  const order = comparable ? compareValues(have, want) : Number.NaN;
  switch (name) {
    case 'EQUAL':
      return order === 0;
    case 'NOT_EQUAL':
      return !('nullValue' in have) && order !== 0;
    case 'LESS_THAN':
      return order < 0;
    case 'LESS_THAN_OR_EQUAL':
      return order <= 0;
    case 'GREATER_THAN':
      return order > 0;
    case 'GREATER_THAN_OR_EQUAL':
      return order >= 0;
    case 'ARRAY_CONTAINS':
      return elements(have).some((x) => same(x, want));
    case 'ARRAY_CONTAINS_ANY':
      return elements(have).some((x) => elements(want).some((y) => same(x, y)));
    case 'IN':
      return elements(want).some((y) => same(have, y));
    case 'NOT_IN':
      return !('nullValue' in have) && !elements(want).some((y) => same(have, y));
    default:
      throw invalid(`unsupported operator ${name}`);
  }
}

function matches(row: Row, filter: Filter | undefined, base: string): boolean {
  if (filter?.compositeFilter) {
    const { op, filters = [] } = filter.compositeFilter;
    return named(op, ['', 'AND', 'OR']) === 'OR'
      ? filters.some((f) => matches(row, f, base))
      : filters.every((f) => matches(row, f, base));
  }
  if (filter?.unaryFilter) {
    const value = valueAt(row, filter.unaryFilter.field.fieldPath, base);
    if (value === undefined) return false;
    const isNull = 'nullValue' in value;
    const notANumber = isNumber(value) && Number.isNaN(numberOf(value));
    return (
      { IS_NULL: isNull, IS_NOT_NULL: !isNull, IS_NAN: notANumber, IS_NOT_NAN: !notANumber }[
        named(filter.unaryFilter.op, UNARY)
      ] ?? false
    );
  }
  return filter?.fieldFilter ? matchesField(row, filter.fieldFilter, base) : true;
}

function inequalityFields(filter: Filter | undefined): string[] {
  if (filter?.compositeFilter) return (filter.compositeFilter.filters ?? []).flatMap(inequalityFields);
  if (filter?.fieldFilter && INEQUALITIES.has(named(filter.fieldFilter.op, OPS)))
    return [filter.fieldFilter.field.fieldPath];
  if (filter?.unaryFilter && INEQUALITIES.has(named(filter.unaryFilter.op, UNARY)))
    return [filter.unaryFilter.field.fieldPath];
  return [];
}

interface Order {
  path: string;
  descending: boolean;
}

/** The declared order, then the fields of inequalities, then the name: both implied in the last direction. */
function orderOf(query: Query): Order[] {
  const order: Order[] = (query.orderBy ?? []).map((o) => ({
    path: o.field.fieldPath,
    descending: named(o.direction, ['', 'ASCENDING', 'DESCENDING']) === 'DESCENDING',
  }));
  for (const path of [...new Set(inequalityFields(query.where))].sort().concat('__name__')) {
    if (!order.some((o) => o.path === path)) order.push({ path, descending: order.at(-1)?.descending ?? false });
  }
  return order;
}

function inScope(path: string, parent: string, from: NonNullable<Query['from']>[number]): boolean {
  const prefix = parent ? `${parent}/` : '';
  if (!path.startsWith(prefix)) return false;
  const parts = path.slice(prefix.length).split('/');
  if (from.collectionId && parts.at(-2) !== from.collectionId) return false;
  return from.allDescendants === true || parts.length === 2;
}

export function runQuery(documents: Documents, parent: string, query: Query, base: string): Row[] {
  const from = query.from?.[0];
  if (!from) throw invalid('from is required');
  const limit = typeof query.limit === 'object' ? query.limit.value : query.limit;
  const offset = query.offset ?? 0;
  if (Number(limit ?? 0) < 0 || offset < 0) throw invalid('limit and offset must not be negative');
  const order = orderOf(query);
  const at = (row: Row, { path }: Order): FirestoreValue => valueAt(row, path, base) as FirestoreValue;
  const compare = (a: Row, b: Row): number => {
    for (const o of order) {
      const c = o.path === '__name__' ? compareBytes(a.path, b.path) : compareValues(at(a, o), at(b, o));
      if (c !== 0) return o.descending ? -c : c;
    }
    return 0;
  };
  const against = (cursor: Cursor, row: Row): number => {
    for (const [i, value] of (cursor.values ?? []).entries()) {
      const o = order[i] as Order;
      const c = compareValues(at(row, o), canon(value));
      if (c !== 0) return o.descending ? -c : c;
    }
    return 0;
  };
  const { startAt, endAt } = query;
  return (
    [...documents]
      .map(([path, stored]): Row => ({ path, stored }))
      .filter((row) => inScope(row.path, parent, from) && matches(row, query.where, base))
      // A document without a field that the query orders by is not in the result.
      .filter((row) => order.every((o) => valueAt(row, o.path, base) !== undefined))
      .sort(compare)
      .filter((row) => !startAt || (startAt.before ? against(startAt, row) >= 0 : against(startAt, row) > 0))
      .filter((row) => !endAt || (endAt.before ? against(endAt, row) < 0 : against(endAt, row) <= 0))
      .slice(offset, limit == null ? undefined : offset + Number(limit))
  );
}

interface Aggregation {
  alias?: string;
  count?: { upTo?: number | { value?: number } };
  sum?: { field: Field };
  avg?: { field: Field };
}

export function aggregate(
  rows: readonly Row[],
  aggregations: readonly Aggregation[],
  base: string,
): Record<string, FirestoreValue> {
  const one = ({ count, sum, avg }: Aggregation): FirestoreValue => {
    if (count) {
      const upTo = typeof count.upTo === 'object' ? count.upTo.value : count.upTo;
      return { integerValue: String(upTo ? Math.min(Number(upTo), rows.length) : rows.length) };
    }
    const path = (sum ?? avg)?.field.fieldPath ?? '';
    const values = rows
      .map((r) => valueAt(r, path, base))
      .filter((v) => v !== undefined && isNumber(v)) as FirestoreValue[];
    const total = values.reduce((t, v) => t + numberOf(v), 0);
    if (sum) return values.every((v) => 'integerValue' in v) ? { integerValue: String(total) } : { doubleValue: total };
    return values.length > 0 ? { doubleValue: total / values.length } : { nullValue: null };
  };
  return Object.fromEntries(aggregations.map((a, i) => [a.alias ?? `field_${i + 1}`, one(a)]));
}
