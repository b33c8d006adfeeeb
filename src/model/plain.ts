/** Stored values as plain JSON. */

/** Numbers by value, instants (microseconds since 1970) and bytes (base64) as tagged objects. */
export type Plain =
  | null
  | boolean
  | number
  | bigint
  | string
  | { readonly $instant: number }
  | { readonly $bytes: string }
  | Plain[]
  | { readonly [key: string]: Plain };

export type PlainDocument = Readonly<Record<string, Plain>>;

/** Documents by path. */
export type Documents = ReadonlyMap<string, PlainDocument>;
