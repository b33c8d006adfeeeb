/** When two decoded or stored values are the same to the client, by what is known of the case. Learns nothing. */
import { isDeepStrictEqual } from 'node:util';
import { parseJson } from '../client/json.ts';
import type { Side } from '../model/side.ts';
import type { Clock } from './clock.ts';
import type { Identity, LearningIdentity } from './identity.ts';

/** What a comparison knows of the case. */
export interface Equality {
  readonly identity: Identity;
  readonly clock: Clock;
  /** Wordings of a language model that an answer of this case showed, each side's own. */
  readonly wordings: readonly { rust: string; python: string }[];
}

/** The same while the answers are still being read (`learn.ts`). */
export interface Knowledge extends Equality {
  readonly identity: LearningIdentity;
  readonly wordings: { rust: string; python: string }[];
}

export const newKnowledge = (identity: LearningIdentity, clock: Clock): Knowledge => ({
  identity,
  clock,
  wordings: [],
});

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

/** Ids: equal, or paired with each other. `broken`: one of the two stands for another value. */
export function sameId(eq: Equality, rust: string, python: string): 'same' | 'other' | 'broken' {
  const partner = eq.identity.partner('rust', rust);
  if (partner !== undefined) return partner === python ? 'same' : 'broken';
  if (eq.identity.partner('python', python) !== undefined) return 'broken';
  return sameText(eq, rust, python) ? 'same' : 'other';
}

/** Wordings of a model: two that say something are equal, whatever they say. */
export const sameModelText = (rust: string, python: string): boolean => (rust === '') === (python === '');

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
