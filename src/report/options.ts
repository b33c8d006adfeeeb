/** What a reporter is told beside the report. */
import type { HtmlSources } from './html/render.ts';
import type { Place } from './place.ts';

export interface RenderOptions {
  colour: boolean;
  width: number;
  /** Requests as curl, on a terminal. */
  curl?: boolean | undefined;
  /** Where a route stands in the suites. */
  placeOf?: ((route: string) => Place | undefined) | undefined;
  /** What the HTML report shows beside the report. */
  html?: HtmlSources | undefined;
}
