/** `parity accept`: one finding of a stored run becomes an entry of the ledger. */
import type { Product } from '../../catalog/product.ts';
import { ParityError } from '../../errors.ts';
import type { LedgerEntry } from '../../events/ledger.ts';
import type { RunReport } from '../../model/report.ts';
import { findingsOf } from '../../report/findings.ts';
import { addEntry } from '../../switch/ledger-file.ts';
import { newestRun, reportOf } from '../fingerprints.ts';
import { storedCheck } from '../stored.ts';

export interface AcceptOptions {
  reason: string;
  owner: string;
  until: string;
  run?: string;
  out: string;
  ledger?: string;
}

export async function accept(product: Product, fingerprint: string, options: AcceptOptions): Promise<number> {
  const checked = options.run === undefined ? await storedCheck(options.out) : undefined;
  const declared = checked?.findings.find((f) => f.fingerprint === fingerprint);
  if (declared) {
    const { route, at: pointer, class: of } = declared;
    return added(product, { fingerprint, check: true, route, pointer, class: of }, options);
  }
  const run = await newestRun('accept', options);
  // Without the ledger: what an entry expects today may get another one.
  const report = reportOf(product, run, { out: options.out, entries: [], now: '' });
  const found = findingsOf(report).find((f) => f.fingerprint === fingerprint);
  if (!found || found.class === 'intended') throw noFinding(run, fingerprint, report);
  const pointer = found.pointer.replace(/\/\d+(?=\/|$)/g, '/*');
  // A pointer of nothing but positions is the element itself: the exact one is meant.
  const exact = /^(\/\*)+$/.test(pointer) ? found.pointer : pointer;
  return added(product, { fingerprint, route: found.route, pointer: exact, class: found.class }, options);
}

async function added(
  product: Product,
  what: Pick<LedgerEntry, 'fingerprint' | 'check' | 'route' | 'pointer' | 'class'>,
  { reason, owner, until, ledger }: AcceptOptions,
): Promise<number> {
  const entry: LedgerEntry = { ...what, reason, owner, added: new Date().toISOString().slice(0, 10), until };
  await addEntry(ledger ?? product.files.ledger, entry);
  const whole = entry.check ? 'the call as a whole' : 'the whole answer';
  process.stdout.write(`accepted until ${until}: ${entry.class} ${entry.route} at ${entry.pointer || whole}\n`);
  return 0;
}

/** The table shows ids of defects first: a person takes one for a fingerprint. */
function noFinding(run: string, fingerprint: string, { defects = [] }: RunReport): ParityError {
  const defect = defects.find(({ id }) => id === fingerprint);
  const why = defect
    ? `${fingerprint} is a defect, and findings are accepted. It has: ${defect.fingerprints.join(', ')}.`
    : `${run} has no finding ${fingerprint}. Its report.md lists them all.`;
  return new ParityError('no-finding', `accept: ${why}`);
}
