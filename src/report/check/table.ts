/** A check for a terminal: a block per route, the routes that always break first. */
import { createColors } from 'picocolors';
import { groupBy } from '../../events/group.ts';
import { isCertain } from '../../model/check.ts';
import type { RenderOptions } from '../options.ts';
import { type CheckView, othersOf, oursOf, whenOf } from './view.ts';

export function renderCheckTable(
  { findings: all, summary, who }: CheckView,
  { colour }: Pick<RenderOptions, 'colour'>,
): string {
  const c = createColors(colour);
  const blocks = [...groupBy(all, (f) => f.route)].map(([route, findings]) => {
    const [first] = findings;
    const lines = findings.map((f) => {
      const paint = isCertain(f) ? c.red : f.class === 'breaking' ? c.magenta : c.yellow;
      return `  ${paint(f.class.padEnd(8))} ${f.at === '' ? '' : `${f.at}: `}${f.message}${whenOf(f)}${othersOf(f)} ${c.dim(f.fingerprint)}`;
    });
    const worst = findings.find((f) => f.class === 'breaking');
    const notices = worst ? [`  ${c.dim(`${who}: ${worst.notices}`)}`] : [];
    return [`${c.bold(route)} ${c.dim(first ? oursOf(first) : '')}`, ...lines, ...notices].join('\n');
  });
  return `${[...blocks, summary.join('\n')].join('\n\n')}\n`;
}
