/** The steps of a case as the judge reads them: which route, what the two answers are to the client. */
import type { Catalog, MatchedRoute } from '../catalog/catalog.ts';
import { type Outcome, outcomeOf } from '../compare/outcome.ts';
import type { Answer } from '../model/exchange.ts';
import type { CaseResult } from '../model/result.ts';
import { eachSide, type Pair } from '../model/side.ts';
import type { CaseEvidence, StepEvidence } from './evidence.ts';

export interface Reading {
  index: number;
  step: StepEvidence;
  matched: MatchedRoute;
  /** Set where both sides answered. */
  answered?: { answers: Pair<Answer>; outcomes: Pair<Outcome>; sameBytes: boolean };
}

/** Decodes every answer once; of two that are the same bytes one. */
export function readSteps(
  evidence: CaseEvidence,
  catalog: Catalog,
): { readings: Reading[]; unmatched: CaseResult['unmatched'] } {
  const unmatched: CaseResult['unmatched'] = [];
  const readings = evidence.steps.flatMap((step, index): Reading[] => {
    const { method, target } = step.recorded;
    const matched = catalog.find(method, target);
    if (matched) return [{ index, step, matched, ...answeredOf(step, matched) }];
    unmatched.push({ step: step.id, method, target });
    return [];
  });
  return { readings, unmatched };
}

/** What the step is to the client where a side was asked once more. */
export function outcomesAgain({ step: { again }, matched, answered }: Reading): Pair<Outcome> | undefined {
  if (!again || !answered) return undefined;
  return eachSide((side) => {
    const answer = again[side];
    return answer ? outcomeOf(matched.route, answer) : answered.outcomes[side];
  });
}

function answeredOf({ result }: StepEvidence, { route }: MatchedRoute): Pick<Reading, 'answered'> {
  const { rust, python } = result;
  if (rust.kind !== 'answer' || python.kind !== 'answer') return {};
  const answers = { rust: rust.answer, python: python.answer };
  const sameBytes = answers.rust.status === answers.python.status && answers.rust.body.equals(answers.python.body);
  const outcome = outcomeOf(route, answers.rust);
  const outcomes = sameBytes ? eachSide(() => outcome) : { rust: outcome, python: outcomeOf(route, answers.python) };
  return { answered: { answers, outcomes, sameBytes } };
}
