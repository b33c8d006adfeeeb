/** The findings worth reading first: the same difference once, the worst before the others. */

import { groupBy } from '../events/group.ts';
import type { RunReport } from '../model/report.ts';
import { type FindingClass, VERDICTS } from '../model/result.ts';
import { shownBody, shownTarget } from '../redaction/urls.ts';

export type ReportFinding = RunReport['suites'][number]['cases'][number]['routes'][number]['findings'][number];

export interface Reading {
  finding: ReportFinding;
  /** How often the same difference was found. */
  times: number;
  cases: number;
  request?: { method: string; target: string; body?: string };
}

const RANK = new Map<FindingClass, number>(VERDICTS.map((v, i) => [v as FindingClass, i]));

/** Every finding of a report that is not as declared. */
export function findingsOf(report: RunReport): ReportFinding[] {
  return report.suites
    .flatMap((s) => s.cases)
    .flatMap((c) => c.routes)
    .flatMap((r) => r.findings)
    .filter((f) => f.class !== 'intended');
}

/** One reading per fingerprint: those with a cause of their own first, then by class, then by how often. */
export function readings(report: RunReport): Reading[] {
  const requests = new Map(
    report.suites.flatMap((s) =>
      s.cases.flatMap((c) => (c.requests ?? []).map((r) => [`${s.suite}/${c.case}/${r.step}`, r] as const)),
    ),
  );
  const groups = [...groupBy(findingsOf(report), (f) => f.fingerprint).values()].map((same): Reading => {
    const finding = same.find((f) => !f.causedBy) ?? (same[0] as ReportFinding);
    return {
      finding,
      times: same.length,
      cases: new Set(same.map((f) => `${f.suite}/${f.case}`)).size,
      request: requests.get(`${finding.suite}/${finding.case}/${finding.step}`),
    };
  });
  const rank = (r: Reading): number => (r.finding.causedBy ? 10 : 0) + (RANK.get(r.finding.class) ?? 9);
  return groups.sort((a, b) => rank(a) - rank(b) || b.cases - a.cases);
}

/** How to run the case of a finding alone, over the same fixtures and sides. */
export const rerun = (f: Pick<ReportFinding, 'suite' | 'case'>, report: Pick<RunReport, 'again'>): string =>
  ['npx parity run', f.suite, '--case', f.case, ...(report.again ?? [])].join(' ');

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** The request as curl; the token is a variable, so that no report holds one. Runs of before may hold other secrets. */
export function curl(request: NonNullable<Reading['request']>): string {
  const parts = ['curl', '-X', request.method, `"$PARITY_PYTHON_URL"${quoted(shownTarget(request.target))}`];
  parts.push('-H', '"Authorization: Bearer $PARITY_ID_TOKEN"', '-H', quoted('Content-Type: application/json'));
  if (request.body) parts.push('-d', quoted(shownBody(request.body)));
  return parts.join(' ');
}

/** A value on one line. */
export function shown(value: unknown, most = 100): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const line = text.replace(/\s+/g, ' ');
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}
