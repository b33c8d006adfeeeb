import { type FindingClass, VERDICTS, type Verdict } from './result.ts';

const RANK = new Map<Verdict, number>(VERDICTS.map((v, i) => [v, i]));

/** The worst of several verdicts; `equal` of none. */
export function worst(verdicts: Iterable<Verdict>): Verdict {
  let found: Verdict = 'equal';
  for (const v of verdicts) if ((RANK.get(v) ?? 0) < (RANK.get(found) ?? 0)) found = v;
  return found;
}

/** A route takes the worst of its findings; what was not comparable shows only where nothing worse than `intended` is. */
export const verdictOf = (
  findings: Iterable<{ class: FindingClass }>,
  incomparable: Iterable<{ kind: 'error' | 'inconclusive' }>,
): Verdict => worst([...[...findings].map((f) => f.class), ...[...incomparable].map((i) => i.kind)]);
