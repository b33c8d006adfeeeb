import { gateReason } from '../reasons.ts';
import type { GateCheck } from './check.ts';

/** A rule that should have applied and did not: paid content is shown, or a limit is missing. */
export const ruleNotApplied: GateCheck = ({ fresh }) =>
  fresh.flatMap((e) =>
    e.notApplied.map((n) => gateReason('rule-not-applied', n.text, `${n.suite}/${n.case}, step ${n.step}`)),
  );
