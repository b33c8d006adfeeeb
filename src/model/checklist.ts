/** The release checklist: what is decided of each route, on what grounds, and what is still to be done. */

export interface ChecklistEvidence {
  run: string;
  /** ISO instant of its end. */
  finishedAt: string;
  ageDays: number;
  /** `live 1.2.3`, `recorded` */
  rust: string;
  python: string;
}

/** An entry of the ledger that is in force. */
export interface ChecklistAccepted {
  class: string;
  /** Empty: the whole answer, or the call as a whole. */
  pointer: string;
  reason: string;
  owner: string;
  /** ISO days. */
  added: string;
  until: string;
  /** In bulk, because only made cases showed it. */
  onlyMade?: true;
}

/** What a person does next. */
export interface NextStep {
  text: string;
  command?: string;
}

export interface ChecklistRoute {
  route: string;
  module: string;
  decision: 'flip' | 'hold' | 'not-enough-evidence';
  /** The side that the client uses now. */
  now: 'rust' | 'python';
  why: readonly string[];
  next: readonly NextStep[];
  accepted: readonly ChecklistAccepted[];
  evidence: readonly ChecklistEvidence[];
}

export interface ChecklistPhase {
  phase: string;
  routes: readonly ChecklistRoute[];
}

export interface Checklist {
  /** ISO instant. */
  at: string;
  phases: readonly ChecklistPhase[];
  /** Routes that are not up for a switch, with why. */
  notUp: readonly { route: string; why: string }[];
}
