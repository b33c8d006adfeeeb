/** `init(from:)` → the keys that it reads, how, and what stands for those that are missing. */
import type { Json } from '../../client/descriptor.ts';
import { constantOf } from './constants.ts';
import { type Container, containersIn } from './containers.ts';
import type { Context } from './context.ts';
import { type Declared, lookUp } from './declarations.ts';
import { lossOf, rawValueCalls } from './enums.ts';
import { keyIn, snakeCased } from './keys.ts';
import { type Field, type Reading, unread } from './reading.ts';
import { argument, argumentsOf, below, calleeOf, isDeclaration, part, placeOf, type Syntax } from './syntax.ts';
import { metatypeOf, type TypeRef, typeRefOf } from './type-ref.ts';
import { type Use, useOf } from './use.ts';

/** One key that is decoded once. */
interface Read {
  path: readonly string[];
  key: string;
  reading: Reading;
  /** Null decodes: `decode(T?.self)`. */
  nullable: boolean;
  ifPresent: boolean;
  use: Use;
  fallback?: Json;
  place: string;
}

export function ownInit(declared: Declared, init: Syntax, context: Context): Reading {
  const place = placeOf(init);
  const code = part(init, 'body');
  if (!code) return unread(place, `the decoder of ${declared.name} has no body`);
  const decoder = /\bfrom\s+(\w+)\s*:/.exec(init.text)?.[1] ?? 'decoder';
  const containers = containersIn(code, decoder, declared.scope);
  const reads: Read[] = [];
  const merged: Reading[] = [];
  const single: Reading[] = [];
  for (const call of below(code, (node) => !isDeclaration(node))) {
    if (call.type !== 'call_expression') continue;
    const { name, on } = calleeOf(call);
    const from = argument(call, 'from')?.text === decoder;
    if (from && name === 'init' && on?.text === 'super') {
      const above = lookUp(declared.conforms[0]?.split('.') ?? [], declared.scope);
      merged.push(
        above
          ? typed({ kind: 'name', path: [above.name], of: [] }, call)
          : unread(placeOf(call), 'no source declares the class above'),
      );
      continue;
    }
    if (from && name !== 'init') {
      merged.push(typed(typeRefOf(call.children[0]?.text ?? ''), call));
      continue;
    }
    const container = on && containers.of(on);
    if (!container) continue;
    if (/^(container|nestedContainer|nestedUnkeyedContainer|contains|decodeNil|superDecoder)$/.test(name)) {
      if (name === 'nestedUnkeyedContainer' || name === 'superDecoder')
        merged.push(unread(placeOf(call), `${name} is read by hand`));
      continue;
    }
    if (!name.startsWith('decode')) continue;
    if (name !== 'decode' && name !== 'decodeIfPresent') {
      merged.push(unread(placeOf(call), `${name} is a decoder of the client’s own`));
      continue;
    }
    if (container.kind === 'single') single.push(decoded(call, useOf(call, code)));
    else if (container.kind === 'unkeyed') return unread(placeOf(call), 'a list is decoded by hand');
    else keyed(call, container, name === 'decodeIfPresent');
  }
  if (reads.length === 0 && merged.length === 0 && single.length > 0) return alone(single, place);
  const broken = merged.find((one) => one.kind !== 'record');
  if (broken) return broken.kind === 'unread' ? broken : unread(place, `${declared.name} takes in what is no record`);
  return recordOf(declared, reads, merged, place, context.settings.snakeCase);

  function typed(ref: TypeRef, call: Syntax): Reading {
    return context.readingOf(ref, declared.scope, placeOf(call), context);
  }

  function keyed(call: Syntax, container: Container, ifPresent: boolean): void {
    const keyNode = argument(call, 'forKey');
    const key = keyNode && keyIn(keyNode, container.keys);
    if (key === undefined) {
      merged.push(unread(placeOf(call), `the key ${keyNode?.text ?? ''} is made at run time`));
      return;
    }
    const use = useOf(call, code as Syntax);
    const reading = decoded(call, use);
    const open = reading.kind === 'nullable';
    const enumOf = reading.kind === 'text' || (open && reading.inner.kind === 'text') ? enumFrom(call, use) : undefined;
    const inner = enumOf ?? (open ? reading.inner : reading);
    const kind = enumOf ? undefined : typeOfRef(call);
    const fallback = use.chained
      ? undefined
      : use.fallback
        ? constantOf(use.fallback, declared.scope, kind)
        : use.hasFallback
          ? undefined
          : null;
    const put = enumOf?.kind === 'enum' ? absentOf(use, enumOf, fallback) : fallback;
    reads.push({
      path: container.path,
      key,
      reading: inner,
      nullable: open,
      ifPresent,
      use,
      ...(put === undefined ? {} : { fallback: put }),
      place: placeOf(call),
    });
  }

  /** What stands for an enum that is missing: a text that it knows, else its case for every other text. */
  function absentOf(
    { hasFallback, wrapped }: Use,
    { values, lossy }: { values: readonly string[]; lossy?: string },
    fallback: Json | undefined,
  ): Json | undefined {
    if (typeof fallback === 'string' && values.includes(fallback)) return fallback;
    if (!hasFallback && !wrapped) return null;
    return lossy || undefined;
  }

  function typeOfRef(call: Syntax): Declared | undefined {
    const ref = refOf(call);
    const inner = ref?.kind === 'optional' ? ref.inner : ref;
    return inner?.kind === 'name' ? lookUp(inner.path, declared.scope) : undefined;
  }

  function refOf(call: Syntax): TypeRef | undefined {
    const [first] = argumentsOf(call);
    if (first && first.label === undefined) return metatypeOf(first.value.text);
    // The type follows from the property.
    const { property } = useOf(call, code as Syntax);
    const type = declared.properties.find((one) => one.name === property)?.type;
    return type === undefined ? undefined : typeRefOf(type);
  }

  function decoded(call: Syntax, { property }: Use): Reading {
    const ref = refOf(call);
    if (!ref) return unread(placeOf(call), `the type of ${property ?? 'what is decoded'} is not written down`);
    const [first] = argumentsOf(call);
    // `decodeIfPresent` of a type that is inferred takes the optional's inside.
    const bare = first?.label !== undefined && ref.kind === 'optional' ? ref.inner : ref;
    return typed(bare, call);
  }

  /** The enum that a text is made into behind its decoding. */
  function enumFrom(call: Syntax, { local }: Use): Reading | undefined {
    for (const made of rawValueCalls(code as Syntax, declared.scope, declared)) {
      const inside = call.start >= made.from.start && call.start < made.from.start + made.from.text.length;
      const named = local !== undefined && new RegExp(`(^|[^.\\w])${local}\\b`).test(made.from.text);
      if (!inside && !named) continue;
      const values = made.of.cases.map(({ raw }) => raw);
      return { kind: 'enum', values, ...lossOf(made.node, made.of), place: placeOf(made.node) };
    }
    return undefined;
  }
}

/** The one value of a `singleValueContainer`. */
function alone(readings: readonly Reading[], place: string): Reading {
  const [only] = readings;
  return readings.length === 1 && only ? only : { kind: 'either', of: readings, place };
}

function recordOf(
  declared: Declared,
  reads: readonly Read[],
  merged: readonly Reading[],
  place: string,
  snakeCase: boolean,
): Reading {
  const groups = new Map<string, Read[]>();
  for (const read of reads) {
    const at = JSON.stringify([...read.path, read.key]);
    groups.set(at, [...(groups.get(at) ?? []), read]);
  }
  const root: Map<string, Field> = new Map();
  for (const one of merged) if (one.kind === 'record') for (const [key, field] of one.fields) root.set(key, field);
  for (const [at, group] of groups) {
    const path = (JSON.parse(at) as string[]).map((key) => (snakeCase ? snakeCased(key) : key));
    put(root, path, fieldOf(group), declared.name, place);
  }
  return { kind: 'record', type: declared.name, fields: root, place };
}

function fieldOf(group: readonly Read[]): Field {
  const [first] = group as [Read];
  const strict = group.filter((read) => !read.use.lenient);
  const lenient = strict.length === 0;
  const required = strict.some((read) => (!read.ifPresent || read.use.demanded) && !read.use.conditional);
  const fallbacks = group.filter((read) => read.fallback !== undefined);
  const fallback = fallbacks.find((read) => read.fallback !== null) ?? fallbacks[0];
  const reading: Reading =
    group.length > 1 && new Set(group.map((read) => read.reading.kind)).size > 1
      ? { kind: 'either', of: group.map((read) => read.reading), place: first.place }
      : first.reading;
  return {
    reading,
    required,
    nullable: !required || group.every((read) => read.nullable),
    lenient,
    ...(required || fallback?.fallback === undefined ? {} : { fallback: fallback.fallback }),
    property: first.use.property ?? first.key,
    place: first.place,
  };
}

/** Sets a field below nested containers, which are records that have to be there. */
function put(fields: Map<string, Field>, path: readonly string[], field: Field, type: string, place: string): void {
  const [key = '', ...rest] = path;
  if (rest.length === 0) {
    fields.set(key, field);
    return;
  }
  const known = fields.get(key);
  const inner =
    known?.reading.kind === 'record' ? (known.reading.fields as Map<string, Field>) : new Map<string, Field>();
  put(inner, rest, field, type, place);
  if (known?.reading.kind === 'record') return;
  const reading: Reading = { kind: 'record', type: `${type}.${key}`, fields: inner, place };
  fields.set(key, { reading, required: true, nullable: false, lenient: false, property: key, place });
}
