import type { Reason } from '../model/reasons.ts';
import type { Draft } from './draft.ts';
import type { Reading } from './reading.ts';
import type { StepJudgement } from './step.ts';

/** One step with what was found in it. */
export interface Judged {
  reading: Reading;
  drafts: Draft[];
  judgement?: StepJudgement;
  /** Why it could not be compared. */
  incomparable?: Reason;
  /** Why it proves no parity although it was compared. */
  doubt?: Reason;
  /** Why it proves little. */
  weak?: string;
  /** Why nobody knows the documents for which a rule of the step asks. */
  blind?: string;
}
