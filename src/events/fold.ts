/** Events of a run → its report. Pure. */
import type { Page } from '../catalog/route.ts';
import { latencyOf } from '../latency/judge.ts';
import { type RunReport, SCHEMA_VERSION } from '../model/report.ts';
import type { CaseResult, RouteResult, Verdict } from '../model/result.ts';
import { worst } from '../model/verdict.ts';
import type { RunEvent } from './events.ts';
import { groupBy } from './group.ts';

type SuiteReport = RunReport['suites'][number];
type PageReport = RunReport['pages'][number];

/** Folds the events of a run, complete or not. Throws when they do not begin with the start of a run. */
export function fold(events: readonly RunEvent[], pages: readonly Page[]): RunReport {
  const started = events.find((e) => e.type === 'run-started');
  if (!started) throw new Error('a run begins with run-started');
  const finished = events.find((e) => e.type === 'run-finished');
  const results = events.flatMap((e) => (e.type === 'case-judged' ? [e.result] : []));
  const suites = [...groupBy(results, (r) => r.suite)].map(([suite, cases]) => suiteReport(suite, cases));
  const routes = results.flatMap((r) => r.routes);
  const verdicts = tally(routes.map((r) => r.verdict));
  return {
    schemaVersion: SCHEMA_VERSION,
    parity: started.parity,
    run: started.run,
    startedAt: started.at,
    finishedAt: finished?.at ?? events.at(-1)?.at ?? started.at,
    complete: finished?.complete ?? false,
    sides: started.sides,
    suites,
    pages: pageReports(pages, routes),
    totals: {
      verdicts,
      cases: results.length,
      steps: routes.reduce((n, r) => n + r.steps, 0),
      bothFailed: routes.reduce((n, r) => n + r.bothFailed, 0),
      exitCode: exitCodeOf(routes.map((r) => r.verdict)),
    },
    ...latencyReports(events),
    ...budgetOf(events),
    ...(started.preflight ? { preflight: started.preflight } : {}),
  };
}

/** Timings of a run that took samples; the seed in the event brings the same intervals back. */
function latencyReports(events: readonly RunEvent[]): Pick<RunReport, 'latency'> {
  const taken = events.findLast((e) => e.type === 'latency');
  return taken ? { latency: latencyOf(taken.samples, taken.options) } : {};
}

function budgetOf(events: readonly RunEvent[]): Pick<RunReport, 'budget'> {
  const told = events.findLast((e) => e.type === 'budget');
  return told ? { budget: told.text } : {};
}

/** How often each verdict was given. */
export function tally(verdicts: readonly Verdict[]): Partial<Record<Verdict, number>> {
  const counts: Partial<Record<Verdict, number>> = {};
  for (const v of verdicts) counts[v] = (counts[v] ?? 0) + 1;
  return counts;
}

/** Differences first, then infrastructure, then what could not be compared; `intended` is parity. */
export function exitCodeOf(verdicts: readonly Verdict[]): 0 | 1 | 3 | 4 {
  if (verdicts.some((v) => v === 'breaking' || v === 'differs' || v === 'state')) return 1;
  if (verdicts.includes('error')) return 3;
  return verdicts.includes('inconclusive') ? 4 : 0;
}

function suiteReport(suite: string, results: readonly CaseResult[]): SuiteReport {
  const byRoute = groupBy(
    results.flatMap((r) => r.routes),
    (r) => r.route,
  );
  const sum = (routes: readonly RouteResult[], of: (r: RouteResult) => number): number =>
    routes.reduce((n, r) => n + of(r), 0);
  return {
    suite,
    routes: [...byRoute].map(([route, found]) => ({
      route,
      verdict: worst(found.map((r) => r.verdict)),
      cases: found.length,
      findings: sum(found, (r) => r.findings.length),
      incomparable: sum(found, (r) => r.incomparable.length),
      bothFailed: sum(found, (r) => r.bothFailed),
      // Runs of before this was counted tell only of steps that failed.
      weak: sum(found, (r) => r.weak ?? r.bothFailed),
    })),
    cases: results.map(({ suite: _, ...result }) => result),
  };
}

/** A page is as good as its worst call; every call that breaks it is named, so that mending one hides none. */
function pageReports(pages: readonly Page[], routes: readonly RouteResult[]): PageReport[] {
  const byRoute = groupBy(routes, (r) => r.route);
  return pages.flatMap((page): PageReport[] => {
    const called = page.routes.filter((name) => byRoute.has(name));
    if (called.length === 0) return [];
    const verdictOf = (name: string): Verdict => worst((byRoute.get(name) ?? []).map((r) => r.verdict));
    const breaks = called.filter((name) => verdictOf(name) === 'breaking');
    const verdict = worst(called.map(verdictOf));
    const sees =
      breaks.length > 0
        ? page.onFailure
        : verdict === 'equal' || verdict === 'intended'
          ? 'the page as it is today'
          : 'the page, with other values';
    return [{ page: page.name, verdict, sees, breaks }];
  });
}
