/** Why a step cannot be compared: a stable code each, and its words in this one table. Nothing decides by the words. */
import type { Side } from './side.ts';

export const STEP_REASONS = {
  /** No answer came: refused, timed out, broken off, not what was recorded. */
  transport: (said: string) => said,
  /** Nothing was sent: an earlier step left nothing to send it with, or it must not go out. */
  'not-sent': (said: string) => said,
  'own-token': () => 'both sides refuse the user’s own token: it has expired or belongs to another project',
  'accidental-429': (side: Side) => `an accidental 429 of ${side}: no rule and no counter of the case explains it`,
  clock: () => 'a side says that this request is too old though it is fresh: check the clock of this machine',
  'both-fail': (rust: string, python: string) => `both sides fail (${rust}, ${python}) where the recording succeeded`,
  'other-kind': (rust: string, python: string) =>
    `neither side answers in the kind that was recorded (rust: ${rust}; python: ${python}): something between parity and the backends may have answered`,
  'redirect-not-followed': (side: Side, status: number) =>
    `the recording of ${side} ends at a redirect (${status}), which the client follows: what it finds there was not recorded`,
  'documents-not-compared': (why: string) => `what this write left in the documents was not compared: ${why}`,
  'world-unknown': (why: string) => `a rule asks which documents were there, and nobody knows: ${why}`,
  noise: (pointer: string) => `${pointer || 'the answer'} changes by itself on both sides: noise, not a difference`,
  cached: (pointer: string) =>
    `${pointer || 'the answer'} was another when it was asked again after the side's cache had ended`,
  broken: (said: string) => `this step could not be judged: ${said}`,
} as const;

export type ReasonCode = keyof typeof STEP_REASONS;

export interface Reason {
  kind: 'error' | 'inconclusive';
  code: ReasonCode;
  reason: string;
}

/** A reason with its words filled in. */
export function reason<C extends ReasonCode>(
  kind: Reason['kind'],
  code: C,
  ...facts: Parameters<(typeof STEP_REASONS)[C]>
): Reason {
  const words = STEP_REASONS[code] as (...args: readonly unknown[]) => string;
  return { kind, code, reason: words(...facts) };
}
