import { gateReason } from '../reasons.ts';
import type { GateCheck } from './check.ts';

/** Cases that prove something: at least one step in which a call that works was compared. */
export const cases: GateCheck = ({ fresh, live, input: { policy } }) => {
  if (fresh.length === 0) return [];
  const of = live.length > 0 ? live : fresh;
  const strong = new Set(of.flatMap((e) => e.strongCases)).size;
  const called = new Set(of.flatMap((e) => e.cases)).size;
  const weak = new Set(of.flatMap((e) => e.weakCases)).size;
  if (strong === 0 && weak > 0) return [gateReason('weak')];
  const counted = strong > 0 ? strong : called;
  return counted < policy.minCases ? [gateReason('cases', counted, policy.minCases)] : [];
};
