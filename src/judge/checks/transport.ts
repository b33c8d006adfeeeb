import { reason } from '../../model/reasons.ts';
import type { Check } from './check.ts';

/** No answer of a side: an error of the way there comes before a step that was not sent at all. */
export const transport: Check = ({ reading }) => {
  const results = [reading.step.result.rust, reading.step.result.python];
  for (const result of results) if (result.kind === 'error') return reason('error', 'transport', result.reason);
  for (const result of results) if (result.kind === 'unsent') return reason('inconclusive', 'not-sent', result.reason);
  return undefined;
};
