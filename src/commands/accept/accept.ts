/** `parity accept`: findings of a stored run become entries of the ledger. */
import type { Product } from '../../catalog/product.ts';
import { loadConfig } from '../../config/load.ts';
import { ParityError } from '../../errors.ts';
import type { LedgerEntry } from '../../events/ledger.ts';
import { policySchema } from '../../gate/policy.ts';
import type { RunReport } from '../../model/report.ts';
import { DIFFERENCES, type Finding } from '../../model/result.ts';
import { findingsOf } from '../../report/findings.ts';
import { plural } from '../../report/plural.ts';
import { addEntries } from '../../switch/ledger-file.ts';
import { print } from '../deliver.ts';
import { newestRun, reportOf } from '../fingerprints.ts';
import { storedCheck } from '../stored.ts';
import { onlyMade, placeToAccept } from './only-made.ts';

export interface AcceptOptions {
  reason: string;
  owner: string;
  until: string;
  onlyMade?: string;
  dryRun?: boolean;
  run?: string;
  out: string;
  ledger?: string;
  config?: string;
}

type Named = Pick<LedgerEntry, 'fingerprint' | 'check' | 'onlyMade' | 'route' | 'pointer'> & {
  class: Finding['class'];
};

export async function accept(
  product: Product,
  fingerprint: string | undefined,
  options: AcceptOptions,
): Promise<number> {
  if ((fingerprint === undefined) === (options.onlyMade === undefined))
    throw new ParityError(
      'what-to-accept',
      `accept: expected a fingerprint, or --only-made KIND, found ${fingerprint === undefined ? 'neither' : 'both'}.`,
    );
  return fingerprint === undefined
    ? acceptOnlyMade(product, options.onlyMade as string, options)
    : acceptOne(product, fingerprint, options);
}

async function acceptOne(product: Product, fingerprint: string, options: AcceptOptions): Promise<number> {
  const checked = options.run === undefined ? await storedCheck(options.out) : undefined;
  const declared = checked?.findings.find((f) => f.fingerprint === fingerprint);
  if (declared) {
    const { route, at: pointer, class: of } = declared;
    return added(product, [{ fingerprint, check: true, route, pointer, class: of }], options);
  }
  const { run, report } = await chosenRun(product, options);
  const found = findingsOf(report).find((f) => f.fingerprint === fingerprint);
  if (!found) throw noFinding(run, fingerprint, report);
  return added(product, [named(found)], options);
}

/** In bulk: what only cases show that somebody made, where the policy allows it for that kind. */
async function acceptOnlyMade(product: Product, text: string, options: AcceptOptions): Promise<number> {
  const kind = DIFFERENCES.find((one) => one === text);
  if (!kind)
    throw new ParityError(
      'bad-kind',
      `accept: --only-made: expected a kind of difference, found "${text}". There are: ${DIFFERENCES.join(', ')}.`,
    );
  const { acceptMade } = policySchema.parse((await loadConfig(options.config)).gate ?? {});
  if (!acceptMade.includes(kind))
    throw new ParityError(
      'policy',
      `accept: the policy lets no defects of kind "${kind}" be accepted in bulk. Whoever answers for it adds it to gate.acceptMade in parity.config.json.`,
    );
  const { run, report } = await chosenRun(product, options);
  const { defects, findings, left } = onlyMade(report, kind);
  if (left.shown > 0)
    await print(
      `${plural(left.shown, 'defect')} of this kind stay open: a real session shows them, or a case that does not tell its origin\n`,
    );
  if (left.unasked > 0)
    await print(`${plural(left.unasked, 'defect')} of this kind stay open: no real session calls their routes\n`);
  if (defects.length === 0)
    throw new ParityError('no-finding', `accept: ${run} has no defect of kind "${kind}" that only made cases show.`);
  for (const { id, route, sentence } of defects) await print(`${id} ${route}: ${sentence}\n`);
  return added(
    product,
    findings.map((finding) => ({ ...named(finding), onlyMade: true })),
    options,
  );
}

async function chosenRun(product: Product, options: AcceptOptions): Promise<{ run: string; report: RunReport }> {
  const run = await newestRun('accept', options);
  // Without the ledger: what an entry expects today may get another one.
  return { run, report: reportOf(product, run, { out: options.out, entries: [], now: '' }) };
}

/** The table shows ids of defects first: a person takes one for a fingerprint. */
function noFinding(run: string, fingerprint: string, { defects = [] }: RunReport): ParityError {
  const defect = defects.find(({ id }) => id === fingerprint);
  const why = defect
    ? `${fingerprint} is a defect, and findings are accepted. It has: ${defect.fingerprints.join(', ')}.`
    : `${run} has no finding ${fingerprint}. Its report.md lists them all.`;
  return new ParityError('no-finding', `accept: ${why}`);
}

const named = (finding: Finding): Named => ({
  fingerprint: finding.fingerprint,
  route: finding.route,
  pointer: placeToAccept(finding),
  class: finding.class,
});

async function added(
  product: Product,
  what: readonly Named[],
  { reason, owner, until, ledger, dryRun }: AcceptOptions,
): Promise<number> {
  const today = new Date().toISOString().slice(0, 10);
  const entries = what.map((one) => ({ ...one, reason, owner, added: today, until })) as LedgerEntry[];
  await addEntries(ledger ?? product.files.ledger, entries, { dryRun });
  for (const { check, class: of, route, pointer } of entries) {
    const whole = check ? 'the call as a whole' : 'the whole answer';
    await print(`${dryRun ? 'would be accepted' : 'accepted'} until ${until}: ${of} ${route} at ${pointer || whole}\n`);
  }
  return 0;
}
