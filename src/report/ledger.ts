/** What a run says of the ledger of expected differences. */
import type { RunReport } from '../model/report.ts';
import { plural } from './plural.ts';

/** Entries that matched nothing are the gate's to tell: a run of some cases passes most of them by. */
export const ledgerLines = ({ ledger }: RunReport): string[] =>
  ledger
    ? [
        `${plural(ledger.accepted, 'finding')} accepted by ${plural(ledger.entries, 'entry', 'entries')}`,
        ...ledger.problems.filter((text) => !text.includes(': matched nothing; ')).map((text) => `ledger: ${text}`),
      ]
    : [];
