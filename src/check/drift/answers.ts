/** What the client's sources decode against a suite's decoder. Pure. */
import type { Descriptor, Json } from '../../client/descriptor.ts';
import { snakeCased } from '../swift/keys.ts';
import type { DateForm, Field, Reading, Unread } from '../swift/reading.ts';
import { type Difference, difference } from './finding.ts';

/** What a date decoder takes, in words. `iso` is what the suites mean; what is unread is told apart. */
export const DATES: Readonly<Record<DateForm, string>> = {
  iso: 'ISO 8601 with a zone',
  'iso-seconds': 'ISO 8601 without fractions of a second',
  'iso-fraction': 'ISO 8601 with fractions of a second only',
  seconds: 'seconds since 1970',
  milliseconds: 'milliseconds since 1970',
  reference: 'seconds since 2001',
  own: 'a format of its own',
  unread: 'code that could not be read',
};

export interface Found {
  differences: Difference[];
  unread: Unread[];
}

export interface Suite {
  descriptor: Descriptor;
  /** It is written with blocks: what stands for a missing value is known, and whether a whole body may be null. */
  exact: boolean;
}

export function answerDrift(reading: Reading, { descriptor, exact }: Suite): Found {
  const found: Found = { differences: [], unread: [] };
  const whole = reading.kind === 'nullable' ? reading.inner : reading;
  if (exact && reading.kind !== 'unread' && (reading.kind === 'nullable') !== descriptor.nullable)
    found.differences.push(nullDrift(reading.kind === 'nullable', '/answer', 'the whole answer', reading.place));
  compare(whole, descriptor, '/answer', { found, exact });
  return found;
}

interface Into {
  found: Found;
  exact: boolean;
}

const nullDrift = (taken: boolean, at: string, name: string, place: string): Difference =>
  difference(taken ? 'null-taken' : 'null-refused', { at, place }, name);

const WORDS: Record<Descriptor['type'], string> = {
  text: 'text',
  whole: 'a whole number',
  number: 'a number',
  flag: 'true or false',
  instant: 'a date',
  enum: 'one of some texts',
  record: 'an object',
  list: 'a list',
};

const TYPES: Partial<Record<Reading['kind'], Descriptor['type']>> = {
  text: 'text',
  whole: 'whole',
  number: 'number',
  flag: 'flag',
  date: 'instant',
  enum: 'enum',
  record: 'record',
  list: 'list',
};

const wordOf = (reading: Reading): string => {
  const type = TYPES[reading.kind];
  return type ? WORDS[type] : 'an object with any keys';
};

function compare(reading: Reading, how: Descriptor, at: string, into: Into): void {
  const { differences, unread } = into.found;
  const { place } = reading;
  const name = at.split('/').at(-1) === '0' ? `the elements of ${nameOf(at)}` : nameOf(at);
  switch (reading.kind) {
    case 'unread':
      unread.push({ place, what: `${at}: ${reading.why}` });
      return;
    case 'nullable':
      if (into.exact && !how.nullable) differences.push(nullDrift(true, at, name, place));
      compare(reading.inner, how, at, into);
      return;
    case 'either': {
      const same = reading.of.find((one) => TYPES[one.kind] === how.type);
      if (!same) differences.push(typeDrift(reading.of[0] ?? reading, how, at, name));
      else {
        differences.push(difference('type-either', { at, place }, name, reading.of.map(wordOf).join(' or ')));
        compare(same, how, at, into);
      }
      return;
    }
  }
  if (TYPES[reading.kind] !== how.type) {
    differences.push(typeDrift(reading, how, at, name));
    return;
  }
  if (reading.kind === 'date' && reading.how === 'unread')
    unread.push({ place: reading.decoder, what: 'the date strategy of the decoder' });
  else if (reading.kind === 'date' && reading.how !== 'iso')
    differences.push(difference('date-strategy', { at: '', place: reading.decoder }, DATES[reading.how]));
  else if (reading.kind === 'enum' && how.type === 'enum') differences.push(...enumDrift(reading, how, at, name));
  else if (reading.kind === 'list' && how.type === 'list') compare(reading.element, how.element, `${at}/0`, into);
  else if (reading.kind === 'record' && how.type === 'record') records(reading, how.fields, at, into);
}

const typeDrift = (reading: Reading, how: Descriptor, at: string, name: string): Difference =>
  difference('type', { at, place: reading.place }, name, wordOf(reading), WORDS[how.type]);

const nameOf = (at: string): string =>
  at
    .split('/')
    .filter((part) => part !== '0')
    .at(-1) ?? '';

function enumDrift(
  { values, lossy, place }: Extract<Reading, { kind: 'enum' }>,
  how: Extract<Descriptor, { type: 'enum' }>,
  at: string,
  name: string,
): Difference[] {
  const fresh = values.filter((value) => !how.values.includes(value));
  const gone = how.values.filter((value) => !values.includes(value));
  const where = { at, place };
  return [
    ...(fresh.length > 0 ? [difference('enum-case-undeclared', where, name, fresh.join(', '))] : []),
    ...(gone.length > 0 ? [difference('enum-case-gone', where, name, gone.join(', '))] : []),
    ...(lossy === undefined && how.lossy !== undefined ? [difference('enum-strict', where, name)] : []),
    ...(lossy !== undefined && how.lossy === undefined ? [difference('enum-lossy', where, name)] : []),
    ...(lossy !== undefined && how.lossy && lossy !== how.lossy
      ? [difference('enum-other', where, name, lossy === '' ? 'nothing' : lossy, how.lossy)]
      : []),
  ];
}

function records(
  reading: Extract<Reading, { kind: 'record' }>,
  fields: Readonly<Record<string, Descriptor>>,
  at: string,
  into: Into,
): void {
  const { differences } = into.found;
  const fresh = [...reading.fields].filter(([key]) => !(key in fields));
  const gone = Object.keys(fields).filter((key) => !reading.fields.has(key));
  const renamed = renamedOf(fresh, gone, fields);
  for (const [key, field] of reading.fields) {
    const pointer = `${at}/${key}`;
    const before = renamed.get(key);
    const how = fields[key] ?? (before === undefined ? undefined : fields[before]);
    if (before !== undefined)
      differences.push({ ...difference('key-renamed', { at: pointer, place: field.place }, before, key), before });
    if (!how) differences.push(difference('key-undeclared', { at: pointer, place: field.place }, key));
    else one(key, field, how, pointer, into);
  }
  const left = new Set(renamed.values());
  for (const key of gone)
    if (!left.has(key)) differences.push(difference('key-gone', { at: `${at}/${key}`, place: reading.place }, key));
}

/** Keys that are new and keys that are gone of the same type and presence, told by their property or as the only ones. */
function renamedOf(
  fresh: readonly (readonly [string, Field])[],
  gone: readonly string[],
  fields: Readonly<Record<string, Descriptor>>,
): Map<string, string> {
  const found = new Map<string, string>();
  const left = new Set(gone);
  const alike = (field: Field, key: string): boolean => {
    const how = fields[key];
    return how !== undefined && TYPES[field.reading.kind] === how.type && field.required === how.required;
  };
  for (const [key, field] of fresh) {
    const named = [...left].find((one) => one === snakeCased(field.property) || one === field.property);
    const only = fresh.length === 1 && left.size === 1 ? gone[0] : undefined;
    const from = named ?? only;
    if (from === undefined || !alike(field, from)) continue;
    found.set(key, from);
    left.delete(from);
  }
  return found;
}

function one(key: string, field: Field, how: Descriptor, at: string, into: Into): void {
  const { differences } = into.found;
  const where = { at, place: field.place };
  if (field.reading.kind !== 'unread') {
    if (field.required && !how.required) differences.push(difference('key-required', where, key));
    else if (!field.required && how.required) differences.push(difference('key-optional', where, key));
    else if (into.exact && field.required && field.nullable !== how.nullable)
      differences.push(nullDrift(field.nullable, at, key, field.place));
    if (field.lenient) differences.push(difference('type-lenient', where, key));
    if (
      into.exact &&
      !field.required &&
      !how.required &&
      field.fallback !== undefined &&
      !sameJson(field.fallback, how.fallback)
    )
      differences.push(difference('fallback', where, key, shown(field.fallback), shown(how.fallback)));
  }
  const { reading } = field;
  // What is taken of any type is told once.
  const same =
    reading.kind === 'either' && field.lenient ? reading.of.find((r) => TYPES[r.kind] === how.type) : reading;
  compare(same ?? reading, how, at, into);
}

const sameJson = (a: Json, b: Json): boolean => JSON.stringify(a) === JSON.stringify(b);
const shown = (value: Json): string => (value === null ? 'nothing' : JSON.stringify(value));
