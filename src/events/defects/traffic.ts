/** In how many sessions a defect shows: real ones apart from those that somebody made. */
import type { Defect } from '../../model/defect.ts';
import type { CaseResult } from '../../model/result.ts';

type Source = 'real' | 'made' | 'unknown';

const SOURCES: Record<NonNullable<CaseResult['origin']>, Source> = {
  recorded: 'real',
  imported: 'real',
  made: 'made',
  found: 'made',
};

/** `shows`: keys of the cases in which it shows. `routes`: those on which it does. */
export function trafficOf(
  shows: ReadonlySet<string>,
  routes: ReadonlySet<string>,
  results: readonly CaseResult[],
): Defect['traffic'] {
  const counts = { real: { shows: 0, of: 0 }, made: { shows: 0, of: 0 }, unknown: { shows: 0, of: 0 } };
  const users = { shows: new Set<string>(), of: new Set<string>() };
  for (const result of results) {
    if (!result.routes.some(({ route }) => routes.has(route))) continue;
    const source = result.origin === undefined ? 'unknown' : SOURCES[result.origin];
    const here = shows.has(`${result.suite}/${result.case}`);
    counts[source].of += 1;
    if (here) counts[source].shows += 1;
    if (source !== 'real' || result.user === undefined) continue;
    users.of.add(result.user);
    if (here) users.shows.add(result.user);
  }
  return { ...counts, ...(users.of.size > 0 ? { users: { shows: users.shows.size, of: users.of.size } } : {}) };
}
