/** `parity report RUN`: a stored run through any reporter. The exit code is the run's. */
import type { Product } from '../../catalog/product.ts';
import { loadConfig } from '../../config/load.ts';
import { parseReporter } from '../../report/reporters.ts';
import { deliverAll } from '../deliver.ts';
import { withHistory } from '../history.ts';
import { htmlSources } from '../html-sources.ts';
import { placesOfRoutes } from '../place.ts';
import { runFolder, storedRun } from '../stored.ts';

export async function renderStored(
  product: Product,
  run: string,
  options: { reporter: readonly string[]; out: string; curl?: boolean },
): Promise<number> {
  const reporters = (options.reporter.length > 0 ? options.reporter : ['table']).map(parseReporter);
  const folded = storedRun(run, options.out, { pages: product.catalog.pages });
  const { report, changed } = await withHistory(folded.report, options.out);
  await deliverAll(report, [], reporters, {
    curl: options.curl,
    placeOf: placesOfRoutes(product),
    html: await htmlSources(product, report, {
      run: runFolder(run, options.out),
      changed,
      out: options.out,
      gate: (await loadConfig().catch(() => undefined))?.gate,
    }),
  });
  return report.totals.exitCode;
}
