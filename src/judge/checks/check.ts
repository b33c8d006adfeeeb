/** A reason why the two answers of a step say nothing about the two backends. One file per reason, listed in `checks.ts`. */
import type { Catalog } from '../../catalog/catalog.ts';
import type { Reason } from '../../model/reasons.ts';
import type { CaseEvidence } from '../evidence.ts';
import type { Reading } from '../reading.ts';
import type { StepJudgement } from '../step.ts';

export interface CheckFacts {
  evidence: CaseEvidence;
  catalog: Catalog;
  reading: Reading;
  /** What the rules and the comparison say of the step, where both sides answered. */
  judgement?: StepJudgement;
  /** A rule of the route asked which documents were there. */
  askedDocuments?: boolean;
  /** The same of the answers that came when a side was asked once more. */
  again?: StepJudgement;
}

/** Undefined where it has nothing against the step. */
export type Check = (facts: CheckFacts) => Reason | undefined;
