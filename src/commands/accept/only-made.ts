/** Which findings of a run `accept --only-made` is about. Pure. */
import type { Defect } from '../../model/defect.ts';
import type { RunReport } from '../../model/report.ts';
import { type Finding, isMade } from '../../model/result.ts';

export interface OnlyMade {
  defects: readonly Defect[];
  /** Each place of each of them once. */
  findings: readonly Finding[];
  /** Defects of the kind that stay open, by why. */
  left: { shown: number; unasked: number };
}

/** Defects of a kind of difference that sessions of real traffic could show and did not. */
export function onlyMade(report: RunReport, kind: Defect['kind']): OnlyMade {
  const ofKind = (report.defects ?? []).filter((defect) => defect.kind === kind);
  const open = report.suites
    .flatMap((s) => s.cases)
    .flatMap((result) => result.routes.flatMap((r) => r.findings).map((finding) => ({ finding, made: isMade(result) })))
    .filter(({ finding }) => finding.class !== 'intended');
  const real = new Set(open.filter(({ made }) => !made).map(({ finding }) => finding.fingerprint));
  const shown = ofKind.filter(
    ({ traffic, fingerprints }) =>
      traffic.real.shows + traffic.unknown.shows > 0 || fingerprints.some((one) => real.has(one)),
  );
  // Where no real session calls its routes, that none shows it says nothing.
  const unasked = ofKind.filter((defect) => !shown.includes(defect) && defect.traffic.real.of === 0);
  const defects = ofKind.filter((defect) => !shown.includes(defect) && !unasked.includes(defect));
  const wanted = new Set(defects.flatMap(({ fingerprints }) => fingerprints));
  const findings = new Map<string, Finding>();
  for (const { finding } of open)
    if (wanted.has(finding.fingerprint)) findings.set(`${finding.fingerprint} ${placeToAccept(finding)}`, finding);
  return { defects, findings: [...findings.values()], left: { shown: shown.length, unasked: unasked.length } };
}

/** The pointer of its entry in the ledger. */
export function placeToAccept({ pointer }: Finding): string {
  const place = pointer.replace(/\/\d+(?=\/|$)/g, '/*');
  // A pointer of nothing but positions is the element itself: the exact one is meant.
  return /^(\/\*)+$/.test(place) ? pointer : place;
}
