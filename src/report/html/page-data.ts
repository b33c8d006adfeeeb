/** What the page is given as its one block of data; both its ends read this. */
import type { NextStep } from '../../model/checklist.ts';
import type { Defect } from '../../model/defect.ts';
import type { RunReport } from '../../model/report.ts';
import type { Finding, Incomparable, Note, Verdict } from '../../model/result.ts';

/** Where a route stands in the order of the switch. */
export interface RoutePlace {
  route: string;
  module: string;
  phase: string;
  /** The client does not make the call any more. */
  dead?: true;
}

/** What the gate says of a route, from this run alone. */
export interface RouteStanding {
  decision: 'flip' | 'hold' | 'not-enough-evidence';
  why: readonly string[];
  next: readonly NextStep[];
}

/** A route over all suites of the run. */
export interface PageRoute extends RoutePlace {
  verdict: Verdict;
  cases: number;
  findings: number;
  incomparable: number;
  bothFailed: number;
  weak: number;
}

export interface PageDefect extends Defect {
  /** In the words of the other reporters. */
  where: string;
  noticed: string;
  beside: string[];
  rerun: string;
}

/** A defect of which only the index of an earlier run tells. */
export interface GoneDefect {
  id: string;
  class?: string;
  route?: string;
  sentence?: string;
}

/** Against the newest earlier run of the same modes. */
export interface Changed {
  run: string;
  at: string;
  /** Ids of defects that no earlier run had on a route that it compared. */
  fresh: string[];
  gone: GoneDefect[];
}

export interface Aside extends Incomparable {
  suite: string;
  case: string;
}

export interface PageData extends Pick<RunReport, 'run' | 'parity' | 'startedAt' | 'finishedAt' | 'complete'> {
  reason?: string;
  sides: RunReport['sides'];
  oneBackend?: string;
  lines: string[];
  pages: RunReport['pages'];
  totals: RunReport['totals'];
  ledger?: RunReport['ledger'];
  latency: Omit<NonNullable<RunReport['latency']>[number], 'samples'>[];
  routes: PageRoute[];
  /** By route; of those that are up. Absent where nobody asked the gate. */
  standing?: Record<string, RouteStanding>;
  /** Modules and phases with routes of which the run has none: how many. */
  unseen: { module: string; phase: string; routes: number }[];
  defects: PageDefect[];
  findings: Finding[];
  /** `suite/case/step` → the request as curl. */
  curls: Record<string, string>;
  /** `suite/case` → why its documents were not compared. */
  undocumented: Record<string, string>;
  incomparable: Aside[];
  notes: Note[];
  unmatched: { suite: string; case: string; step: string; request: string }[];
  /** Options with which a case is run again. */
  again: string;
  changed?: Changed;
  /** Whether the run kept answers and documents. */
  kept: boolean;
}
