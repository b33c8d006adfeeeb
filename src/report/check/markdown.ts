/** A check for a pull request. */
import type { CheckFinding, CheckReport } from '../../model/check.ts';
import { openFindings, oursOf, summary, whenOf } from './lines.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const row = (f: CheckFinding): string =>
  `| ${[f.class, `\`${f.route}\``, f.at, f.message + whenOf(f), oursOf(f), `\`${f.theirs}\``, f.fingerprint].map(cell).join(' | ')} |`;

export function renderCheckMarkdown(report: CheckReport): string {
  const head = ['class', 'route', 'where', 'what', 'ours', 'theirs', 'fingerprint'];
  const table = (findings: readonly CheckFinding[]): string[] =>
    findings.length === 0
      ? []
      : [`| ${head.join(' | ')} |`, `|${head.map(() => ' --- ').join('|')}|`, ...findings.map(row), ''];
  return [
    '# parity check',
    '',
    ...summary(report)
      .split('\n')
      .map((line) => `- ${line}`),
    '',
    ...table(openFindings(report)),
    ...(report.dead.length > 0 ? ['Calls that nobody makes any more:', '', ...table(report.dead)] : []),
  ].join('\n');
}
