import { gateReason } from '../reasons.ts';
import type { GateCheck } from './check.ts';

/** As many runs of two live backends as the policy asks for, against what is deployed. */
export const liveRuns: GateCheck = ({ fresh, live, matching, input: { policy, versions = {} } }) => {
  if (fresh.length === 0) return [];
  if (live.length === 0 && policy.minLiveRuns > 0) {
    const one = fresh.find((e) => e.oneBackend !== undefined);
    return [one?.oneBackend === undefined ? gateReason('recorded-only') : gateReason('one-backend', one.oneBackend)];
  }
  if (live.length < policy.minLiveRuns) return [gateReason('live-runs', live.length, policy.minLiveRuns)];
  if (matching.length >= policy.minLiveRuns) return [];
  const deployed = [versions.rust && `rust ${versions.rust}`, versions.python && `python ${versions.python}`];
  return [gateReason('version', deployed.filter(Boolean).join(', '))];
};
