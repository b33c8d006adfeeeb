/** What the HTML report shows beside the report: where routes stand, what changed, and what the run kept. */
import type { Product } from '../catalog/product.ts';
import { phaseOf } from '../catalog/route.ts';
import { readKept } from '../events/kept.ts';
import type { Changed } from '../report/html/page-data.ts';
import type { HtmlSources } from '../report/html/render.ts';

/** `run`: the run's folder. */
export const htmlSources = ({ catalog }: Product, run: string, changed: Changed | undefined): HtmlSources => ({
  places: catalog.routes.map(({ name, module, route }) => ({
    route: name,
    module,
    phase: phaseOf(route),
    ...(route.dead ? { dead: true } : {}),
  })),
  changed,
  kept: readKept(run),
});
