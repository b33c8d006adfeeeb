/** What the HTML report shows beside the report: where routes stand, what changed, and what the run kept. */
import type { Product } from '../catalog/product.ts';
import { phaseOf } from '../catalog/route.ts';
import { readKept } from '../events/kept.ts';
import type { RunReport } from '../model/report.ts';
import type { Changed } from '../report/html/page-data.ts';
import type { HtmlSources } from '../report/html/render.ts';
import { type StandingOptions, standingOf } from './standing.ts';

export interface HtmlOptions extends StandingOptions {
  /** The run's folder. */
  run: string;
  changed: Changed | undefined;
}

export async function htmlSources(
  product: Product,
  report: RunReport,
  { run, changed, ...options }: HtmlOptions,
): Promise<HtmlSources> {
  return {
    places: product.catalog.routes.map(({ name, module, route }) => ({
      route: name,
      module,
      phase: phaseOf(route),
      ...(route.dead ? { dead: true } : {}),
    })),
    standing: await standingOf(product, report, options),
    changed,
    kept: readKept(run),
  };
}
