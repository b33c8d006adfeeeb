import { isSuccess } from '../../catalog/route.ts';
import { outcomeOf } from '../../compare/outcome.ts';
import { reason } from '../../model/reasons.ts';
import type { Side } from '../../model/side.ts';
import { said } from '../kind.ts';
import type { Check } from './check.ts';

/** Both sides fail where the recorded reference worked: something of the set-up is missing. */
export const bothFail: Check = ({ reading: { step, matched, answered }, judgement }) => {
  const recorded = step.recordedAnswer?.rust;
  if (!answered || judgement?.ruled || !recorded) return undefined;
  const { answers, outcomes } = answered;
  if (outcomes.rust.works || outcomes.python.works) return undefined;
  if (!isSuccess(matched.route, recorded.status) || !outcomeOf(matched.route, recorded).works) return undefined;
  const short = (side: Side): string =>
    outcomes[side].failure ? said(matched.route, answers[side]) : String(answers[side].status);
  return reason('inconclusive', 'both-fail', short('rust'), short('python'));
};
