/** What came in: cases, what was left out and why, what was replaced. */
import Table from 'cli-table3';
import type { Imported } from '../../import/import.ts';
import type { Redacted } from '../../redaction/redactor.ts';
import { plural } from '../../report/plural.ts';
import { NO_BORDERS } from '../../report/table.ts';

/** One case that came of the files. */
export interface Made {
  folder: string;
  steps: number;
}

export interface Told extends Imported {
  cases: readonly Made[];
  redacted: Redacted;
}

const rows = (head: [string, string], counts: readonly (readonly [string, string | number])[]): string => {
  const table = new Table({ head, chars: NO_BORDERS, style: { head: [], border: [], compact: true } });
  table.push(...counts.map(([name, n]) => [name, String(n)]));
  return `${table.toString()}\n`;
};

export function importTable({ cases, entries, leftOut, unmatched, unusable, redacted }: Told, dryRun: boolean): string {
  const parts: string[] = [];
  if (cases.length > 0)
    parts.push(
      rows(
        ['case', 'steps'],
        cases.map(({ folder, steps }) => [folder, steps]),
      ),
    );
  const counted = (head: [string, string], of: Readonly<Record<string, number>>): void => {
    const some = Object.entries(of).sort((a, b) => b[1] - a[1]);
    if (some.length > 0) parts.push(rows(head, some));
  };
  counted(['left out', 'entries'], leftOut);
  counted(['of no route', 'steps'], unmatched);
  counted(['replaced', 'times'], redacted.replaced);
  if (unusable.length > 0)
    parts.push(`steps without a whole exchange\n${unusable.map((why) => `  ${why}\n`).join('')}`);
  if (redacted.freeText.length > 0)
    parts.push(`free text that stays\n${redacted.freeText.map((at) => `  ${at}\n`).join('')}`);
  const steps = cases.reduce((n, one) => n + one.steps, 0);
  const what = dryRun ? ' would be written; nothing was' : '';
  parts.push(
    `${entries} ${entries === 1 ? 'entry' : 'entries'}: ${plural(cases.length, 'case')}, ${plural(steps, 'step')}${what}\n`,
  );
  return parts.join('\n');
}
