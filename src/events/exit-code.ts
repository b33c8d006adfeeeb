/** Counts of a run, and the exit code that they come to. */
import type { RunReport } from '../model/report.ts';
import type { CaseResult, Verdict } from '../model/result.ts';

/** How often each verdict was given. */
export function tally(verdicts: readonly Verdict[]): Partial<Record<Verdict, number>> {
  const counts: Partial<Record<Verdict, number>> = {};
  for (const v of verdicts) counts[v] = (counts[v] ?? 0) + 1;
  return counts;
}

/** How a run ended. */
export interface Ending {
  /** Cases that were chosen. */
  planned: number;
  complete: boolean;
  /** What ended it before its end. */
  reason?: string;
}

/**
 * Differences first, then infrastructure, then what could not be compared; `intended` is parity. A run that did not come
 * to its end, and a case of which nothing was judged, are no parity.
 */
export function exitCodeOf(results: readonly CaseResult[], { complete, reason, planned }: Ending): 0 | 1 | 3 | 4 {
  const verdicts = new Set(results.flatMap((r) => r.routes.map((x) => x.verdict)));
  if (verdicts.has('breaking') || verdicts.has('differs') || verdicts.has('state')) return 1;
  if (verdicts.has('error') || reason !== undefined) return 3;
  const unjudged = results.length < planned || results.some((r) => r.routes.length === 0);
  return verdicts.has('inconclusive') || !complete || unjudged ? 4 : 0;
}

export function totalsOf(results: readonly CaseResult[], ending: Ending): RunReport['totals'] {
  const routes = results.flatMap((r) => r.routes);
  return {
    verdicts: tally(routes.map((r) => r.verdict)),
    cases: results.length,
    planned: ending.planned,
    steps: routes.reduce((n, r) => n + r.steps, 0),
    bothFailed: routes.reduce((n, r) => n + r.bothFailed, 0),
    unjudged: results.filter((r) => r.routes.length === 0).map((r) => `${r.suite}/${r.case}`),
    exitCode: exitCodeOf(results, ending),
  };
}
