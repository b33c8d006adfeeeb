/** What one stored run says of a fingerprint, or of the beginning of one. */
import type { Page } from '../../catalog/route.ts';
import { groupBy } from '../../events/group.ts';
import type { RunReport } from '../../model/report.ts';
import type { Finding } from '../../model/result.ts';
import { defectsByFingerprint, exampleOf } from '../../report/defects.ts';
import { rerun } from '../../report/findings.ts';
import { allFindings } from '../fingerprints.ts';
import type { FoundDefect, FoundFinding, Place } from './found.ts';

const placeOf = (f: Finding): Place => ({ case: `${f.suite}/${f.case}`, step: f.step });

/** One of each fingerprint and of each defect. `report`: with what stored runs know of its defects. */
export function foundInRun(report: RunReport, asked: string, pages: readonly Page[]): (FoundFinding | FoundDefect)[] {
  const begins = (text: string): boolean => text.startsWith(asked);
  const run = { run: report.run, at: report.startedAt, newer: [] };
  const defects = (report.defects ?? [])
    .filter(({ id }) => begins(id))
    .map((defect): FoundDefect => {
      const finding = exampleOf(report, defect)?.finding;
      return {
        of: 'defect',
        fingerprint: defect.id,
        ...run,
        again: rerun(defect.smallest, report),
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
      again: rerun(finding, report),
      finding,
      places: same.map(placeOf),
      pages: pages.filter(({ routes }) => routes.includes(finding.route)).map(({ name }) => name),
      ...(defect ? { defect } : {}),
    };
  });
  return [...defects, ...findings];
}
