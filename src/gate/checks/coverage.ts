import { gateReason } from '../reasons.ts';
import type { GateCheck } from './check.ts';

const percent = (share: number): string => `${Math.floor(share * 100)} %`;

/** What nobody recorded, nobody compared. */
export const coverage: GateCheck = ({ entry: { name, route }, input: { policy, coverage: shares } }) => {
  const least = policy.leastCoverage[route.kind];
  const share = shares?.get(name) ?? 0;
  return shares && share < least ? [gateReason('coverage', percent(share), percent(least))] : [];
};
