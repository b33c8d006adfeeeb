/** A run as a comment of a pull request. Its first line tells the comment apart, so that the next one takes its place. */
import type { RunReport } from '../../model/report.ts';
import { within } from '../markdown-text.ts';
import { plural } from '../plural.ts';
import { headOf, rowsOf, TABLE_HEAD } from './brief.ts';

/** GitHub refuses a comment of more than 65,536 characters. */
const MOST_BYTES = 60_000;

/** Whoever posts it looks for a comment that begins with this. */
export const MARKER = '<!-- parity: one comment, written anew by every run -->';

/** Further rows are folded: the worst have to be seen in a long conversation. */
const OPEN_ROWS = 20;

export function renderComment(report: RunReport): string {
  const rows = rowsOf(report.defects ?? []);
  const head = `${MARKER}\n${headOf(report)}${rows.length > 0 ? TABLE_HEAD : ''}${rows.slice(0, OPEN_ROWS).join('')}`;
  const folded = rows.slice(OPEN_ROWS);
  if (folded.length === 0) return head;
  const end = '\n</details>\n';
  const begin = `${head}\n<details><summary>${plural(folded.length, 'more defect')}</summary>\n\n${TABLE_HEAD}`;
  const whole = within(
    MOST_BYTES - Buffer.byteLength(end),
    begin,
    folded,
    (left) => `\n${plural(left, 'more defect')}: report.md of run ${report.run} has them all.\n`,
  );
  return whole + end;
}
