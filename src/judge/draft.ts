import type { Difference } from '../compare/difference.ts';
import type { FindingClass } from '../model/result.ts';
import type { Side } from '../model/side.ts';

/** A finding before it is known what caused it. */
export interface Draft {
  class: FindingClass;
  /** What kind of difference: part of the fingerprint. */
  kind: Difference['kind'] | 'outcome' | 'document' | 'field' | 'rule';
  pointer: string;
  /** The place without names of the run: part of the fingerprint. */
  place: string;
  rust: unknown;
  python: unknown;
  direction: Side | 'both';
  message: string;
  /** What the answer that fails says. */
  said?: string;
  rule?: string;
  /** The values are secrets of the user: a report tells that they differ, never what they are. */
  secret?: true;
  /** Ids of the document it shows, where it shows one of several. */
  ids: readonly string[];
  /** Both sides show that document: the place is one inside of it. */
  inside?: true;
}

/** A pointer with `*` for every index. */
export const withoutIndexes = (pointer: string): string => pointer.replace(/\/\d+(?=\/|$)/g, '/*');
