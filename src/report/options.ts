/** What a reporter is told beside the report. */
import type { Place } from './place.ts';

export interface RenderOptions {
  colour: boolean;
  width: number;
  /** Requests as curl, on a terminal. */
  curl?: boolean | undefined;
  /** Where a route stands in the suites. */
  placeOf?: ((route: string) => Place | undefined) | undefined;
}
