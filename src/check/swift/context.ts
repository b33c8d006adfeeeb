import type { DecoderSettings } from './dates.ts';
import type { Declared, Scope } from './declarations.ts';
import type { Reading } from './reading.ts';
import type { TypeRef } from './type-ref.ts';

/** What a type is read in. */
export interface Context {
  settings: DecoderSettings;
  /** Parameter of a generic type → what it stands for. */
  bindings: ReadonlyMap<string, Reading>;
  /** Types on the way. */
  inside: readonly Declared[];
  /** Another type, in the same way. */
  readingOf(ref: TypeRef, scope: Scope, place: string, context: Context): Reading;
}
