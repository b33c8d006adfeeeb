/** The zod building blocks of the client's decoder. A suite is written with these and nothing else. */
import { z } from 'zod';
import { isInstant, NOW } from './instant.ts';
import type { Block, ListShape, Shape } from './shape.ts';

const INT64 = 2n ** 63n;

function isWhole(value: unknown): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && Math.abs(value) < 2 ** 63;
  return typeof value === 'bigint' && value >= -INT64 && value < INT64;
}

const isNumber = (value: unknown): boolean =>
  (typeof value === 'number' || typeof value === 'bigint') && Number.isFinite(Number(value));

function block<T>(schema: z.ZodType<T>, shape: Shape): Block<T> {
  return { schema, shape };
}

/** String. */
export const text = (): Block<string> => block(z.string(), { kind: 'text' });

/** An id, token or name that a server makes: may differ per side once it is new on both. */
export const id = (): Block<string> => block(z.string(), { kind: 'text', role: 'id' });

/** The wording of a language model: two that are not empty are equal. */
export const modelText = (): Block<string> => block(z.string(), { kind: 'text', role: 'model' });

/** JSON inside a string; the order of its keys does not matter. */
export const jsonText = (): Block<string> => block(z.string(), { kind: 'text', role: 'json' });

/** Int: any whole JSON number of 64 bits; `3.0` is 3, `3.5` fails. */
export const whole = (): Block<number> =>
  block(z.custom<number>(isWhole, 'expected a whole number'), { kind: 'number' });

/** Double: any JSON number, a long integer as the nearest Double. `within` is an absolute tolerance. */
export const number = (within?: number): Block<number> =>
  block(z.custom<number>(isNumber, 'expected a number').transform(Number), { kind: 'number', within });

/** Bool: only true and false. */
export const flag = (): Block<boolean> => block(z.boolean(), { kind: 'flag' });

/** Date: an ISO 8601 instant with zone; kept as text, compared to the microsecond. */
export const instant = (): Block<string> =>
  block(z.string().refine(isInstant, 'expected an ISO 8601 instant with a zone'), { kind: 'instant' });

/** An enum without a fallback: any other text fails. */
export const strictEnum = (...values: [string, ...string[]]): Block<string> => block(z.enum(values), { kind: 'text' });

/** An enum with a fallback: any other text is read as the fallback. */
export function lossyEnum(values: readonly string[], fallback: string): Block<string> {
  const known = new Set(values);
  return block(
    z.string().transform((v) => (known.has(v) ? v : fallback)),
    { kind: 'text' },
  );
}

/** Absent and null are the same, a present value of a wrong type fails. */
export const optional = <T>(inner: Block<T>): Block<T | null> => ({
  ...inner,
  schema: inner.schema.nullish().transform((v) => v ?? null) as z.ZodType<T | null>,
});

/** As `optional`, read as `fallback` where it is missing. */
export const orElse = <T>(inner: Block<T>, fallback: T): Block<T> => ({
  ...inner,
  schema: inner.schema.nullish().transform((v) => v ?? fallback) as z.ZodType<T>,
});

/** An instant for which the client takes its own clock where it is missing. */
export const orNow = (inner: Block<string>): Block<string> => orElse(inner, NOW);

/** Null is a normal answer beside the value itself (`null` or an object). */
export const nullable = <T>(inner: Block<T>): Block<T | null> => ({ ...inner, schema: inner.schema.nullable() });

/** Must decode, nobody looks at the value. */
export const unseen = <T>(inner: Block<T>): Block<T> => ({ ...inner, shape: { kind: 'unseen' } });

/** The first of several keys that is there and not null. Only as a field of `record`. */
export const firstOf = <T>(keys: [string, ...string[]], inner: Block<T>): Block<T> => ({ ...inner, keys });

/** Elements in the order in which the person sees them; `key` identifies an element, `more` as in `ListShape`. */
export const list = <T>(element: Block<T>, key?: string, more?: Pick<ListShape, 'unnamed'>): Block<T[]> =>
  listOf(element, { order: 'shown', key, ...more });

/** Elements that the client looks up by `key`; their order is not shown. */
export const keyed = <T>(element: Block<T>, key: string): Block<T[]> => listOf(element, { order: 'free', key });

/** Scalars of which the client only asks whether one is in it. */
export const setOf = <T>(element: Block<T>): Block<T[]> => listOf(element, { order: 'free' });

/** Elements ordered by the number `rank`, ties in no fixed order, of which only the first `top` are listed. */
export const ranking = <T>(element: Block<T>, by: { key: string; rank: string; top: number }): Block<T[]> =>
  listOf(element, { order: 'shown', ...by });

function listOf<T>(element: Block<T>, how: Omit<ListShape, 'kind' | 'element'>): Block<T[]> {
  return block(z.array(element.schema), { kind: 'list', element: element.shape, ...how });
}

type Fields = Readonly<Record<string, Block>>;
type Decoded<F extends Fields> = { [K in keyof F]: F[K] extends Block<infer T> ? T : never };

/** An object; keys that are not named are ignored. A field with a plain block is required. */
export function record<F extends Fields>(fields: F): Block<Decoded<F>> {
  const entries = Object.entries(fields);
  const shape: Shape = { kind: 'record', fields: Object.fromEntries(entries.map(([n, f]) => [n, f.shape])) };
  const inner = z.object(Object.fromEntries(entries.map(([n, f]) => [n, f.schema])));
  const alternatives = entries.flatMap(([name, f]) => (f.keys ? [{ name, keys: f.keys }] : []));
  if (alternatives.length === 0) return block(inner as unknown as z.ZodType<Decoded<F>>, shape);
  // Several keys fold into one before the fields' own schemas see a value.
  const raw = entries.flatMap(([name, f]) => f.keys ?? [name]);
  const folded = z.object(Object.fromEntries(raw.map((k) => [k, z.unknown().optional()]))).transform((value) => {
    const rest: Record<string, unknown> = { ...value };
    for (const { name, keys } of alternatives) {
      const found = keys.map((k) => rest[k]).find((v) => v !== undefined && v !== null);
      for (const key of keys) delete rest[key];
      if (found !== undefined) rest[name] = found;
    }
    return rest;
  });
  return block(folded.pipe(inner) as unknown as z.ZodType<Decoded<F>>, shape);
}
