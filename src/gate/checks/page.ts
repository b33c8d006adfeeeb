import { ageDays, evidenceFor } from '../evidence.ts';
import { gateReason } from '../reasons.ts';
import type { GateCheck } from './check.ts';

/** A page goes as a whole: one breaking call empties it. */
export const page: GateCheck = ({ entry: { name }, input: { pages, reports, policy, now } }) => {
  if (!policy.pages) return [];
  return pages
    .filter((p) => p.routes.includes(name))
    .flatMap((p) => p.routes.filter((r) => r !== name).map((route) => ({ page: p.name, route })))
    .filter(({ route }) =>
      evidenceFor(route, reports).some(
        (e) => ageDays(e, now) <= policy.maxAgeDays && e.findings.some((f) => f.class === 'breaking'),
      ),
    )
    .map((p) => gateReason('page', p.page, p.route));
};
