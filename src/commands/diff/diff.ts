/** `parity diff RUN RUN`. Exits 1 where findings are new. */
import type { Product } from '../../catalog/product.ts';
import { compareRuns } from '../../gate/compare-runs.ts';
import type { ReportedFinding } from '../../gate/evidence.ts';
import { print } from '../deliver.ts';
import { storedRun } from '../stored.ts';

export async function diffRuns(
  product: Product,
  before: string,
  after: string,
  options: { json?: boolean; out: string },
): Promise<number> {
  const pages = product.catalog.pages;
  const report = (run: string) => storedRun(run, options.out, { pages }).report;
  const found = compareRuns(report(before), report(after));
  if (options.json) await print(`${JSON.stringify(found, null, 2)}\n`);
  else {
    const line = (f: ReportedFinding): string =>
      `${f.fingerprint} ${f.class} ${f.route} at ${f.pointer || 'the whole answer'} (${f.suite}/${f.case})`;
    for (const f of found.added) await print(`new      ${line(f)}\n`);
    for (const f of found.gone) await print(`gone     ${line(f)}\n`);
    for (const c of found.changed)
      await print(`changed  ${line(c.after)}; in ${c.cases[0]}, now in ${c.cases[1]} cases\n`);
    await print(`${found.added.length} new, ${found.gone.length} gone, ${found.changed.length} changed\n`);
  }
  return found.added.length > 0 ? 1 : 0;
}
