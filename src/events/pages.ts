/** Pages of the client: a page is as good as its worst call. */
import type { Page } from '../catalog/route.ts';
import type { RunReport } from '../model/report.ts';
import type { RouteResult, Verdict } from '../model/result.ts';
import { worst } from '../model/verdict.ts';
import { groupBy } from './group.ts';

/** Every call that breaks a page is named, so that mending one hides none. */
export function pageReports(pages: readonly Page[], routes: readonly RouteResult[]): RunReport['pages'] {
  const byRoute = groupBy(routes, (r) => r.route);
  return pages.flatMap((page): RunReport['pages'] => {
    const called = page.routes.filter((name) => byRoute.has(name));
    if (called.length === 0) return [];
    const verdictOf = (name: string): Verdict => worst((byRoute.get(name) ?? []).map((r) => r.verdict));
    const breaks = called.filter((name) => verdictOf(name) === 'breaking');
    const verdict = worst(called.map(verdictOf));
    return [{ page: page.name, verdict, sees: seen(page, verdict, breaks.length > 0), breaks }];
  });
}

function seen(page: Page, verdict: Verdict, breaks: boolean): string {
  if (breaks) return page.onFailure;
  if (verdict === 'equal' || verdict === 'intended') return 'the page as it is today';
  if (verdict === 'inconclusive' || verdict === 'error') return 'not known: its calls could not all be compared';
  return 'the page, with other values';
}
