/** Random descriptors, JSON that nearly fits them, and what a descriptor means, told without zod. */
import fc from 'fast-check';
import type { Descriptor, Json } from '../../src/client/descriptor.ts';
import { isInstant } from '../../src/client/instant.ts';

const TEXTS = ['', 'a', 'b', 'c', 'now', '2026-03-14T17:05:00Z', '2026-03-14T17:05:00.25+0100', '2026-03-14T17:05:00'];
const NUMBERS = [0, -1, 2, 1.5, 2 ** 53, 2 ** 63, -(2 ** 63), 1e300];
const KEYS = ['a', 'b', 'c', 'd'] as const;

const aText = fc.oneof(fc.constantFrom(...TEXTS), fc.string({ maxLength: 3 }));
const aNumber = fc.oneof(
  fc.constantFrom(...NUMBERS),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const scalar = fc.oneof(fc.constant(null), fc.boolean(), aNumber, aText);

const presence = {
  required: fc.boolean(),
  nullable: fc.boolean(),
  fallback: fc.constantFrom<Json>(null, 'b', 7, false, []),
  unseen: fc.constantFrom(undefined, true as const),
};
const texts = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 3 });

/** Any descriptor, also such as no block makes. */
export const anyDescriptor: fc.Arbitrary<Descriptor> = fc.letrec<{ it: Descriptor }>((tie) => ({
  it: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({
      type: fc.constant('text' as const),
      role: fc.constantFrom(undefined, 'id', 'model', 'json'),
      ...presence,
    }),
    fc.record({ type: fc.constantFrom('whole', 'number', 'flag', 'instant'), ...presence }),
    fc.record({ type: fc.constant('enum' as const), values: texts, ...presence }),
    fc.record({ type: fc.constant('enum' as const), values: texts, lossy: fc.constantFrom('a', 'z'), ...presence }),
    fc.record({
      type: fc.constant('record' as const),
      fields: fc.dictionary(fc.constantFrom(...KEYS), tie('it'), { maxKeys: 3 }),
      emptyIsAbsent: fc.constantFrom(undefined, true as const),
      ...presence,
    }),
    fc.record({
      type: fc.constant('list' as const),
      element: tie('it'),
      order: fc.constantFrom('shown' as const, 'free' as const),
      ...presence,
    }),
  ),
})).it;

/** JSON for a descriptor: what fits, with something else in places. */
export function jsonFor(how: Descriptor): fc.Arbitrary<Json> {
  const wrong = fc.oneof(scalar, fc.constantFrom<Json>([], {}, [null], { a: null }));
  const right = how.nullable ? fc.oneof({ weight: 4, arbitrary: fitting(how) }, fc.constant(null)) : fitting(how);
  return fc.oneof({ weight: 15, arbitrary: right }, wrong);
}

function fitting(how: Descriptor): fc.Arbitrary<Json> {
  switch (how.type) {
    case 'text':
      return aText;
    case 'whole':
      return fc.oneof(fc.integer(), fc.maxSafeInteger());
    case 'number':
      return aNumber;
    case 'flag':
      return fc.boolean();
    case 'instant':
      return fc.constantFrom(...TEXTS.filter(isInstant));
    case 'enum':
      return how.lossy === undefined ? fc.constantFrom(...how.values) : aText;
    case 'record': {
      const fields = Object.fromEntries(Object.entries(how.fields).map(([name, field]) => [name, jsonFor(field)]));
      const requiredKeys = Object.keys(fields).filter((name) => how.fields[name]?.required);
      const object = (keys: string[]) =>
        fc.record(fields, { requiredKeys: keys }) as fc.Arbitrary<Readonly<Record<string, Json>>>;
      // Now and then a key that has to be there is not.
      return fc.oneof({ weight: 9, arbitrary: object(requiredKeys) }, object([]));
    }
    case 'list':
      return fc.array(jsonFor(how.element), { maxLength: 3 });
  }
}

/** A descriptor with JSON for it. */
export const anyBody = anyDescriptor.chain((how) => fc.tuple(fc.constant(how), jsonFor(how)));

const FAILS = Symbol('fails');

/** What the client reads, or null where it cannot. The rules as `src/client/descriptor.ts` words them. */
export function interpret(how: Descriptor, json: Json | undefined): { value: unknown } | null {
  const value = readAs(how, json);
  return value === FAILS ? null : { value };
}

function readAs(how: Descriptor, json: Json | undefined): unknown {
  if (json === undefined) return how.required ? FAILS : how.fallback;
  if (json === null) return how.nullable ? how.fallback : FAILS;
  switch (how.type) {
    case 'text':
      return typeof json === 'string' ? json : FAILS;
    case 'whole':
      return typeof json === 'number' && json % 1 === 0 && json < 2 ** 63 && json > -(2 ** 63) ? json : FAILS;
    case 'number':
      return typeof json === 'number' ? json : FAILS;
    case 'flag':
      return json === true || json === false ? json : FAILS;
    case 'instant':
      return typeof json === 'string' && isInstant(json) ? json : FAILS;
    case 'enum':
      if (typeof json !== 'string') return FAILS;
      return how.values.includes(json) ? json : (how.lossy ?? FAILS);
    case 'list': {
      if (!Array.isArray(json)) return FAILS;
      const elements = json.map((e: Json) => readAs(how.element, e));
      return elements.includes(FAILS) ? FAILS : elements;
    }
    case 'record': {
      if (typeof json !== 'object' || Array.isArray(json)) return FAILS;
      const object = json as { readonly [key: string]: Json };
      const fields = Object.entries(how.fields).map(([name, f]) => [name, readAs(f, object[name])] as const);
      if (fields.some(([, v]) => v === FAILS)) return FAILS;
      if (how.emptyIsAbsent && fields.every(([, v]) => v === null)) return how.fallback;
      return Object.fromEntries(fields);
    }
  }
}
