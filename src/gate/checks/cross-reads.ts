import { gateReason } from '../reasons.ts';
import type { GateCheck } from './check.ts';

/** Over one Firestore each side reads what the other wrote. */
export const crossReads: GateCheck = ({ fresh, input: { policy } }) => {
  if (!policy.crossReads) return [];
  const unlike = new Map(fresh.flatMap((e) => e.crossReads).map((f) => [f.fingerprint, f]));
  return [...unlike.values()].map((f) =>
    gateReason('cross-read', {
      class: f.class,
      at: f.pointer || 'the whole answer',
      where: `${f.suite}/${f.case}`,
      message: f.message,
    }),
  );
};

/** Cross-reads that all failed prove nothing. */
export const crossReadsNotCompared: GateCheck = ({ matching, input: { policy } }) => {
  if (!policy.crossReads) return [];
  const asked = matching.reduce((n, e) => n + e.crossCounts.asked, 0);
  const compared = matching.reduce((n, e) => n + e.crossCounts.compared, 0);
  return asked > 0 && compared === 0 ? [gateReason('cross-reads-not-compared', asked)] : [];
};
