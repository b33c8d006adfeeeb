/** Results of cases → suites with the summary of each route. */
import type { RunReport } from '../model/report.ts';
import type { CaseResult, RouteResult } from '../model/result.ts';
import { worst } from '../model/verdict.ts';
import { groupBy } from './group.ts';

type SuiteReport = RunReport['suites'][number];

export const suiteReports = (results: readonly CaseResult[]): SuiteReport[] =>
  [...groupBy(results, (r) => r.suite)].map(([suite, cases]) => suiteReport(suite, cases));

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
