/** A check for a pull request. */
import { cell } from '../markdown-text.ts';
import { type CheckView, othersOf, oursOf, whenOf } from './view.ts';

const row = (f: CheckView['findings'][number]): string =>
  `| ${[f.class, `\`${f.route}\``, f.at, f.message + whenOf(f) + othersOf(f), oursOf(f), `\`${f.theirs}\``, f.fingerprint].map(cell).join(' | ')} |`;

export function renderCheckMarkdown({ findings, dead, summary, title }: CheckView): string {
  const head = ['class', 'route', 'where', 'what', 'ours', 'theirs', 'fingerprint'];
  const table = (findings: CheckView['findings']): string[] =>
    findings.length === 0
      ? []
      : [`| ${head.join(' | ')} |`, `|${head.map(() => ' --- ').join('|')}|`, ...findings.map(row), ''];
  return [
    `# ${title}`,
    '',
    ...summary.map((line) => line.replace(/^( *)/, '$1- ')),
    '',
    ...table(findings),
    ...(dead.length > 0 ? ['Calls that nobody makes any more:', '', ...table(dead)] : []),
  ].join('\n');
}
