/**
 * Events of a run → its report. The one fold: whoever prints, compares or decides reads what comes out of it, so that
 * verdicts, pages, counts and exit code agree whoever asks.
 */
import type { Page } from '../catalog/route.ts';
import { latencyOf } from '../latency/judge.ts';
import { type RunReport, SCHEMA_VERSION } from '../model/report.ts';
import type { CaseResult } from '../model/result.ts';
import { defectsOf } from './defects/defects.ts';
import type { RunEvent } from './events.ts';
import { totalsOf } from './exit-code.ts';
import { newIntern } from './intern.ts';
import { applyLedger, type LedgerEntry, type LedgerProblem } from './ledger.ts';
import { pageReports } from './pages.ts';
import { suiteReports } from './suites.ts';

export interface FoldOptions {
  pages: readonly Page[];
  /** The ledger as it is now, in place of the one that the run was given. */
  ledger?: { entries: readonly LedgerEntry[]; now: string };
}

export interface Folded {
  report: RunReport;
  ledgerProblems: readonly LedgerProblem[];
}

export interface Fold {
  add(event: RunEvent): void;
  /** Throws when the events did not begin with the start of a run. */
  done(): Folded;
}

type Told<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>;

export function newFold({ pages, ledger }: FoldOptions): Fold {
  let started: Told<'run-started'> | undefined;
  let finished: Told<'run-finished'> | undefined;
  let latency: Told<'latency'> | undefined;
  let budget: Told<'budget'> | undefined;
  let expected: Told<'ledger'> | undefined;
  let last = '';
  const results: CaseResult[] = [];
  const intern = newIntern();

  return {
    add(event) {
      last = event.at;
      switch (event.type) {
        case 'run-started':
          started ??= event;
          break;
        case 'ledger':
          expected = event;
          break;
        case 'case-judged':
          results.push(intern(event.result));
          break;
        case 'latency':
          latency = event;
          break;
        case 'budget':
          budget = event;
          break;
        case 'run-finished':
          finished = event;
      }
    },
    done() {
      if (!started) throw new Error('a run begins with run-started');
      const entries = ledger?.entries ?? expected?.entries ?? [];
      const applied = applyLedger(results, entries, ledger?.now ?? expected?.at ?? started.at);
      const routes = applied.results.flatMap((r) => r.routes);
      const complete = finished?.complete ?? false;
      const report: RunReport = {
        schemaVersion: SCHEMA_VERSION,
        parity: started.parity,
        run: started.run,
        startedAt: started.at,
        finishedAt: finished?.at ?? last,
        complete,
        ...(finished?.reason === undefined ? {} : { reason: finished.reason }),
        sides: started.sides,
        ...(started.oneBackend === undefined ? {} : { oneBackend: started.oneBackend }),
        suites: suiteReports(applied.results),
        pages: pageReports(pages, routes),
        defects: defectsOf(applied.results, pages),
        totals: totalsOf(applied.results, { planned: started.cases, complete, reason: finished?.reason }),
        ...(latency ? { latency: latencyOf(latency.samples, latency.options) } : {}),
        ...(budget ? { budget: budget.text } : {}),
        ...(entries.length > 0
          ? {
              ledger: {
                entries: applied.entries,
                accepted: applied.accepted,
                problems: applied.problems.map((p) => p.text),
              },
            }
          : {}),
        ...(started.preflight ? { preflight: started.preflight } : {}),
        ...(started.again ? { again: started.again } : {}),
      };
      return { report, ledgerProblems: applied.problems };
    },
  };
}
