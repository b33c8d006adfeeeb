/** A check for a terminal: a block per route, the routes that always break first. */
import { createColors } from 'picocolors';
import { groupBy } from '../../events/group.ts';
import { type CheckReport, isCertain } from '../../model/check.ts';
import type { RenderOptions } from '../reporters.ts';
import { openFindings, oursOf, summary, whenOf } from './lines.ts';

export function renderCheckTable(report: CheckReport, { colour }: Pick<RenderOptions, 'colour'>): string {
  const c = createColors(colour);
  const blocks = [...groupBy(openFindings(report), (f) => f.route)].map(([route, findings]) => {
    const [first] = findings;
    const lines = findings.map((f) => {
      const paint = isCertain(f) ? c.red : f.class === 'breaking' ? c.magenta : c.yellow;
      return `  ${paint(f.class.padEnd(8))} ${f.at === '' ? '' : `${f.at}: `}${f.message}${whenOf(f)} ${c.dim(f.fingerprint)}`;
    });
    const notices = findings.some((f) => f.class === 'breaking') ? [`  ${c.dim(`the person: ${first?.notices}`)}`] : [];
    return [`${c.bold(route)} ${c.dim(first ? oursOf(first) : '')}`, ...lines, ...notices].join('\n');
  });
  return `${[...blocks, summary(report)].join('\n\n')}\n`;
}
