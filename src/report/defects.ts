/** What every reporter says of a defect. */
import type { Defect } from '../model/defect.ts';
import type { RunReport } from '../model/report.ts';
import { type ReportFinding, type Request, requestOf } from './findings.ts';
import { plural } from './plural.ts';

export interface Example {
  finding: ReportFinding;
  request?: Request;
}

/** The finding that shows a defect in its smallest case, with the request of its step. */
export function exampleOf(report: RunReport, { smallest }: Defect): Example | undefined {
  const suite = report.suites.find((one) => one.suite === smallest.suite);
  const found = suite?.cases.find((one) => one.case === smallest.case);
  const findings = found?.routes.flatMap((r) => r.findings) ?? [];
  const at = findings.filter((f) => f.step === smallest.step);
  const finding = at.find((f) => f.fingerprint === smallest.fingerprint) ?? at[0];
  if (!found || !finding) return undefined;
  const request = requestOf(found, smallest.step);
  return { finding, ...(request ? { request } : {}) };
}

/** `in 3 cases (things/rename is the smallest), on 2 more routes, pages Tasks and Home`. */
export function whereLine({ cases, smallest, routes, pages, findings }: Defect): string {
  const more = routes.length - 1;
  return [
    `in ${plural(cases, 'case')}${cases > 1 ? ` (${smallest.suite}/${smallest.case} is the smallest)` : `, ${smallest.suite}/${smallest.case}`}`,
    ...(findings > 1 ? [plural(findings, 'finding')] : []),
    ...(more > 0 ? [`also on ${routes.slice(1, 4).join(', ')}${more > 3 ? ` and ${more - 3} more` : ''}`] : []),
    ...(pages.length > 0 ? [`pages ${pages.join(', ')}`] : []),
  ].join('; ');
}

/** How many would notice; empty where no case tells where it comes from. */
export function trafficLine({ traffic: { real, made, users } }: Defect): string {
  if (real.of === 0 && made.of === 0) return '';
  const of = users ? `, ${users.shows} of ${plural(users.of, 'user')}` : '';
  const seen =
    real.of === 0 ? 'no real session was compared' : `in ${real.shows} of ${plural(real.of, 'real session')}${of}`;
  return made.shows === 0 ? seen : `${seen}; ${real.shows === 0 ? 'only ' : ''}in ${plural(made.shows, 'made case')}`;
}

/** What else is known of it, beside the values of its finding. */
export const besideLines = ({ said, check, since }: Defect, finding?: ReportFinding): string[] => [
  ...(said === undefined ? [] : [`it said ${withoutStatus(said, finding)}`]),
  ...(check ? [`declared: ${check.message} (${check.fingerprint})`] : []),
  ...(since ? [`since ${since.at.slice(0, 10)} (run ${since.run})`] : []),
];

/** The values tell the status, and why the answer cannot be read. */
function withoutStatus(said: string, finding: ReportFinding | undefined): string {
  const failing = `${finding?.direction === 'rust' ? finding.rust : finding?.python} `;
  return said.startsWith(failing) ? said.slice(failing.length) : said;
}

/** The defect of a finding, by its fingerprint: of several the worst. */
export function defectsByFingerprint(report: RunReport): Map<string, Defect> {
  const found = new Map<string, Defect>();
  for (const defect of report.defects ?? [])
    for (const fingerprint of defect.fingerprints) if (!found.has(fingerprint)) found.set(fingerprint, defect);
  return found;
}
