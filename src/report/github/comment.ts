/** A run as a comment of a pull request. Its first line tells the comment apart, so that the next one takes its place. */
import type { RunReport } from '../../model/report.ts';
import { within } from '../markdown-text.ts';
import { plural } from '../plural.ts';
import { headOf, rowsOf, TABLE_HEAD } from './brief.ts';

/** GitHub refuses a comment of more than 65,536 characters. */
const MOST_BYTES = 60_000;

/** Whoever posts it looks for a comment that begins with this. */
export const MARKER = '<!-- parity: one comment, written anew by every run -->';

export function renderComment(report: RunReport): string {
  const defects = report.defects ?? [];
  const head = `${MARKER}\n${headOf(report)}${defects.length > 0 ? TABLE_HEAD : ''}`;
  return within(
    MOST_BYTES,
    head,
    rowsOf(defects),
    (left) => `\n${plural(left, 'more defect')}: report.md of run ${report.run} has them all.\n`,
  );
}
