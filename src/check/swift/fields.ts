/** Keys as `init(from:)` reads them → the fields of a record. */
import type { Json } from '../../client/descriptor.ts';
import { placeIn } from './containers.ts';
import { snakeCased } from './keys.ts';
import { type Field, type Reading, unread } from './reading.ts';
import type { Use } from './use.ts';

/** One key that is decoded once. */
export interface Read {
  path: readonly string[];
  /** Keys on the way whose object may be missing. */
  open: ReadonlySet<string>;
  key: string;
  reading: Reading;
  /** Null decodes: `decode(T?.self)`, or it is asked for before. */
  nullable: boolean;
  ifPresent: boolean;
  use: Use;
  fallback?: Json;
  place: string;
}

export function recordOf(
  type: string,
  {
    reads,
    merged,
    place,
    snakeCase,
  }: { reads: readonly Read[]; merged: readonly Reading[]; place: string; snakeCase: boolean },
): Reading {
  const groups = new Map<string, Read[]>();
  for (const read of reads) {
    const at = JSON.stringify([...read.path, read.key]);
    groups.set(at, [...(groups.get(at) ?? []), read]);
  }
  const root: Map<string, Field> = new Map();
  for (const one of merged) if (one.kind === 'record') for (const [key, field] of one.fields) root.set(key, field);
  for (const group of groups.values()) {
    const [{ path, key, open }] = group as [Read];
    put(root, [...path, key], fieldOf(group), { open, type, place, snakeCase, done: [] });
  }
  return { kind: 'record', type, fields: root, place };
}

/** Types that are told apart. */
const kindOf = (reading: Reading): string => (reading.kind === 'record' ? `record ${reading.type}` : reading.kind);

function fieldOf(group: readonly Read[]): Field {
  const [first] = group as [Read];
  const strict = group.filter((read) => !read.use.lenient);
  const own = strict.filter((read) => !read.ifPresent || read.use.demanded);
  // What is read when another reading of the same key has failed is the last one that may.
  const last = own.length > 0 && own.length < group.length && group.some((read) => read.use.lenient);
  const required = own.some((read) => !read.use.conditional) || last || group.some((read) => read.use.asked);
  const fallbacks = group.filter((read) => read.fallback !== undefined);
  const fallback = fallbacks.find((read) => read.fallback !== null) ?? fallbacks[0];
  return {
    reading: readingOf(group),
    required,
    nullable: group.every((read) => read.nullable || (!required && (read.ifPresent || read.use.lenient))),
    lenient: strict.length === 0,
    ...(required || fallback?.fallback === undefined ? {} : { fallback: fallback.fallback }),
    property: first.use.property ?? first.key,
    place: first.place,
  };
}

function readingOf(group: readonly Read[]): Reading {
  const [first] = group as [Read];
  const kinds = new Set(group.map((read) => kindOf(read.reading)));
  if (kinds.size === 1) return first.reading;
  if (group.some((read) => read.reading.kind === 'record'))
    return unread(first.place, `${first.key} is one of several types`);
  return { kind: 'either', of: group.map((read) => read.reading), place: first.place };
}

interface Into {
  open: ReadonlySet<string>;
  type: string;
  place: string;
  snakeCase: boolean;
  /** Keys on the way so far, as they are written. */
  done: readonly string[];
}

/** Sets a field below nested containers, which are records that have to be there unless they are open. */
function put(fields: Map<string, Field>, path: readonly string[], field: Field, into: Into): void {
  const [own = '', ...rest] = path;
  const key = into.snakeCase ? snakeCased(own) : own;
  if (rest.length === 0) {
    fields.set(key, field);
    return;
  }
  const done = [...into.done, own];
  const known = fields.get(key);
  const inner =
    known?.reading.kind === 'record' ? (known.reading.fields as Map<string, Field>) : new Map<string, Field>();
  put(inner, rest, field, { ...into, done });
  if (known?.reading.kind === 'record') return;
  const reading: Reading = { kind: 'record', type: `${into.type}.${key}`, fields: inner, place: into.place };
  const open = into.open.has(placeIn(done));
  fields.set(key, { reading, required: !open, nullable: open, lenient: open, property: key, place: into.place });
}
