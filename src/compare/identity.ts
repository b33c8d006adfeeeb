/**
 * Two-sided ids. A value that a server makes differs per side: once it is new on both, the pair is one value for
 * the rest of the case, wherever it stands. The pairing is one-to-one.
 */
import type { Pair, Side } from '../model/side.ts';

export interface Identity {
  /** Marks a value as older than the run, or as named by a request of this side. */
  remember(side: Side, value: string): void;
  isNew(side: Side, value: string): boolean;
  /** What the other side calls this value, if it is paired. */
  partner(side: Side, value: string): string | undefined;
  /** Pairs two values. False when one of them already has another partner. */
  bind(rust: string, python: string): boolean;
  /** The text with every paired value put in the same words on both sides. */
  canonical(side: Side, text: string): string;
}

/** Shorter values are only recognized when they are the whole text. */
const MIN_EMBEDDED = 8;

export function newIdentity(): Identity {
  const old: Pair<Set<string>> = { rust: new Set(), python: new Set() };
  const pairs: Pair<Map<string, string>> = { rust: new Map(), python: new Map() };
  let embedded: { rust: string; python: string }[] = [];

  return {
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
        // The longest first, so that a value inside a longer one does not cut it apart.
        embedded = [...embedded, { rust, python }].sort((x, y) => y.rust.length - x.rust.length);
      }
      return true;
    },
    canonical(side, text) {
      const whole = pairs[side].get(text);
      if (whole !== undefined) return side === 'rust' ? text : whole;
      if (side === 'rust') return text;
      let result = text;
      for (const pair of embedded) {
        if (result.includes(pair.python)) result = result.replaceAll(pair.python, pair.rust);
      }
      return result;
    },
  };
}
