/** What one stored run says of a fingerprint, or of the beginning of one. */
import type { Page } from '../../catalog/route.ts';
import { groupBy } from '../../events/group.ts';
import type { RunReport } from '../../model/report.ts';
import type { Finding } from '../../model/result.ts';
import { defectsByFingerprint, exampleOf } from '../../report/defects.ts';
import { rerun } from '../../report/findings.ts';
import { allFindings } from '../fingerprints.ts';
import { acceptsDefect, acceptsFinding } from './accepts.ts';
import type { FoundDefect, FoundFinding, Place } from './found.ts';

export interface InRunOptions {
  /** Of the catalogue. */
  pages: readonly Page[];
  /** Newer runs, which do not have it. */
  newer: readonly RunReport[];
  /** Options with which `accept` finds this run. */
  where: string;
}

const placeOf = (f: Finding): Place => ({ case: `${f.suite}/${f.case}`, step: f.step });

/** One of each fingerprint and of each defect. `report`: with what stored runs know of its defects. */
export function foundInRun(
  report: RunReport,
  asked: string,
  { pages, newer, where }: InRunOptions,
): (FoundFinding | FoundDefect)[] {
  const begins = (text: string): boolean => text.startsWith(asked);
  const run = { run: report.run, at: report.startedAt };
  // Another case of the route may not show it.
  const newerThan = (shown: readonly Finding[]): FoundFinding['newer'] => {
    const cases = new Set(shown.map((f) => `${f.suite}/${f.case}`));
    return newer.map((one) => ({
      run: one.run,
      compared: one.suites.some((s) => s.cases.some((c) => cases.has(`${s.suite}/${c.case}`))),
    }));
  };
  const defects = (report.defects ?? [])
    .filter(({ id }) => begins(id))
    .map((defect): FoundDefect => {
      const finding = exampleOf(report, defect)?.finding;
      return {
        of: 'defect',
        fingerprint: defect.id,
        ...run,
        newer: newerThan(allFindings(report).filter((f) => defect.fingerprints.includes(f.fingerprint))),
        since: defect.since ?? run,
        again: rerun(defect.smallest, report),
        accept: acceptsDefect(defect, where),
        defect,
        ...(finding ? { finding } : {}),
      };
    });
  const byFingerprint = groupBy(
    allFindings(report).filter((f) => begins(f.fingerprint)),
    (f) => f.fingerprint,
  );
  const causes = defectsByFingerprint(report);
  const findings = [...byFingerprint].map(([fingerprint, same]): FoundFinding => {
    const defect = causes.get(fingerprint);
    // The smallest case of its cause shows it best, where it is there.
    const best = same.find((f) => defect && f.suite === defect.smallest.suite && f.case === defect.smallest.case);
    const finding = best ?? (same[0] as Finding);
    return {
      of: 'finding',
      fingerprint,
      ...run,
      newer: newerThan(same),
      ...(defect ? { since: defect.since ?? run } : {}),
      again: rerun(finding, report),
      accept: acceptsFinding(finding, where),
      finding,
      places: same.map(placeOf),
      pages: pages.filter(({ routes }) => routes.includes(finding.route)).map(({ name }) => name),
      ...(defect ? { defect } : {}),
    };
  });
  return [...defects, ...findings];
}
