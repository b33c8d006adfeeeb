/**
 * Two-sided ids. A value that a server makes differs per side: once it is new on both, the pair is one value for
 * the rest of the case, wherever it stands. The pairing is one-to-one.
 */
import type { Pair, Side } from '../model/side.ts';

/** What is known of ids: a comparison only reads it. */
export interface Identity {
  isNew(side: Side, value: string): boolean;
  /** What the other side calls this value, if it is paired. */
  partner(side: Side, value: string): string | undefined;
  /** The text with every paired value put in the same words on both sides. */
  canonical(side: Side, text: string): string;
}

/** As long as the answers of a case are still being read. */
export interface LearningIdentity extends Identity {
  /** Everything that was paired. */
  pairs(): Iterable<readonly [rust: string, python: string]>;
  /** Marks a value as older than the run, or as named by a request of this side. */
  remember(side: Side, value: string): void;
  /** Pairs two values. False when one of them already has another partner. */
  bind(rust: string, python: string): boolean;
}

/** Shorter values are only recognized when they are the whole text. */
const MIN_EMBEDDED = 8;

export function newIdentity(): LearningIdentity {
  const old: Pair<Set<string>> = { rust: new Set(), python: new Set() };
  const pairs: Pair<Map<string, string>> = { rust: new Map(), python: new Map() };
  const embedded: { rust: string; python: string }[] = [];
  let sorted = true;

  return {
    pairs: () => pairs.rust,
    remember: (side, value) => void old[side].add(value),
    isNew: (side, value) => value !== '' && !old[side].has(value) && !pairs[side].has(value),
    partner: (side, value) => pairs[side].get(value),
    bind(rust, python) {
      const a = pairs.rust.get(rust);
      const b = pairs.python.get(python);
      if (a !== undefined || b !== undefined) return a === python && b === rust;
      pairs.rust.set(rust, python);
      pairs.python.set(python, rust);
      if (rust !== python && rust.length >= MIN_EMBEDDED && python.length >= MIN_EMBEDDED) {
        embedded.push({ rust, python });
        sorted = false;
      }
      return true;
    },
    canonical(side, text) {
      const whole = pairs[side].get(text);
      if (whole !== undefined) return side === 'rust' ? text : whole;
      if (side === 'rust') return text;
      // The longest first, so that a value inside a longer one does not cut it apart.
      if (!sorted) embedded.sort((x, y) => y.python.length - x.python.length);
      sorted = true;
      let result = text;
      for (const pair of embedded) {
        if (result.includes(pair.python)) result = result.replaceAll(pair.python, pair.rust);
      }
      return result;
    },
  };
}
