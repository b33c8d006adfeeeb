import { reason } from '../../model/reasons.ts';
import { OWN_TOKEN } from '../../model/wire.ts';
import type { Check } from './check.ts';

/** Both sides refuse the user's own token: an error of the set-up, never a verdict. */
export const ownToken: Check = ({ reading: { step, answered } }) => {
  const own = step.recorded.headers.some(([name, value]) => name === 'authorization' && value === OWN_TOKEN);
  const refused = answered?.answers.rust.status === 401 && answered.answers.python.status === 401;
  return own && refused ? reason('error', 'own-token') : undefined;
};
