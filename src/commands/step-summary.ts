/** The summary of a step of GitHub Actions: a file that the runner names, to which each command adds. */
import { appendFileSync } from 'node:fs';
import { notWritten } from '../files.ts';
import { withoutSecrets } from '../redaction/own-secrets.ts';
import { MOST_BYTES } from '../report/github/summary.ts';
import { within } from '../report/markdown-text.ts';
import { plural } from '../report/plural.ts';

/** Where it is; undefined outside of GitHub Actions. */
export const stepSummary = (): string | undefined => process.env.GITHUB_STEP_SUMMARY || undefined;

/** Whole lines, as many as GitHub takes. Throws a ParityError (exit code 3). */
export function addToStepSummary(path: string, text: string): void {
  const lines = withoutSecrets(text).match(/[^\n]*\n|[^\n]+$/g) ?? [];
  try {
    appendFileSync(
      path,
      within(MOST_BYTES, '', lines, (left) => `\n**Cut here**: ${plural(left, 'more line')}.\n`),
    );
  } catch (error) {
    throw notWritten(path, error, 'It is what GITHUB_STEP_SUMMARY names.');
  }
}
