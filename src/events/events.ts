/** What the engine says while it runs; `events.ndjson` holds one per line and is the source of every report. */
import type { LatencyOptions } from '../latency/judge.ts';
import type { Sample } from '../latency/sample.ts';
import type { SideReport } from '../model/report.ts';
import type { CaseResult } from '../model/result.ts';
import type { Pair } from '../model/side.ts';
import type { LedgerEntry } from './ledger.ts';

export type RunEvent =
  | {
      type: 'run-started';
      at: string;
      run: string;
      parity: string;
      sides: Pair<SideReport>;
      cases: number;
      /** What was checked before the first case, and what to know of it. */
      preflight?: string[];
      /** Options with which a case is run again over the same fixtures and sides. */
      again?: string[];
      /** Why both sides seem to be one backend: comparing it with itself proves nothing. */
      oneBackend?: string;
    }
  /** The expected differences in force; of several the last counts. */
  | { type: 'ledger'; at: string; entries: LedgerEntry[] }
  | { type: 'case-judged'; at: string; result: CaseResult }
  | { type: 'latency'; at: string; options: Partial<LatencyOptions> & { seed: number }; samples: Sample[] }
  | { type: 'budget'; at: string; text: string }
  | { type: 'run-finished'; at: string; complete: boolean; reason?: string };
