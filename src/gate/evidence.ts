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
  /** Cases in which a call that works was compared. */
  strongCases: string[];
  /** Cases in which it was compared, and both sides failed or neither showed what is there. */
  weakCases: string[];
  /** Why both sides of the run seem to be one backend. */
  oneBackend?: string;
  /** Findings that are charged to this route: its own, and those that it caused elsewhere. */
  findings: ReportedFinding[];
  incomparable: { kind: 'error' | 'inconclusive'; reason: string }[];
  notApplied: ReportedNote[];
  crossReads: ReportedFinding[];
  /** Reads of it that were asked across. */
  crossCounts: { asked: number; compared: number };
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
  const steps = calling.flatMap((c) =>
    c.routes
      .filter((r) => r.route === route)
      .map((r) => {
        const weak = r.weak ?? r.bothFailed;
        return { key: c.key, weak, strong: r.steps - weak - r.incomparable.length };
      }),
  );
  const across = cases.flatMap((c) => (c.crossReadCounts ?? []).filter((x) => x.route === route));
  const timed = report.latency?.find((l) => l.route === route);
  return {
    run: report.run,
    finishedAt: report.finishedAt,
    live: { rust: report.sides.rust.mode === 'live', python: report.sides.python.mode === 'live' },
    versions: { rust: report.sides.rust.version, python: report.sides.python.version },
    cases: calling.map((c) => c.key),
    strongCases: steps.filter((c) => c.strong > 0).map((c) => c.key),
    weakCases: steps.filter((c) => c.strong <= 0 && c.weak > 0).map((c) => c.key),
    ...(report.oneBackend === undefined ? {} : { oneBackend: report.oneBackend }),
    findings: [
      ...own.flatMap((r) => r.findings.filter((f) => !f.causedBy || f.causedBy.route === route)),
      ...caused.filter((f) => f.route !== route),
    ],
    incomparable: own.flatMap((r) => r.incomparable),
    notApplied: calling.flatMap((c) => c.notes.filter((n) => n.kind === 'rule-not-applied' && n.route === route)),
    crossReads: cases.flatMap((c) => (c.crossReads ?? []).map((x) => x.finding).filter((f) => f.route === route)),
    crossCounts: {
      asked: across.reduce((n, x) => n + x.asked, 0),
      compared: across.reduce((n, x) => n + x.compared, 0),
    },
    ...(timed ? { latency: { verdict: timed.verdict, reason: timed.reason } } : {}),
    documents: calling.every((c) => c.documents?.compared === true),
  };
}

const DAY_MS = 86_400_000;

/** Days since the run ended. */
export const ageDays = (e: RouteEvidence, now: string): number => (Date.parse(now) - Date.parse(e.finishedAt)) / DAY_MS;
