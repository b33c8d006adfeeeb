import { isSuccess } from '../../catalog/route.ts';
import { reason } from '../../model/reasons.ts';
import { SIDES } from '../../model/side.ts';
import { isOtherKind, said } from '../kind.ts';
import type { Check } from './check.ts';

/**
 * A success of both sides that is not what their recordings have in kind (a login page, an empty body, another outcome)
 * proves nothing, also where both sent the same bytes and the client ignores the body. A side without a recording of its
 * own is held against the reference's.
 */
export const otherKind: Check = ({ reading: { step, matched, answered } }) => {
  if (!answered) return undefined;
  const { route } = matched;
  const { answers, outcomes } = answered;
  const reference = step.recordedAnswer?.rust;
  const strange = SIDES.every((side) => {
    const recorded = step.recordedAnswer?.[side] ?? reference;
    if (!recorded || !isSuccess(route, answers[side].status)) return false;
    return isOtherKind(route, answers[side], outcomes[side].works, recorded);
  });
  return strange
    ? reason('inconclusive', 'other-kind', said(route, answers.rust), said(route, answers.python))
    : undefined;
};
