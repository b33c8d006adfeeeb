import type { z } from 'zod';

/**
 * How the client uses a decoded value: what the comparer has to know beside the zod schema.
 *
 * - `text.role`: `id` is made by a server and may differ per side; `model` is a language model's wording;
 *   `json` is JSON inside a string, whose key order does not matter.
 * - `list.order`: `shown` when the person sees the order, `free` when the client only looks elements up.
 * - `unseen`: must decode, nobody looks at the value.
 */
export type Shape =
  | { kind: 'text'; role?: 'id' | 'model' | 'json' }
  | { kind: 'number'; within?: number }
  | { kind: 'flag' }
  | { kind: 'instant' }
  | { kind: 'unseen' }
  | { kind: 'record'; fields: Readonly<Record<string, Shape>> }
  | ListShape;

/**
 * A list. `key`: the field that identifies an element. `rank`: elements are ordered by this number and
 * elements of the same number in no fixed order; with `top` only so many are listed, so that which of the
 * tied elements at the end is listed means nothing. `unnamed`: the client names an element that has no `field` itself, by
 * `prefix` and its position from 0, and says so in requests.
 */
export interface ListShape {
  kind: 'list';
  element: Shape;
  order: 'shown' | 'free';
  key?: string;
  rank?: string;
  top?: number;
  unnamed?: { field: string; prefix: string };
}

/** A zod schema of what the client decodes, with the shape that tells how the values are compared. */
export interface Block<T = unknown> {
  readonly schema: z.ZodType<T>;
  readonly shape: Shape;
  /** Set by `firstOf`: the keys that are tried in order. */
  readonly keys?: readonly string[];
}
