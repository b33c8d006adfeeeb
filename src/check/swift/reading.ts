/** What the client's sources decode, as data: near to a descriptor, with all that a descriptor has no word for. */
import type { Json } from '../../client/descriptor.ts';

export type Reading = Value & { readonly place: string };

type Value =
  | { readonly kind: 'text' | 'whole' | 'number' | 'flag' }
  /** `how`: see `dates.ts`. */
  | { readonly kind: 'date'; readonly how: DateForm; readonly decoder: string }
  /** `lossy`: any other text is read as this case; '' where none is. */
  | { readonly kind: 'enum'; readonly values: readonly string[]; readonly lossy?: string }
  | { readonly kind: 'record'; readonly type: string; readonly fields: ReadonlyMap<string, Field> }
  | { readonly kind: 'list'; readonly element: Reading }
  | { readonly kind: 'map'; readonly value: Reading }
  /** Null decodes in its place. */
  | { readonly kind: 'nullable'; readonly inner: Reading }
  /** The first of them that decodes. */
  | { readonly kind: 'either'; readonly of: readonly Reading[] }
  | { readonly kind: 'unread'; readonly why: string };

/** Of a date: what its decoder takes. `unread`: by code that could not be read. */
export type DateForm =
  | 'iso'
  | 'iso-seconds'
  | 'iso-fraction'
  | 'seconds'
  | 'milliseconds'
  | 'reference'
  | 'own'
  | 'unread';

export interface Field {
  readonly reading: Reading;
  /** A key that is missing fails. */
  readonly required: boolean;
  /** Null decodes. */
  readonly nullable: boolean;
  /** A value of a wrong type is as good as none. */
  readonly lenient: boolean;
  /** What stands in its place; absent: nothing constant, or not known. */
  readonly fallback?: Json;
  /** The property that it goes to. */
  readonly property: string;
  readonly place: string;
}

/** What could not be read, with where. */
export interface Unread {
  place: string;
  what: string;
}

export const unread = (place: string, why: string): Reading => ({ kind: 'unread', why, place });
