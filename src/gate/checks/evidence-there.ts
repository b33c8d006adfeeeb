import { gateReason } from '../reasons.ts';
import type { GateCheck } from './check.ts';

/** Some run has called the route, and not too long ago. */
export const evidenceThere: GateCheck = ({ all, fresh, input: { policy } }) => {
  if (all.length === 0) return [gateReason('no-run')];
  return fresh.length === 0 ? [gateReason('stale', policy.maxAgeDays)] : [];
};
