/** Live sides are asked with manners: paced, `Retry-After` obeyed, and stopped when they are in trouble. */

import { isAboutLimits, type Limits } from '../catalog/limits.ts';
import type { Case } from '../model/case.ts';
import { type Pair, SIDES, type Side } from '../model/side.ts';
import type { Expected } from '../replay/breaker.ts';
import { pacer } from '../replay/pacing.ts';
import { politeSide } from '../replay/polite-side.ts';
import { isLoopback } from './hosts.ts';
import type { RunSide } from './replayed.ts';

export interface Manners {
  sides: Pair<RunSide>;
  /** Tells what a case's answers should be, so that its own errors are not taken for trouble. */
  learn(recording: Case): void;
}

/** Requests per second at a side on this machine, where nobody else is disturbed. */
const UNLIMITED = 1e6;

/** `requestsPerSecond` undefined: 10 for a side on another machine, no limit on this one. */
export function withManners(
  sides: Pair<RunSide>,
  requestsPerSecond: number | undefined,
  limits: readonly Limits[],
): Manners {
  const expected: Pair<Map<string, Expected>> = { rust: new Map(), python: new Map() };
  const polite = (side: Side): RunSide => {
    const { client } = sides[side];
    if (client.mode === 'recorded') return sides[side];
    const usual = isLoopback(new URL(client.origin).hostname) ? UNLIMITED : 10;
    return {
      client: politeSide(client, {
        pacer: pacer({ side, requestsPerSecond: requestsPerSecond ?? usual }),
        expected: ({ caseKey, step }) => expected[side].get(`${caseKey}/${step}`) ?? {},
      }),
    };
  };
  return {
    sides: { rust: polite('rust'), python: polite('python') },
    learn(recording) {
      const limitIsSubject = isAboutLimits(limits, {
        keys: recording.world.redis.map(([, key = '']) => key),
        paths: Object.keys(recording.world.documents),
      });
      for (const side of SIDES) {
        expected[side].clear();
        for (const step of recording[side] ?? recording.rust) {
          const key = `${recording.suite}/${recording.name}/${step.id}`;
          const recordedStatus = step.unusable === undefined ? step.answer.status : undefined;
          expected[side].set(key, { recordedStatus, limitIsSubject });
        }
      }
    },
  };
}
