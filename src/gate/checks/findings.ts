import { VERDICTS } from '../../model/result.ts';
import type { ReportedFinding } from '../evidence.ts';
import { gateReason } from '../reasons.ts';
import type { GateCheck } from './check.ts';

const rank = (f: ReportedFinding): number => VERDICTS.indexOf(f.class);

/** Findings of any fresh run hold: a difference that was once seen has to be explained, not outvoted. */
export const findings: GateCheck = ({ fresh, entry: { route }, input: { policy } }) => {
  const closing = new Set<string>(policy.closes[route.kind]);
  const open = (f: ReportedFinding): boolean =>
    !closing.has(f.class) || (policy.ignoreRustFailures && f.direction === 'rust' && f.class === 'breaking');
  const seen = new Map<string, ReportedFinding>();
  for (const f of fresh.flatMap((e) => e.findings))
    if (f.class !== 'intended' && !open(f) && !seen.has(f.fingerprint)) seen.set(f.fingerprint, f);
  return [...seen.values()]
    .sort((a, b) => rank(a) - rank(b))
    .map((f) =>
      gateReason('finding', {
        class: f.class,
        at: f.pointer || 'the whole answer',
        where: `${f.suite}/${f.case}, step ${f.step}`,
        message: f.message,
        fingerprint: f.fingerprint,
      }),
    );
};
