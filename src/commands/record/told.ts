/** What the person sees while it records, and at the end. */
import Table from 'cli-table3';
import type { Written } from '../../record/assemble.ts';
import { withoutSecrets } from '../../redaction/own-secrets.ts';
import type { Redacted } from '../../redaction/redactor.ts';
import { plural } from '../../report/plural.ts';
import { NO_BORDERS } from '../../report/table.ts';

export interface Counts {
  requests: number;
  cases: number;
  unmatched: Readonly<Record<string, number>>;
  /** WebSockets and the like. */
  upgrades: number;
}

const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((a, b) => a + b, 0);

export const lineOf = ({ requests, cases, unmatched }: Counts): string =>
  `${plural(requests, 'request')}, ${plural(cases, 'case')}, ${sum(unmatched)} unmatched`;

export interface Told {
  counts(now: Counts): void;
  say(text: string): void;
}

/** One line that changes on a terminal. Elsewhere only what is said. */
export function telling(isTerminal: boolean, width: number, write: (text: string) => void): Told {
  let shown = '';
  let waits = false;
  const clear = isTerminal ? '\r\u001b[2K' : '';
  return {
    counts(now) {
      if (!isTerminal) return;
      shown = lineOf(now).slice(0, width - 1);
      // Not for every request: a terminal is slow.
      if (waits) return;
      waits = true;
      setTimeout(() => {
        waits = false;
        write(`${clear}${shown}`);
      }, 100).unref();
    },
    say: (text) => write(withoutSecrets(`${clear}${text}\n`)),
  };
}

export function tables(written: readonly Written[], { unmatched, upgrades }: Counts, redacted: Redacted): string {
  const cases = new Table({ head: ['case', 'steps', 'world'], chars: NO_BORDERS, style: { head: [], border: [] } });
  for (const { folder, steps, world } of written) cases.push([folder, String(steps), world ?? 'known']);
  const others = new Table({
    head: ['no route knows', 'requests'],
    chars: NO_BORDERS,
    style: { head: [], border: [] },
  });
  for (const [name, count] of Object.entries(unmatched)) others.push([name, String(count)]);
  const replaced = Object.entries(redacted.replaced).sort((a, b) => b[1] - a[1]);
  return [
    written.length > 0 ? cases.toString() : 'No case was recorded.',
    ...(Object.keys(unmatched).length > 0 ? [others.toString()] : []),
    ...(upgrades > 0
      ? [`${plural(upgrades, 'WebSocket')} went through and ${upgrades === 1 ? 'was' : 'were'} not recorded.`]
      : []),
    ...(replaced.length > 0 ? [`Replaced: ${replaced.map(([kind, n]) => `${n} ${kind}`).join(', ')}.`] : []),
    ...(redacted.freeText.length > 0
      ? [`Free text that stays (look at it before you commit):\n${redacted.freeText.map((at) => `  ${at}`).join('\n')}`]
      : []),
  ].join('\n\n');
}
