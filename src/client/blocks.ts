/** The building blocks of the client's decoder. A suite is written with these and nothing else. */
import type { Block, Descriptor, Json, ListOrder } from './descriptor.ts';
import { NOW } from './instant.ts';

const REQUIRED = { required: true, nullable: false, fallback: null } as const;

/** String. */
export const text = (): Block<string> => ({ descriptor: { type: 'text', ...REQUIRED } });

/** An id, token or name that a server makes: may differ per side once it is new on both. */
export const id = (): Block<string> => ({ descriptor: { type: 'text', role: 'id', ...REQUIRED } });

/** The wording of a language model: two that are not empty are equal. */
export const modelText = (): Block<string> => ({ descriptor: { type: 'text', role: 'model', ...REQUIRED } });

/** JSON inside a string; the order of its keys does not matter. */
export const jsonText = (): Block<string> => ({ descriptor: { type: 'text', role: 'json', ...REQUIRED } });

/** Int: any whole JSON number of 64 bits; `3.0` is 3, `3.5` fails. */
export const whole = (): Block<number> => ({ descriptor: { type: 'whole', ...REQUIRED } });

/** Double: any JSON number, a long integer as the nearest Double. `within` is an absolute tolerance. */
export const number = (within?: number): Block<number> => ({
  descriptor: { type: 'number', ...(within === undefined ? {} : { within }), ...REQUIRED },
});

/** Bool: only true and false. */
export const flag = (): Block<boolean> => ({ descriptor: { type: 'flag', ...REQUIRED } });

/** Date: an ISO 8601 instant with zone; kept as text, compared to the microsecond. */
export const instant = (): Block<string> => ({ descriptor: { type: 'instant', ...REQUIRED } });

/** An enum without a fallback: any other text fails. */
export const strictEnum = (...values: [string, ...string[]]): Block<string> => ({
  descriptor: { type: 'enum', values, ...REQUIRED },
});

/** An enum with a fallback: any other text is read as the fallback. */
export const lossyEnum = (values: readonly string[], fallback: string): Block<string> => ({
  descriptor: { type: 'enum', values, lossy: fallback, ...REQUIRED },
});

/** Absent and null are the same, a present value of a wrong type fails. Of several presences the outermost counts. */
export const optional = <T>(inner: Block<T>): Block<T | null> => missingAs<T | null>(inner, null);

/** As `optional`, read as `fallback` where it is missing. */
export const orElse = <T extends Json>(inner: Block<T>, fallback: T): Block<T> => missingAs<T>(inner, fallback);

/** An instant for which the client takes its own clock where it is missing. */
export const orNow = (inner: Block<string>): Block<string> => missingAs<string>(inner, NOW);

const missingAs = <T>(inner: Block, fallback: Json): Block<T> => ({
  descriptor: { ...inner.descriptor, required: false, nullable: true, fallback },
});

/** Null is a normal answer beside the value itself (`null` or an object). */
export const nullable = <T>(inner: Block<T>): Block<T | null> => ({
  descriptor: { ...inner.descriptor, required: true, nullable: true, fallback: null },
});

/** Must decode, nobody looks at the value. */
export const unseen = <T>(inner: Block<T>): Block<T> => ({ descriptor: { ...inner.descriptor, unseen: true } });

/** Elements in the order in which the person sees them; `key` identifies an element, `more` as in `ListOrder`. */
export const list = <T>(element: Block<T>, key?: string, more?: Pick<ListOrder, 'unnamed'>): Block<T[]> =>
  listOf(element, { order: 'shown', ...(key === undefined ? {} : { key }), ...more });

/** Elements that the client looks up by `key`; their order is not shown. */
export const keyed = <T>(element: Block<T>, key: string): Block<T[]> => listOf(element, { order: 'free', key });

/** Scalars of which the client only asks whether one is in it. */
export const setOf = <T>(element: Block<T>): Block<T[]> => listOf(element, { order: 'free' });

/** Elements ordered by the number `rank`, ties in no fixed order, of which only the first `top` are listed. */
export const ranking = <T>(element: Block<T>, by: { key: string; rank: string; top: number }): Block<T[]> =>
  listOf(element, { order: 'shown', ...by });

const listOf = <T>(element: Block<T>, how: ListOrder): Block<T[]> => ({
  descriptor: { type: 'list', element: element.descriptor, ...how, ...REQUIRED },
});

type Fields = Readonly<Record<string, Block>>;
type Decoded<F extends Fields> = { [K in keyof F]: F[K] extends Block<infer T> ? T : never };

const descriptorsOf = (fields: Fields): Record<string, Descriptor> =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.descriptor]));

/** An object; keys that are not named are ignored. A field with a plain block is required. */
export const record = <F extends Fields>(fields: F): Block<Decoded<F>> => ({
  descriptor: { type: 'record', fields: descriptorsOf(fields), ...REQUIRED },
});

/** A record that may be missing; one whose keys are all null is as good as none. */
export const section = <F extends Fields>(fields: F): Block<Decoded<F> | null> =>
  optional({ descriptor: { type: 'record', fields: descriptorsOf(fields), emptyIsAbsent: true, ...REQUIRED } });
