import type { Side } from './side.ts';

/** From the worst to the best; `error` and `inconclusive` show only where nothing worse than `intended` was found. */
export const VERDICTS = ['breaking', 'differs', 'state', 'error', 'inconclusive', 'intended', 'equal'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Classes of findings. Steps that were not comparable are counted beside them. */
export type FindingClass = 'breaking' | 'differs' | 'state' | 'intended';

/** One thing that differs. */
export interface Finding {
  class: FindingClass;
  /** The client's route: `GET /v1/goals/{id}`. */
  route: string;
  suite: string;
  case: string;
  step: string;
  /** JSON Pointer into the decoded answer, or `document path#/field` for a stored document. */
  pointer: string;
  /** Both values, shortened for reading. */
  rust: unknown;
  python: unknown;
  /** The side that fails or lacks it. */
  direction: Side | 'both';
  /** Stable over runs: same route, class, place and kind of difference. */
  fingerprint: string;
  /** One line on what the client notices. */
  message: string;
  /** Step of the same case whose difference explains this one. */
  causedBy?: { step: string; route: string };
  /** The declared rule that makes it `intended`, or the ledger entry. */
  rule?: string;
  /** `noise`: the field changes by itself, on one side only. */
  kind?: 'noise';
}

/** What a reader should know and what never changes a verdict. */
export interface Note {
  kind: 'rule-not-applied' | 'weak-evidence' | 'duplicate-key' | 'key-collision' | 'wire' | 'noise';
  route: string;
  suite: string;
  case: string;
  step: string;
  text: string;
}

/** One step of a case that has no comparable pair of answers. */
export interface Incomparable {
  kind: 'error' | 'inconclusive';
  route: string;
  step: string;
  reason: string;
}

/** One route in one case. */
export interface RouteResult {
  route: string;
  verdict: Verdict;
  steps: number;
  findings: Finding[];
  incomparable: Incomparable[];
  /** Steps in which both sides failed: equal, but weak evidence. */
  bothFailed: number;
}

/** What one side wrote and the other cannot read, or shows otherwise. Beside the verdicts: the gate reads it. */
export interface CrossRead {
  writer: Side;
  reader: Side;
  finding: Finding;
}

export interface CaseResult {
  suite: string;
  case: string;
  routes: RouteResult[];
  notes: Note[];
  /** Whether what the sides left in Firestore was compared. */
  documents?: { compared: boolean; reason?: string };
  /** Requests that no route of the catalogue matches. */
  unmatched: { step: string; method: string; target: string }[];
  /** Findings of a live run that show only when one side reads what the other wrote. */
  crossReads?: CrossRead[];
  /** Requests of the steps with findings, as they were recorded. */
  requests?: { step: string; method: string; target: string; body?: string }[];
}
