import { gateReason } from '../reasons.ts';
import type { GateCheck } from './check.ts';

/** A latency regression. */
export const slower: GateCheck = ({ fresh, input: { policy } }) =>
  policy.latency
    ? fresh.flatMap((e) => (e.latency?.verdict === 'regression' ? [gateReason('slower', e.latency.reason)] : []))
    : [];
