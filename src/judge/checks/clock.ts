import { reason } from '../../model/reasons.ts';
import type { Check } from './check.ts';

/** A fresh request that one side calls too old: the clock of this machine is wrong. */
export const clock: Check = ({ reading: { step, answered }, judgement }) => {
  if (!answered || judgement?.ruled) return undefined;
  const [rust, python] = [answered.answers.rust.status, answered.answers.python.status];
  const old = (judgement?.refusals ?? []).includes(408);
  const tellsItsAge = step.ageSeconds !== undefined;
  return tellsItsAge && !old && rust !== python && (rust === 408 || python === 408)
    ? reason('error', 'clock')
    : undefined;
};
