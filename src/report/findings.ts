/** Findings and requests as reports show them. */
import type { RunReport } from '../model/report.ts';
import { shownBody, shownTarget } from '../redaction/urls.ts';
import { withInstants } from './instants.ts';

type CaseReport = RunReport['suites'][number]['cases'][number];
export type ReportFinding = CaseReport['routes'][number]['findings'][number];
export type Request = NonNullable<CaseReport['requests']>[number];

/** Every finding of a report that is not as declared. */
export function findingsOf(report: RunReport): ReportFinding[] {
  return report.suites
    .flatMap((s) => s.cases)
    .flatMap((c) => c.routes)
    .flatMap((r) => r.findings)
    .filter((f) => f.class !== 'intended');
}

export const requestOf = ({ requests }: Pick<CaseReport, 'requests'>, step: string): Request | undefined =>
  requests?.find((one) => one.step === step);

/** How to run a case alone, over the same fixtures and sides. */
export const rerun = (f: Pick<ReportFinding, 'suite' | 'case'>, report: Pick<RunReport, 'again'>): string =>
  ['npx parity run', f.suite, '--case', f.case, ...(report.again ?? [])].join(' ');

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** The request as curl; the token is a variable, so that no report holds one. Runs of before may hold other secrets. */
export function curl(request: Pick<Request, 'method' | 'target' | 'body'>): string {
  const parts = ['curl', '-X', request.method, `"$PARITY_PYTHON_URL"${quoted(shownTarget(request.target))}`];
  parts.push('-H', '"Authorization: Bearer $PARITY_ID_TOKEN"', '-H', quoted('Content-Type: application/json'));
  if (request.body) parts.push('-d', quoted(shownBody(request.body)));
  return parts.join(' ');
}

/** A value on one line; of a long one the beginning and the end, where values differ as often. */
export function shown(value: unknown, most = 100): string {
  if (value === undefined || value === null) return 'nothing';
  const text = typeof value === 'string' ? value : JSON.stringify(value, withInstants);
  const line = text.replace(/\s+/g, ' ');
  if (line.length <= most) return line;
  const end = Math.floor((most - 1) / 3);
  return `${line.slice(0, most - 1 - end)}…${line.slice(line.length - end)}`;
}
