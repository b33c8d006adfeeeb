/** Stored reports → what is known of one route. Pure. */
import type { RunReport } from '../model/report.ts';

export type ReportedFinding = RunReport['suites'][number]['cases'][number]['routes'][number]['findings'][number];
export type ReportedNote = RunReport['suites'][number]['cases'][number]['notes'][number];

/** What one run says of a route. */
export interface RouteEvidence {
  run: string;
  finishedAt: string;
  live: { rust: boolean; python: boolean };
  versions: { rust?: string; python?: string };
  cases: string[];
  /** Findings that are charged to this route: its own, and those that it caused elsewhere. */
  findings: ReportedFinding[];
  incomparable: { kind: 'error' | 'inconclusive'; reason: string }[];
  notApplied: ReportedNote[];
  crossReads: ReportedFinding[];
  latency?: { verdict: string; reason: string };
  /** Whether the documents of every case were compared. */
  documents: boolean;
}

/** The evidence of every run that called the route, the newest first. */
export function evidenceFor(route: string, reports: readonly RunReport[]): RouteEvidence[] {
  return reports
    .flatMap((report) => routeIn(route, report) ?? [])
    .sort((a, b) => b.finishedAt.localeCompare(a.finishedAt));
}

function routeIn(route: string, report: RunReport): RouteEvidence | undefined {
  const cases = report.suites.flatMap((s) => s.cases.map((c) => ({ key: `${s.suite}/${c.case}`, ...c })));
  const calling = cases.filter((c) => c.routes.some((r) => r.route === route));
  if (calling.length === 0) return undefined;
  const own = calling.flatMap((c) => c.routes.filter((r) => r.route === route));
  // What only shows an earlier step's difference holds the route of that step.
  const caused = cases.flatMap((c) => c.routes.flatMap((r) => r.findings.filter((f) => f.causedBy?.route === route)));
  const timed = report.latency?.find((l) => l.route === route);
  return {
    run: report.run,
    finishedAt: report.finishedAt,
    live: { rust: report.sides.rust.mode === 'live', python: report.sides.python.mode === 'live' },
    versions: { rust: report.sides.rust.version, python: report.sides.python.version },
    cases: calling.map((c) => c.key),
    findings: [
      ...own.flatMap((r) => r.findings.filter((f) => !f.causedBy || f.causedBy.route === route)),
      ...caused.filter((f) => f.route !== route),
    ],
    incomparable: own.flatMap((r) => r.incomparable),
    notApplied: calling.flatMap((c) => c.notes.filter((n) => n.kind === 'rule-not-applied' && n.route === route)),
    crossReads: cases.flatMap((c) => (c.crossReads ?? []).map((x) => x.finding).filter((f) => f.route === route)),
    ...(timed ? { latency: { verdict: timed.verdict, reason: timed.reason } } : {}),
    documents: calling.every((c) => c.documents?.compared === true),
  };
}
