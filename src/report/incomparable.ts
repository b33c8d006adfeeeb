/** Why steps were not comparable: each reason once. */
import { groupBy } from '../events/group.ts';
import type { RunReport } from '../model/report.ts';
import { plural } from './plural.ts';

export interface Reason {
  kind: 'error' | 'inconclusive';
  reason: string;
  /** `3 steps` */
  steps: string;
  first: { at: string; step: string; route: string };
}

export function reasonsOf(report: RunReport): Reason[] {
  const all = report.suites.flatMap((s) =>
    s.cases.flatMap((c) => c.routes.flatMap((r) => r.incomparable.map((i) => ({ ...i, at: `${s.suite}/${c.case}` })))),
  );
  return [...groupBy(all, (i) => `${i.kind}: ${i.reason}`).values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const { kind, reason, at, step, route } = first;
    return [{ kind, reason, steps: plural(same.length, 'step'), first: { at, step, route } }];
  });
}
