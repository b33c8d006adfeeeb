/** `init(from:)` → the keys that it reads, how, and what stands for those that are missing. */
import type { Json } from '../../client/descriptor.ts';
import { constantOf } from './constants.ts';
import { type Container, type Containers, containersIn } from './containers.ts';
import type { Context } from './context.ts';
import { type Declared, lookUp } from './declarations.ts';
import { lossOf, rawValueCalls } from './enums.ts';
import { type Read, recordOf } from './fields.ts';
import { keyIn } from './keys.ts';
import { type Reading, unread } from './reading.ts';
import {
  argument,
  argumentsOf,
  below,
  boundIn,
  calleeOf,
  isDeclaration,
  ownOf,
  part,
  placeOf,
  plainName,
  type Syntax,
} from './syntax.ts';
import { metatypeOf, type TypeRef, typeRefOf } from './type-ref.ts';
import { type Use, useOf } from './use.ts';

/** Calls of a container that make another one, or ask without decoding. */
const ASKS = new Set(['container', 'nestedContainer', 'contains', 'decodeNil']);

interface Own {
  declared: Declared;
  code: Syntax;
  context: Context;
  containers: Containers;
}

export function ownInit(declared: Declared, init: Syntax, context: Context): Reading {
  const place = placeOf(init);
  const code = part(init, 'body');
  if (!code) return unread(place, `the decoder of ${declared.name} has no body`);
  const decoder = /\bfrom\s+(\w+)\s*:/.exec(init.text)?.[1] ?? 'decoder';
  const own: Own = { declared, code, context, containers: containersIn(code, decoder, declared.scope) };
  const reads: Read[] = [];
  const merged: Reading[] = [];
  const single: { reading: Reading; use: Use }[] = [];
  const asked = new Set<string>();
  let nil = false;
  for (const call of below(code, (node) => !isDeclaration(node))) {
    if (call.type !== 'call_expression') continue;
    const { name, on } = calleeOf(call);
    if (argument(call, 'from')?.text === decoder) {
      merged.push(takenIn(call, name, on, own));
      continue;
    }
    const container = on && own.containers.of(on);
    if (!container) {
      if (isGivenOn(call, own)) merged.push(unread(placeOf(call), `${name} is given the decoder`));
      continue;
    }
    if (ASKS.has(name)) {
      if (name !== 'decodeNil') continue;
      const key = argument(call, 'forKey');
      const of = key && keyIn(key, container.keys);
      if (of === undefined) nil = true;
      else asked.add(JSON.stringify([...container.path, of]));
    } else if (name !== 'decode' && name !== 'decodeIfPresent')
      merged.push(unread(placeOf(call), `${name} is a decoder of the client’s own`));
    else if (container.kind === 'unkeyed') return unread(placeOf(call), 'a list is decoded by hand');
    else if (container.kind === 'single') {
      const use = useOf(call, code);
      single.push({ reading: decoded(call, use, own), use });
    } else {
      const read = keyed(call, container, own);
      if ('kind' in read) merged.push(read);
      else reads.push(read);
    }
  }
  const inner = [...below(code)].find(
    (node) => node.type === 'function_declaration' && mentions(node, own.containers.names),
  );
  if (inner) return unread(placeOf(inner), 'a function inside of it decodes');
  const broken = merged.find((one) => one.kind !== 'record');
  if (broken) return broken.kind === 'unread' ? broken : unread(place, `${declared.name} takes in what is no record`);
  if (single.length > 0) {
    if (reads.length + merged.length > 0) return unread(place, `${declared.name} is a value or an object`);
    return alone(single, nil, place);
  }
  const all = reads.map((read) => ({
    ...read,
    ...(asked.has(JSON.stringify([...read.path, read.key]))
      ? { nullable: true, use: { ...read.use, asked: true } }
      : {}),
  }));
  return recordOf(declared.name, { reads: all, merged, place, snakeCase: context.settings.snakeCase });
}

const typed = (ref: TypeRef, call: Syntax, { declared, context }: Own): Reading =>
  context.readingOf(ref, declared.scope, placeOf(call), context);

/** `super.init(from: decoder)`, `Base(from: decoder)`: the keys of another type. */
function takenIn(call: Syntax, name: string, on: Syntax | undefined, own: Own): Reading {
  const { lenient, conditional } = useOf(call, own.code);
  if (lenient || conditional) return unread(placeOf(call), 'it is one of several types');
  if (name !== 'init') return typed(typeRefOf(call.children[0]?.text ?? ''), call, own);
  const above =
    on?.text === 'super' ? lookUp(own.declared.conforms[0]?.split('.') ?? [], own.declared.scope) : undefined;
  return above
    ? typed({ kind: 'name', path: [above.name], of: [] }, call, own)
    : unread(placeOf(call), 'no source declares what it takes in');
}

const mentions = (node: Syntax, names: ReadonlySet<string>): boolean =>
  [...below(node)].some((one) => one.type === 'simple_identifier' && names.has(plainName(one.text)));

/** A function that gets a container or the decoder, and may read from it. */
const isGivenOn = (call: Syntax, { containers }: Own): boolean =>
  !/^DecodingError\b/.test(call.text) &&
  argumentsOf(call).some(({ label, value }) => label !== 'in' && containers.names.has(value.text));

function keyed(call: Syntax, container: Container, own: Own): Read | Reading {
  const { declared, code } = own;
  const keyNode = argument(call, 'forKey');
  const key = keyNode && keyIn(keyNode, container.keys);
  if (key === undefined) return unread(placeOf(call), `the key ${keyNode?.text ?? ''} is made at run time`);
  const use = useOf(call, code);
  const reading = decoded(call, use, own);
  const open = reading.kind === 'nullable';
  const enumOf =
    reading.kind === 'text' || (open && reading.inner.kind === 'text') ? enumFrom(call, use, own) : undefined;
  const fallback = fallbackOf(use, enumOf ? undefined : typeOfRef(call, own), own);
  const put = enumOf?.kind === 'enum' ? absentOf(use, enumOf, fallback) : fallback;
  const type = declared.properties.find((one) => one.name === use.property)?.type;
  // A property that is not optional never has nothing: what it has is said elsewhere.
  const unknown = put === undefined || (put === null && type !== undefined && !/[?!]$|^Optional</.test(type));
  return {
    path: container.path,
    open: container.open,
    key,
    reading: enumOf ?? (open ? reading.inner : reading),
    nullable: open,
    ifPresent: calleeOf(call).name === 'decodeIfPresent',
    use,
    ...(unknown ? {} : { fallback: put }),
    place: placeOf(call),
  };
}

function fallbackOf(use: Use, type: Declared | undefined, { declared }: Own): Json | undefined {
  if (use.chained) return undefined;
  if (use.fallback) return constantOf(use.fallback, declared.scope, type);
  return use.hasFallback ? undefined : null;
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

function typeOfRef(call: Syntax, own: Own): Declared | undefined {
  const ref = refOf(call, own);
  const inner = ref?.kind === 'optional' ? ref.inner : ref;
  return inner?.kind === 'name' ? lookUp(inner.path, own.declared.scope) : undefined;
}

function refOf(call: Syntax, { declared, code }: Own): TypeRef | undefined {
  const [first] = argumentsOf(call);
  if (first && first.label === undefined) return metatypeOf(first.value.text);
  // The type follows from the property.
  const { property } = useOf(call, code);
  const type = declared.properties.find((one) => one.name === property)?.type;
  return type === undefined ? undefined : typeRefOf(type);
}

function decoded(call: Syntax, { property }: Use, own: Own): Reading {
  const ref = refOf(call, own);
  if (!ref) return unread(placeOf(call), `the type of ${property ?? 'what is decoded'} is not written down`);
  const [first] = argumentsOf(call);
  // `decodeIfPresent` of a type that is inferred takes the optional's inside.
  return typed(first?.label !== undefined && ref.kind === 'optional' ? ref.inner : ref, call, own);
}

/** The enum that a text is made into behind its decoding. */
function enumFrom(call: Syntax, { local }: Use, { declared, code }: Own): Reading | undefined {
  for (const made of rawValueCalls(code, declared.scope, declared)) {
    const inside = call.start >= made.from.start && call.start < made.from.start + made.from.text.length;
    const named =
      local !== undefined &&
      new RegExp(`(^|[^.\\w])${local}\\b`).test(made.from.text) &&
      isBoundTo(local, call, made.from.start, code);
    if (!inside && !named) continue;
    const values = made.of.cases.map(({ raw }) => raw);
    if (made.of.rawInit) return unread(placeOf(made.node), `${made.of.name} makes its cases in its own way`);
    return { kind: 'enum', values, ...lossOf(made.node, made.of), place: placeOf(made.node) };
  }
  return undefined;
}

/** Whether a name still stands for what was decoded: the last binding above is that one. */
function isBoundTo(name: string, call: Syntax, before: number, code: Syntax): boolean {
  const bindings = [
    ...ownOf(code, 'property_declaration').flatMap((one) =>
      plainName(part(one, 'name')?.text ?? '') === name ? [{ start: one.start, value: part(one, 'value') }] : [],
    ),
    ...ownOf(code, 'if_statement', 'guard_statement').flatMap((one) =>
      boundIn(one).flatMap((bound) => (bound.name === name ? [{ start: bound.value.start, value: bound.value }] : [])),
    ),
  ].filter(({ start }) => start < before);
  const last = bindings.sort((a, b) => a.start - b.start).at(-1)?.value;
  return last !== undefined && call.start >= last.start && call.start < last.start + last.text.length;
}

/** The one value of a `singleValueContainer`. */
function alone(all: readonly { reading: Reading; use: Use }[], nil: boolean, place: string): Reading {
  const last = all.at(-1);
  if (!last || last.use.lenient) return unread(place, 'anything decodes as it');
  const readings = all.map(({ reading }) => reading);
  const [only] = readings;
  const whole: Reading = readings.length === 1 && only ? only : { kind: 'either', of: readings, place };
  return nil ? { kind: 'nullable', inner: whole, place } : whole;
}
