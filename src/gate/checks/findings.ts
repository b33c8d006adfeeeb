import { VERDICTS } from '../../model/result.ts';
import type { ReportedFinding, RouteEvidence } from '../evidence.ts';
import { gateReason } from '../reasons.ts';
import type { GateCheck } from './check.ts';

interface Seen extends ReportedFinding {
  /** Only in runs of which no side was live. */
  recorded: boolean;
}

const isRecorded = ({ live }: RouteEvidence): boolean => !live.rust && !live.python;

const rank = (f: ReportedFinding): number => VERDICTS.indexOf(f.class);

/** Findings of any fresh run hold: a difference that was once seen has to be explained, not outvoted. */
export const findings: GateCheck = ({ fresh, entry: { route }, input: { policy } }) => {
  const closing = new Set<string>(policy.closes[route.kind]);
  const open = (f: ReportedFinding): boolean =>
    !closing.has(f.class) || (policy.ignoreRustFailures && f.direction === 'rust' && f.class === 'breaking');
  const seen = new Map<string, Seen>();
  // Of the same finding the live one says more.
  for (const e of [...fresh].sort((a, b) => Number(isRecorded(a)) - Number(isRecorded(b))))
    for (const f of e.findings)
      if (f.class !== 'intended' && !open(f) && !seen.has(f.fingerprint))
        seen.set(f.fingerprint, { ...f, recorded: isRecorded(e) });
  return [...seen.values()]
    .sort((a, b) => rank(a) - rank(b))
    .map((f) =>
      gateReason('finding', {
        class: f.class,
        at: f.pointer || 'the whole answer',
        where: `${f.suite}/${f.case}, step ${f.step}${f.recorded ? ', as recorded' : ''}`,
        message: f.message,
        fingerprint: f.fingerprint,
      }),
    );
};
