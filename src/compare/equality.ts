/** When two decoded or stored values are the same to the client. */
import { isDeepStrictEqual } from 'node:util';
import { parseJson } from '../client/decode.ts';
import type { Side } from '../model/side.ts';
import type { Clock } from './clock.ts';
import type { Identity } from './identity.ts';

/** What a comparison knows of the case so far. */
export interface Equality {
  identity: Identity;
  clock: Clock;
  /** Wordings of a language model that an answer of this case showed, each side's own. */
  wordings: { rust: string; python: string }[];
}

export const newEquality = (identity: Identity, clock: Clock): Equality => ({ identity, clock, wordings: [] });

/** Shorter beginnings could be the beginning of anything. */
const MIN_PREVIEW = 20;

/** The text in words that are the same on both sides: paired ids and instants of the run replaced. */
export const canonicalText = (eq: Equality, side: Side, text: string): string =>
  eq.clock.canonical(side, eq.identity.canonical(side, text));

export function sameText(eq: Equality, rust: string, python: string): boolean {
  return (
    rust === python ||
    canonicalText(eq, 'rust', rust) === canonicalText(eq, 'python', python) ||
    eq.wordings.some((w) => isWording(w.rust, rust) && isWording(w.python, python))
  );
}

/** A wording is stored whole, or as its beginning (a preview). */
function isWording(wording: string, text: string): boolean {
  const shown = text.replace(/(\.\.\.|…)$/, '');
  return text === wording || (shown.length >= MIN_PREVIEW && wording.startsWith(shown));
}

/**
 * Ids. Equal, already paired, or new on both sides, which pairs them. `broken` tells a one-to-one that does not
 * hold: one of the two already stands for another value.
 */
export function sameId(eq: Equality, rust: string, python: string): 'same' | 'other' | 'broken' {
  const { identity } = eq;
  const partner = identity.partner('rust', rust);
  if (partner !== undefined) return partner === python ? 'same' : 'broken';
  if (identity.partner('python', python) !== undefined) return 'broken';
  if (rust === python) {
    // Also where both sides made the same id: it stays this one.
    if (identity.isNew('rust', rust) && identity.isNew('python', python)) identity.bind(rust, python);
    return 'same';
  }
  if (identity.isNew('rust', rust) && identity.isNew('python', python)) {
    identity.bind(rust, python);
    return 'same';
  }
  return sameText(eq, rust, python) ? 'same' : 'other';
}

/** Wordings of a model: two that say something are equal, here and where they are stored. */
export function sameModelText(eq: Equality, rust: string, python: string): boolean {
  if (rust !== '' && python !== '') eq.wordings.push({ rust, python });
  return (rust === '') === (python === '');
}

/** JSON inside strings: same values, keys in any order, ids replaced. Text that is no JSON is compared as text. */
export function sameJsonText(eq: Equality, rust: string, python: string): boolean {
  if (sameText(eq, rust, python)) return true;
  try {
    return isDeepStrictEqual(
      parseJson(canonicalText(eq, 'rust', rust)),
      parseJson(canonicalText(eq, 'python', python)),
    );
  } catch {
    return false;
  }
}

export function sameNumber(rust: number | bigint, python: number | bigint, within = 0): boolean {
  // Loose equality compares a bigint with a number by value; minus zero is zero.
  // biome-ignore lint/suspicious/noDoubleEquals: number and bigint
  if (rust == python) return true;
  if (within > 0) return Math.abs(Number(rust) - Number(python)) <= within;
  return Number.isNaN(rust) && Number.isNaN(python);
}
