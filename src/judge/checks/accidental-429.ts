import { isAboutLimits } from '../../catalog/limits.ts';
import { reason } from '../../model/reasons.ts';
import { SIDES } from '../../model/side.ts';
import type { Check } from './check.ts';

/** In a case about limits a 429 is the subject, and where a rule asks for it; anywhere else it is an accident. */
export const accidental429: Check = ({ evidence, catalog, reading: { answered }, judgement }) => {
  if (!answered || judgement?.ruled) return undefined;
  const limited = SIDES.find((side) => answered.answers[side].status === 429);
  if (!limited) return undefined;
  const explained = answered.answers.python.status === 429 && judgement?.refusals.includes(429);
  const keys = evidence.redis.map(([, key = '']) => key);
  if (explained || isAboutLimits(catalog.limits, { keys, paths: evidence.world.keys() })) return undefined;
  return reason('inconclusive', 'accidental-429', limited);
};
