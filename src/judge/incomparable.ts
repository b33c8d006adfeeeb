/** Steps whose two answers say nothing about the two backends. */
import type { MatchedRoute } from '../catalog/catalog.ts';
import { isSuccess } from '../compare/outcome.ts';
import type { SideResult } from '../model/exchange.ts';
import type { CaseEvidence, StepEvidence } from './evidence.ts';
import type { StepJudgement } from './step.ts';

export interface Trouble {
  kind: 'error' | 'inconclusive';
  reason: string;
}

/** Stands for the user's own token in recordings. */
const OWN_TOKEN = 'Bearer REDACTED';
const TOO_OLD_SECONDS = 600;

const statusOf = (result: SideResult): number | undefined =>
  result.kind === 'answer' ? result.answer.status : undefined;

/** Cases in which a 429 is the subject: they set a counter or a stage of fair use. */
function limitsAreSubject(evidence: CaseEvidence): boolean {
  return (
    evidence.suite === 'fair-use' ||
    evidence.redis.some(([, key = '']) => /^(rl|fair_use):/.test(key)) ||
    evidence.world.has(`users/${evidence.uid}/fair_use_state/current`)
  );
}

/**
 * Why a step is not comparable, or undefined. Without a judgement only what needs no rule is asked; with one also
 * whether a rule explains a 429 or a 408.
 */
export function incomparableReason(
  evidence: CaseEvidence,
  step: StepEvidence,
  matched: MatchedRoute,
  judgement?: StepJudgement,
): Trouble | undefined {
  const results = [step.result.rust, step.result.python];
  for (const kind of ['error', 'unsent'] as const) {
    const bad = results.find((r) => r.kind === kind);
    if (bad && bad.kind !== 'answer') return { kind: kind === 'error' ? 'error' : 'inconclusive', reason: bad.reason };
  }
  const [rust, python] = [statusOf(step.result.rust), statusOf(step.result.python)];
  const ownToken = step.recorded.headers.some(([n, v]) => n === 'authorization' && v === OWN_TOKEN);
  if (ownToken && rust === 401 && python === 401) {
    return {
      kind: 'error',
      reason: 'both sides refuse the user’s own token: it has expired or belongs to another project',
    };
  }
  if (!judgement || judgement.ruled) return undefined;
  const explained = python === 429 && judgement.refusals.includes(429);
  if ((rust === 429 || python === 429) && !explained && !limitsAreSubject(evidence)) {
    return {
      kind: 'inconclusive',
      reason: `an accidental 429 of ${rust === 429 ? 'rust' : 'python'}: no rule and no counter of the case explains it`,
    };
  }
  if ((rust === 408 || python === 408) && (step.ageSeconds ?? 0) <= TOO_OLD_SECONDS && rust !== python) {
    return {
      kind: 'error',
      reason: 'a side says that this request is too old though it is fresh: check the clock of this machine',
    };
  }
  const bothFail =
    rust !== undefined && python !== undefined && !isSuccess(matched.route, rust) && !isSuccess(matched.route, python);
  if (bothFail && step.recordedWorks) {
    return { kind: 'inconclusive', reason: `both sides fail (${rust}, ${python}) where the recording succeeded` };
  }
  return undefined;
}
