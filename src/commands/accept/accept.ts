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
  const checked = options.run === undefined ? await storedCheck(options.out) : undefined;
  const declared = checked?.findings.find((f) => f.fingerprint === fingerprint);
  if (declared) {
    const { route, at: pointer, class: of } = declared;
    return added(product, { fingerprint, check: true, route, pointer, class: of }, options);
  }
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
