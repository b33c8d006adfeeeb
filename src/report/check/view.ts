/** What reporters show of a check: of the declared routes, or of the client's sources. */
import { type CheckFinding, type CheckReport, isCertain } from '../../model/check.ts';
import type { DriftFinding, DriftReport } from '../../model/drift.ts';
import { plural } from '../plural.ts';

export interface CheckView {
  findings: readonly (CheckFinding & Partial<Pick<DriftFinding, 'routes'>>)[];
  dead: readonly CheckFinding[];
  /** A line each. */
  summary: readonly string[];
  title: string;
  /** Who it is that notices. */
  who: string;
}

/** What is still to be mended, the worst first: calls that always fail, that sometimes fail, that lose something. */
const open = (findings: readonly CheckFinding[]): CheckFinding[] =>
  findings.filter((f) => f.accepted === undefined).sort((a, b) => rank(a) - rank(b));

const rank = (f: CheckFinding): number => (isCertain(f) ? 0 : f.class === 'breaking' ? 1 : 2);

export function checkView(report: CheckReport): CheckView {
  const left = open(report.findings);
  const certain = left.filter(isCertain).length;
  const breaking = left.filter((f) => f.class === 'breaking').length;
  const accepted = report.findings.length - left.length;
  const summary = [
    `${plural(report.calls, 'call')} against ${plural(report.document.operations, 'operation')}; ${plural(report.answers, 'answer')} declared`,
    `${plural(left.length, 'finding')}: ${certain} always break, ${breaking - certain} break sometimes, ${left.length - breaking} lose something`,
    ...(accepted > 0 ? [`${accepted} accepted by the ledger`] : []),
    ...report.ledgerProblems.map((problem) => `ledger: ${problem}`),
    ...(report.alike.length > 0 ? [`${report.alike.length} that ${report.against} drops as well`] : []),
    ...(report.dead.length > 0 ? [`${plural(report.dead.length, 'finding')} of calls that nobody makes any more`] : []),
    ...(report.untold.length > 0 ? [`not told by the document: ${report.untold.join(', ')}`] : []),
    ...(report.stays.length > 0 ? [`stay on rust: ${report.stays.join(', ')}`] : []),
  ];
  return { findings: left, dead: report.dead, summary, title: 'parity check', who: 'the person' };
}

export function driftView(report: DriftReport): CheckView {
  const left = open(report.findings);
  const breaking = left.filter((f) => f.class === 'breaking').length;
  const { sources, stale } = report;
  const summary = [
    `${plural(report.calls.length, 'call')} and ${plural(sources.types, 'type')} in ${plural(sources.files, 'Swift file')} against the suites`,
    `${plural(left.length, 'difference')}: ${breaking} where parity does not see a break, ${left.length - breaking} where it sees one that is none`,
    ...(report.dead.length > 0
      ? [`${plural(report.dead.length, 'difference')} of calls that nobody makes any more`]
      : []),
    ...(report.elsewhere.length > 0 ? [`calls of other servers: ${report.elsewhere.join(', ')}`] : []),
    ...(report.unread.length > 0 ? [`${plural(report.unread.length, 'place')} that could not be read:`] : []),
    ...report.unread.map(({ place, what }) => `  ${place} ${what}`),
    ...(sources.since === undefined
      ? []
      : [`${plural(stale.length, 'route')} whose evidence is stale since ${sources.since}:`]),
    ...stale.flatMap(({ route, changes }) => [`  ${route}`, ...changes.map((line) => `    ${line}`)]),
  ];
  return { findings: left as DriftFinding[], dead: report.dead, summary, title: 'parity check --client', who: 'so' };
}

export const whenOf = ({ when }: CheckFinding): string => (when === undefined ? '' : ` (when ${when})`);

export const oursOf = ({ ours }: CheckFinding): string => ours.file + (ours.line === undefined ? '' : `:${ours.line}`);

/** Of the client's sources: where it stands, and how many other routes have it: ` (Client.swift:12, 3 more routes)`. */
export function othersOf({ routes, theirs }: CheckView['findings'][number]): string {
  if (!routes) return '';
  const facts = [theirs, ...(routes.length > 1 ? [plural(routes.length - 1, 'more route')] : [])].filter(Boolean);
  return facts.length > 0 ? ` (${facts.join(', ')})` : '';
}
