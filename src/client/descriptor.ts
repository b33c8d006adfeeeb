/**
 * What the client decodes, as plain JSON data: the one source of the zod schema (`to-schema.ts`), of the shape that
 * values are compared by (`to-shape.ts`) and of the JSON Schema that a server's can be held against
 * (`to-json-schema.ts`).
 */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export type Descriptor = Value & Presence & { readonly unseen?: true };

/** What stands for a value that is not there. */
interface Presence {
  /** The key has to be there. Says nothing of an element or of a whole body, which always are. */
  readonly required: boolean;
  /** Null decodes. */
  readonly nullable: boolean;
  /** What the client works with where a key that is not required is missing, or where null decodes. */
  readonly fallback: Json;
}

/**
 * - `text.role`: `id` is made by a server and may differ per side; `model` is a language model's wording;
 *   `json` is JSON inside a string, whose key order does not matter.
 * - `whole`: a whole JSON number of 64 bits. `number`: any; `within` is an absolute tolerance.
 * - `enum.lossy`: any text that is not one of `values` is read as this one; without it such a text fails.
 * - `record`: keys that are not named are ignored. `emptyIsAbsent`: one whose named keys all came to null is read as
 *   `fallback`, as though it were missing.
 * - `unseen`, of any: must decode, nobody looks at the value.
 */
type Value =
  | { readonly type: 'text'; readonly role?: 'id' | 'model' | 'json' }
  | { readonly type: 'whole' }
  | { readonly type: 'number'; readonly within?: number }
  | { readonly type: 'flag' }
  | { readonly type: 'instant' }
  | { readonly type: 'enum'; readonly values: readonly string[]; readonly lossy?: string }
  | {
      readonly type: 'record';
      readonly fields: Readonly<Record<string, Descriptor>>;
      readonly emptyIsAbsent?: true;
    }
  | ({ readonly type: 'list'; readonly element: Descriptor } & ListOrder);

/**
 * `order`: `shown` when the person sees it, `free` when the client only looks elements up. `key`: the field that
 * identifies an element. `rank`: elements are ordered by this number and elements of the same number in no fixed
 * order; with `top` only so many are listed, so that which of the tied elements at the end is listed means nothing.
 * `unnamed`: the client names an element that has no `field` itself, by `prefix` and its position from 0, and says so in
 * requests.
 */
export interface ListOrder {
  readonly order: 'shown' | 'free';
  readonly key?: string;
  readonly rank?: string;
  readonly top?: number;
  readonly unnamed?: { readonly field: string; readonly prefix: string };
}

declare const decoded: unique symbol;

/** A descriptor with the type of what it decodes to. Suites are written with blocks; only their types see `T`. */
export interface Block<T = unknown> {
  readonly descriptor: Descriptor;
  readonly [decoded]?: T;
}
