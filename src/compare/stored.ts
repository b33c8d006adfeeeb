/** Two stored documents of one collection → the fields that differ in a way that matters. */

import type { Collection, FieldRule } from '../catalog/collection.ts';
import { toMicros } from '../client/instant.ts';
import type { Plain, PlainDocument } from '../model/plain.ts';
import type { Pair } from '../model/side.ts';
import { type Equality, sameId, sameJsonText, sameNumber, sameText } from './equality.ts';
import { signature } from './signature.ts';

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

/** Whether a field of a document counts, by the declaration of its collection. */
export function fieldCounts(collection: Collection | undefined, name: string): boolean {
  if (!collection) return true;
  if (collection.immaterial && Object.hasOwn(collection.immaterial, name)) return false;
  return Object.hasOwn(collection.fields, name) || collection.others === 'count';
}

/** Declared rule of a field; `UNDECLARED` where there is none. */
export const ruleOf = (collection: Collection | undefined, name: string): FieldRule =>
  collection && Object.hasOwn(collection.fields, name) ? (collection.fields[name] as FieldRule) : UNDECLARED;

/** The rule of a list's elements. An id field that holds a list holds ids. */
export const elementRule = (rule: FieldRule): FieldRule => {
  if (rule.fields) return { form: 'map', fields: rule.fields, others: rule.others };
  return rule.holds ? { form: 'plain', holds: rule.holds } : UNDECLARED;
};

/** The rule of a map's field, or null where it does not count. */
export const innerRule = (rule: FieldRule, name: string): FieldRule | null => {
  const inner = rule.fields && Object.hasOwn(rule.fields, name) ? rule.fields[name] : undefined;
  if (!inner && rule.fields && rule.others !== 'count') return null;
  return inner ?? UNDECLARED;
};

/** Compares the fields that count. `names`: of the document on each side. */
export function compareStored(
  collection: Collection | undefined,
  rust: PlainDocument,
  python: PlainDocument,
  eq: Equality,
  names: Pair<string> = { rust: '', python: '' },
): FieldDifference[] {
  const out: FieldDifference[] = [];
  for (const name of new Set([...Object.keys(rust), ...Object.keys(python)])) {
    if (!fieldCounts(collection, name)) continue;
    const rule = ruleOf(collection, name);
    const [a, b] =
      rule.form === 'name' ? [rust[name] || names.rust, python[name] || names.python] : [rust[name], python[name]];
    const before = out.length;
    compareField(rule, a, b, [name], eq, out);
    // What is reported is what is stored.
    if (rule.form === 'name' && out.length > before)
      Object.assign(out.at(-1) ?? {}, { rust: rust[name], python: python[name] });
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
    if (!sameString(rule, rust, python, eq)) differ();
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

function sameString(rule: FieldRule, rust: string, python: string, eq: Equality): boolean {
  if (rule.form === 'json') return sameJsonText(eq, rust, python);
  if (rule.holds === 'id' || rule.form === 'name') return sameId(eq, rust, python) === 'same';
  if (rule.holds === 'instant') return eq.clock.sameInstant(rust, python) || sameText(eq, rust, python);
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
    const a = new Set(rust.map((v) => signature(undefined, 'rust', v, eq)));
    const b = new Set(python.map((v) => signature(undefined, 'python', v, eq)));
    if (a.size !== b.size || [...a].some((v) => !b.has(v))) out.push({ path: [...path], rust, python });
    return;
  }
  if (rust.length !== python.length) {
    out.push({ path: [...path], rust, python });
    return;
  }
  const element = elementRule(rule);
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
    const inner = innerRule(rule, name);
    if (inner) compareField(inner, rust[name], python[name], [...path, name], eq, out);
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
  compareField(ruleOf(collection, name), rust, python, [name], eq, out);
  return out.length === 0;
}
