import { gateReason } from '../reasons.ts';
import type { GateCheck } from './check.ts';

/** Steps that were not comparable, where the policy lets them close the gate. */
export const incomparable: GateCheck = ({ fresh, entry: { route }, input: { policy } }) => {
  const closing = new Set<string>(policy.closes[route.kind]);
  return fresh.flatMap((e) =>
    e.incomparable.filter((i) => closing.has(i.kind)).map((i) => gateReason('incomparable', i.kind, i.reason)),
  );
};
