import { isSuccess } from '../../catalog/route.ts';
import { reason } from '../../model/reasons.ts';
import { SIDES } from '../../model/side.ts';
import type { Check } from './check.ts';

/** A recording that ends at a redirect: the client follows it, and what it finds there is not known. */
export const redirect: Check = ({ reading: { matched, answered } }) => {
  if (!answered) return undefined;
  for (const side of SIDES) {
    const { status, headers, redirects } = answered.answers[side];
    const leads =
      [301, 302, 303, 307, 308].includes(status) && headers.some(([name]) => name.toLowerCase() === 'location');
    if (leads && !redirects && !isSuccess(matched.route, status))
      return reason('inconclusive', 'redirect-not-followed', side, status);
  }
  return undefined;
};
