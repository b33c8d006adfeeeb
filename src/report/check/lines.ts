/** What every reporter of a check says of it. */
import type { CheckFinding, CheckReport } from '../../model/check.ts';
import { isCertain } from '../../model/check.ts';
import { plural } from '../plural.ts';

/** What is still to be mended, the worst first: calls that always fail, that sometimes fail, that lose something. */
export const openFindings = ({ findings }: CheckReport): CheckFinding[] =>
  findings.filter((f) => f.accepted === undefined).sort((a, b) => rank(a) - rank(b));

const rank = (f: CheckFinding): number => (isCertain(f) ? 0 : f.class === 'breaking' ? 1 : 2);

export const whenOf = ({ when }: CheckFinding): string => (when === undefined ? '' : ` (when ${when})`);

export const oursOf = ({ ours }: CheckFinding): string => ours.file + (ours.line === undefined ? '' : `:${ours.line}`);

export function summary(report: CheckReport): string {
  const open = openFindings(report);
  const certain = open.filter(isCertain).length;
  const breaking = open.filter((f) => f.class === 'breaking').length;
  const accepted = report.findings.length - open.length;
  return [
    `${plural(report.calls, 'call')} against ${plural(report.document.operations, 'operation')}; ${plural(report.answers, 'answer')} declared`,
    `${plural(open.length, 'finding')}: ${certain} always break, ${breaking - certain} break sometimes, ${open.length - breaking} lose something`,
    ...(accepted > 0 ? [`${accepted} accepted by the ledger`] : []),
    ...report.ledgerProblems.map((problem) => `ledger: ${problem}`),
    ...(report.alike.length > 0 ? [`${report.alike.length} that ${report.against} drops as well`] : []),
    ...(report.dead.length > 0 ? [`${plural(report.dead.length, 'finding')} of calls that nobody makes any more`] : []),
    ...(report.untold.length > 0 ? [`not told by the document: ${report.untold.join(', ')}`] : []),
    ...(report.stays.length > 0 ? [`stay on rust: ${report.stays.join(', ')}`] : []),
  ].join('\n');
}
