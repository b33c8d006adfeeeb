/** Two stored documents of one collection → the fields that differ in a way that matters. */

import type { Collection, FieldRule } from '../catalog/collection.ts';
import { toMicros } from '../client/instant.ts';
import type { Plain, PlainDocument } from '../model/plain.ts';
import type { Side } from '../model/side.ts';
import { canonicalText, type Equality, sameId, sameJsonText, sameModelText, sameNumber, sameText } from './equality.ts';

export interface FieldDifference {
  /** Path of the field inside the document. */
  path: (string | number)[];
  rust: Plain | undefined;
  python: Plain | undefined;
}

type PlainMap = { readonly [key: string]: Plain };

/** For values whose collection or map does not declare them: absent and null are the same, all else counts. */
const UNDECLARED: FieldRule = { form: 'plain' };

const instantOf = (v: Plain | undefined): number | undefined =>
  v !== null && typeof v === 'object' && '$instant' in v && typeof v.$instant === 'number' ? v.$instant : undefined;

const isMap = (v: Plain | undefined): v is PlainMap => typeof v === 'object' && v !== null && !Array.isArray(v);

/** A field that names documents: its value may be an id of the case. */
const namesId = (name: string | number | undefined): boolean =>
  typeof name === 'string' && (name === 'id' || /_ids?$/.test(name));

/** Compares the fields that count. Learns pairs of new ids in fields that name documents. */
export function compareStored(
  collection: Collection | undefined,
  rust: PlainDocument,
  python: PlainDocument,
  eq: Equality,
): FieldDifference[] {
  const out: FieldDifference[] = [];
  const counts = (name: string): boolean => {
    if (!collection) return true;
    if (collection.immaterial && name in collection.immaterial) return false;
    return name in collection.fields || collection.others === 'count';
  };
  for (const name of new Set([...Object.keys(rust), ...Object.keys(python)])) {
    if (counts(name)) compareField(collection?.fields[name] ?? UNDECLARED, rust[name], python[name], [name], eq, out);
  }
  return out;
}

/** Whether a value means the same as an absent field. */
function isAbsent(rule: FieldRule, value: Plain | undefined): boolean {
  if (value === undefined) return true;
  if (value === null) return !rule.nullCounts;
  if (rule.form === 'map' && !rule.emptyCounts && isMap(value) && Object.values(value).every((v) => v === null))
    return true;
  return (rule.absent ?? []).some((a) => (Array.isArray(a) ? Array.isArray(value) && value.length === 0 : a === value));
}

function compareField(
  rule: FieldRule,
  rust: Plain | undefined,
  python: Plain | undefined,
  path: (string | number)[],
  eq: Equality,
  out: FieldDifference[],
): void {
  const absent = [isAbsent(rule, rust), isAbsent(rule, python)];
  if (absent[0] && absent[1]) return;
  const differ = (): void => void out.push({ path: [...path], rust, python });
  if (rule.emptyCounts && absent[0] !== absent[1]) {
    differ();
    return;
  }
  if (rule.form === 'map' && (isMap(rust) || absent[0]) && (isMap(python) || absent[1])) {
    compareMaps(rule, absent[0] ? {} : (rust as PlainMap), absent[1] ? {} : (python as PlainMap), path, eq, out);
    return;
  }
  if (absent[0] !== absent[1] || rust === undefined || python === undefined) {
    differ();
    return;
  }
  if (rust === null || python === null) {
    if (rust !== python) differ();
    return;
  }
  const micros = [instantOf(rust), instantOf(python)];
  if (micros[0] !== undefined || micros[1] !== undefined || rule.form === 'instant') {
    if (!sameStoredInstant(rule, rust, python, eq)) differ();
    return;
  }
  if (typeof rust !== typeof python && !(isNumeric(rust) && isNumeric(python))) {
    differ();
    return;
  }
  if (typeof rust === 'string' && typeof python === 'string') {
    if (!sameString(rule, rust, python, path, eq)) differ();
  } else if (isNumeric(rust) && isNumeric(python)) {
    if (!sameNumber(rust, python, rule.within)) differ();
  } else if (Array.isArray(rust) && Array.isArray(python)) compareLists(rule, rust, python, path, eq, out);
  else if (isMap(rust) && isMap(python)) compareMaps(rule, rust, python, path, eq, out);
  else if (rust !== python) differ();
}

const isNumeric = (v: Plain): v is number | bigint => typeof v === 'number' || typeof v === 'bigint';

function sameStoredInstant(rule: FieldRule, rust: Plain, python: Plain, eq: Equality): boolean {
  const micros = (v: Plain): number | null | undefined =>
    instantOf(v) ?? (rule.form === 'instant' && typeof v === 'string' ? toMicros(v) : undefined);
  const a = micros(rust);
  const b = micros(python);
  if (typeof a === 'number' && typeof b === 'number') return eq.clock.sameMicros(a, b);
  return rust === python;
}

function sameString(rule: FieldRule, rust: string, python: string, path: (string | number)[], eq: Equality): boolean {
  if (rule.form === 'model') return sameModelText(eq, rust, python);
  if (rule.form === 'json') return sameJsonText(eq, rust, python);
  const name = [...path].reverse().find((part) => typeof part === 'string');
  if (namesId(name)) return sameId(eq, rust, python) === 'same';
  return sameText(eq, rust, python);
}

function compareLists(
  rule: FieldRule,
  rust: Plain[],
  python: Plain[],
  path: (string | number)[],
  eq: Equality,
  out: FieldDifference[],
): void {
  if (rule.form === 'set') {
    const word = (side: Side) => (v: Plain) => JSON.stringify(typeof v === 'string' ? canonicalText(eq, side, v) : v);
    const a = new Set(rust.map(word('rust')));
    const b = new Set(python.map(word('python')));
    if (a.size !== b.size || [...a].some((v) => !b.has(v))) out.push({ path: [...path], rust, python });
    return;
  }
  if (rust.length !== python.length) {
    out.push({ path: [...path], rust, python });
    return;
  }
  const element: FieldRule = rule.fields ? { form: 'map', fields: rule.fields, others: rule.others } : UNDECLARED;
  for (const [i, value] of rust.entries()) compareField(element, value, python[i], [...path, i], eq, out);
}

function compareMaps(
  rule: FieldRule,
  rust: PlainMap,
  python: PlainMap,
  path: (string | number)[],
  eq: Equality,
  out: FieldDifference[],
): void {
  for (const name of new Set([...Object.keys(rust), ...Object.keys(python)])) {
    const inner = rule.fields?.[name];
    if (!inner && rule.fields && rule.others !== 'count') continue;
    compareField(inner ?? UNDECLARED, rust[name], python[name], [...path, name], eq, out);
  }
}

/** Whether one field is the same in two documents, by the rules of its collection. */
export function sameStored(
  collection: Collection | undefined,
  name: string,
  rust: Plain | undefined,
  python: Plain | undefined,
  eq: Equality,
): boolean {
  const out: FieldDifference[] = [];
  compareField(collection?.fields[name] ?? UNDECLARED, rust, python, [name], eq, out);
  return out.length === 0;
}
