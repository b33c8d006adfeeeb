/** `parity report RUN`: a stored run through any reporter. The exit code is the run's. */
import type { Product } from '../../catalog/product.ts';
import { parseReporter } from '../../report/reporters.ts';
import { deliver } from '../deliver.ts';
import { storedRun } from '../stored.ts';

export async function renderStored(
  product: Product,
  run: string,
  options: { reporter: readonly string[]; out: string },
): Promise<number> {
  const reporters = (options.reporter.length > 0 ? options.reporter : ['table']).map(parseReporter);
  const { report } = storedRun(run, options.out, { pages: product.catalog.pages });
  await deliver(report, reporters);
  return report.totals.exitCode;
}
