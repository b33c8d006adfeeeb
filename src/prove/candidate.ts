/** A change that is to be judged, and what has to come of it. */

import type { Case, Changes } from '../model/case.ts';
import type { Answer } from '../model/exchange.ts';
import type { Verdict } from '../model/result.ts';

export interface Mutant {
  route: string;
  case: string;
  step: string;
  kind: string;
  /** Pattern of the place: `*` for every index, a collection and its field for documents, empty for the whole answer. */
  pointer: string;
}

/** A mutation that is still to be judged. */
export interface Candidate extends Mutant {
  /**
   * `turn`: the verdict has to turn; `stay`: it must not; `note`: a rule that did not apply has to be told;
   * `inconclusive`: both sides say the same wrong thing, which is evidence for nothing.
   */
  expect: 'turn' | 'stay' | 'note' | 'inconclusive';
  /** Of `turn`: the verdict that the facts of the client call for; any that tells of a difference where it is left out. */
  to?: Verdict;
  recording: Case;
  /** The changed answer of one step: Python's, or that of both sides. */
  step$?: { id: string; answer: Answer; sides?: 'both' };
  python?: Case['python'];
  /** What Python left in the documents. */
  changes?: Changes;
}
