/** The checks in their order: the first that has something against a step gives the reason. */

import type { Reason } from '../../model/reasons.ts';
import { accidental429 } from './accidental-429.ts';
import { bothFail } from './both-fail.ts';
import { cached } from './cached.ts';
import type { Check, CheckFacts } from './check.ts';
import { clock } from './clock.ts';
import { documentsNotCompared } from './documents-not-compared.ts';
import { otherKind } from './other-kind.ts';
import { ownToken } from './own-token.ts';
import { redirect } from './redirect.ts';
import { transport } from './transport.ts';
import { worldUnknown } from './world-unknown.ts';

/** These leave a step without any finding. */
const CHECKS: readonly Check[] = [
  transport,
  redirect,
  ownToken,
  otherKind,
  accidental429,
  clock,
  bothFail,
  cached,
  worldUnknown,
];

/** These take the green from a step and leave its findings. */
const DOUBTS: readonly Check[] = [documentsNotCompared];

const firstOf = (checks: readonly Check[], facts: CheckFacts): Reason | undefined => {
  for (const check of checks) {
    const found = check(facts);
    if (found) return found;
  }
  return undefined;
};

/** Why the two answers of a step cannot be compared, or undefined. */
export const incomparableReason = (facts: CheckFacts): Reason | undefined => firstOf(CHECKS, facts);

/** Why a step that was compared proves no parity, or undefined. */
export const doubtOf = (facts: CheckFacts): Reason | undefined => firstOf(DOUBTS, facts);
