import type { Side } from '../model/side.ts';

/**
 * - `value`: both sides show something, not the same.
 * - `missing`: one side lacks an element (`lacks`).
 * - `order`: same elements, another order where it is shown.
 * - `key`: a key is missing or used twice on one side only.
 * - `identity`: an id that stood for one thing now stands for another.
 */
export type DifferenceKind = 'value' | 'missing' | 'order' | 'key' | 'identity';

/** One place at which two decoded answers are not the same to the client. */
export interface Difference {
  kind: DifferenceKind;
  /** JSON Pointer into Rust's decoded answer; into Python's for an element that only Python has. */
  pointer: string;
  rust: unknown;
  python: unknown;
  lacks?: Side;
  /** Ids of the innermost keyed element around it, per side: which document it shows. */
  element?: { rust?: string; python?: string };
}
