/** A run as the summary of a step of GitHub Actions: Markdown that GitHub takes whole. */
import type { RunReport } from '../../model/report.ts';
import { within } from '../markdown-text.ts';
import { plural } from '../plural.ts';
import { asideOf, detailsOf, headOf } from './brief.ts';

/** GitHub refuses more than 1 MiB of a step; other summaries of the step need some room. */
export const MOST_BYTES = 1_000_000;

export function renderSummary(report: RunReport): string {
  const details = detailsOf(report);
  const aside = asideOf(report);
  const parts = [
    ...(details.length > 0 ? ['### Defects, the worst first\n\n', ...details, '\n'] : []),
    ...(aside.length > 0 ? ['### Not comparable\n\n', ...aside] : []),
  ];
  return within(
    MOST_BYTES,
    headOf(report),
    parts,
    (left) =>
      `\n**Cut here**: ${plural(left, 'more entry', 'more entries')} would make it longer than a step summary may be. report.md of run ${report.run} has them all.\n`,
  );
}
