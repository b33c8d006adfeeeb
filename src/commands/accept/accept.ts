/** `parity accept`: one finding of a stored run becomes an entry of the ledger. */
import type { Product } from '../../catalog/product.ts';
import { ParityError } from '../../errors.ts';
import type { LedgerEntry } from '../../events/ledger.ts';
import { listRuns } from '../../events/log.ts';
import { addEntry } from '../../switch/ledger-file.ts';
import { storedCheck, storedRun } from '../stored.ts';

export interface AcceptOptions {
  reason: string;
  owner: string;
  until: string;
  run?: string;
  out: string;
  ledger?: string;
}

export async function accept(product: Product, fingerprint: string, options: AcceptOptions): Promise<number> {
  const checked = options.run === undefined ? await checkEntry(fingerprint, options) : undefined;
  if (checked) return added(product, checked, options);
  const run = options.run ?? (await listRuns(options.out)).at(-1);
  if (!run)
    throw new ParityError(
      'no-run',
      `accept: expected a stored run below ${options.out}, found none. Run parity first, or give --run DIR.`,
    );
  const found = storedRun(run, options.out, { pages: product.catalog.pages, ledger: { entries: [], now: '' } })
    .report.suites.flatMap((s) => s.cases.flatMap((c) => c.routes.flatMap((r) => r.findings)))
    .find((f) => f.fingerprint === fingerprint && f.class !== 'intended');
  if (!found || found.class === 'intended')
    throw new ParityError('no-finding', `accept: ${run} has no finding ${fingerprint}. Its report.md lists them all.`);
  const entry: LedgerEntry = {
    fingerprint,
    route: found.route,
    pointer: found.pointer.replace(/\/\d+(?=\/|$)/g, '/*'),
    class: found.class,
    reason: options.reason,
    owner: options.owner,
    added: new Date().toISOString().slice(0, 10),
    until: options.until,
  };
  // A pointer of nothing but positions is the element itself: the exact one is meant.
  if (/^(\/\*)+$/.test(entry.pointer)) entry.pointer = found.pointer;
  return added(product, entry, options);
}

async function added(product: Product, entry: LedgerEntry, options: AcceptOptions): Promise<number> {
  await addEntry(options.ledger ?? product.files.ledger, entry);
  const whole = entry.check ? 'the call as a whole' : 'the whole answer';
  process.stdout.write(`accepted until ${options.until}: ${entry.class} ${entry.route} at ${entry.pointer || whole}\n`);
  return 0;
}

/** Of the newest check, where it has this finding. */
async function checkEntry(fingerprint: string, options: AcceptOptions): Promise<LedgerEntry | undefined> {
  const found = (await storedCheck(options.out))?.findings.find((f) => f.fingerprint === fingerprint);
  return (
    found && {
      fingerprint,
      check: true,
      route: found.route,
      pointer: found.at,
      class: found.class,
      reason: options.reason,
      owner: options.owner,
      added: new Date().toISOString().slice(0, 10),
      until: options.until,
    }
  );
}
