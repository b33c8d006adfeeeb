import { gateReason } from '../reasons.ts';
import type { GateCheck } from './check.ts';

/** A write is only known by the documents that it leaves. */
export const documents: GateCheck = ({ fresh, matching, entry: { route }, input: { policy } }) => {
  if (fresh.length === 0 || !policy.documentsForWrites || route.kind === 'read') return [];
  return matching.some((e) => e.documents) ? [] : [gateReason('documents')];
};
