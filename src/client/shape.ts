import type { ListOrder } from './descriptor.ts';

/**
 * How the client uses a decoded value: all that the comparer knows of a descriptor.
 *
 * - `text.role`, `number.within` and the order of a list are those of the descriptor.
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

export interface ListShape extends ListOrder {
  kind: 'list';
  element: Shape;
}
