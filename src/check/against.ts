/** What a candidate drops that the reference has: the rest was dropped before, too. Pure. */
import type { ReferenceRoute } from '../catalog/client-call.ts';
import { anonymous } from '../catalog/template.ts';
import type { CheckFinding } from '../model/check.ts';

/** Finding → whether the reference drops it as well. */
export function droppedBefore(reference: readonly ReferenceRoute[]): (finding: CheckFinding) => boolean {
  const routes = new Map(reference.map((r) => [anonymous(r.route), r]));
  return ({ kind, route, at }) => {
    const known = routes.get(anonymous(route));
    const [, part, name = ''] = at.split('/');
    if (!known || (part !== 'query' && part !== 'body')) return false;
    if (kind !== 'query-unknown' && kind !== 'body-unknown' && kind !== 'body-ignored') return false;
    const reads = known[part] ?? [];
    if (reads === 'any') return false;
    // Only the first keys of a body are written down of the reference.
    return kind === 'body-ignored' ? reads.length === 0 : at.split('/').length === 3 && !reads.includes(name);
  };
}
