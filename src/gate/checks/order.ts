import { phaseOf } from '../../catalog/route.ts';
import { ORDER } from '../input.ts';
import { gateReason } from '../reasons.ts';
import { sideOf } from '../targets.ts';
import type { GateCheck } from './check.ts';

/** Reads of a module before its writes, writes before destructive ones. */
export const order: GateCheck = ({ entry: { module, route }, input: { routes, policy, targets } }) => {
  if (!policy.phaseOrder) return [];
  const own = ORDER.indexOf(phaseOf(route));
  return routes
    .filter((r) => r.module === module && !r.route.dead && ORDER.includes(phaseOf(r.route)))
    .filter((r) => ORDER.indexOf(phaseOf(r.route)) < own && sideOf(targets, r.name) === 'rust')
    .map((r) => gateReason('order', phaseOf(r.route), r.name));
};
