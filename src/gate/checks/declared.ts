import { isCertain } from '../../model/check.ts';
import { gateReason } from '../reasons.ts';
import type { GateCheck } from './check.ts';

/** What always breaks by the candidate's own document holds, though no case shows it. */
export const declared: GateCheck = ({ entry, input }) =>
  (input.declared ?? [])
    .filter((finding) => finding.route === entry.name && isCertain(finding))
    .map((f) => gateReason('declared', f.message, f.theirs, f.fingerprint));
