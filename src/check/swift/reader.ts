/** What every part of the reading of calls goes by. */
import type { Declarations } from './declarations.ts';
import type { Decoders } from './decoders.ts';
import type { SourceFunction } from './functions.ts';
import { placeOf, type Syntax } from './syntax.ts';

export interface Reader {
  declarations: Declarations;
  decoders: Decoders;
  functions: readonly SourceFunction[];
  /** Takes down what could not be read. */
  note(node: Syntax, what: string): void;
}

export const noteInto =
  (unread: { place: string; what: string }[]): Reader['note'] =>
  (node, what) => {
    unread.push({ place: placeOf(node), what });
  };
