/** What a replayed case hands to the judge. */

import type { Window } from '../compare/clock.ts';
import type { Left } from '../compare/documents.ts';
import type { Answer, SentRequest, SideResult } from '../model/exchange.ts';
import type { Documents } from '../model/plain.ts';
import type { Pair } from '../model/side.ts';

export interface StepEvidence {
  id: string;
  /** As recorded: what the client sends, which decides the route. */
  recorded: SentRequest;
  /** As it went out to each side. */
  sent: Pair<SentRequest>;
  result: Pair<SideResult>;
  /** Seconds between the start time that the request tells and its sending, if it tells. */
  ageSeconds?: number;
  /** What each side answered when the case was recorded: what this run's answers are held against. */
  recordedAnswer?: Partial<Pair<Answer>>;
  /** Answers of a live side that was asked once more, after its own memory had ended. */
  again?: Partial<Pair<Answer>>;
}

/** Documents after the case, or after each write where a live run could look. */
export type StateEvidence = { kind: 'final'; left: Pair<Left> } | { kind: 'stepwise'; after: readonly Moment[] };

export interface Moment {
  /** The step after which the documents were looked at; undefined at the end of a recording. */
  step?: string;
  /** What is new then was left by that step, whatever the declarations say. */
  exact?: true;
  left: Pair<Left>;
}

export interface CaseEvidence {
  suite: string;
  name: string;
  uid: string;
  /** Documents before the first request, opened. */
  world: Documents;
  redis: readonly (readonly string[])[];
  /** Why nobody knows which documents there were: `world` is empty then. */
  worldUnknown?: string;
  /** When the run was, per side: times inside are "now". */
  windows: Pair<readonly Window[]>;
  steps: readonly StepEvidence[];
  state?: StateEvidence;
  /** Why the documents could not be compared, where they should have been. */
  stateMissing?: string;
}
