/** Judged cases → defects, the worst first. Pure. */
import type { Page } from '../../catalog/route.ts';
import type { Defect } from '../../model/defect.ts';
import { type CaseResult, type Finding, VERDICTS } from '../../model/result.ts';
import { groupBy } from '../group.ts';
import { causesIn, openFindings } from './causes.ts';
import { hashOf } from './hash.ts';
import { kindOf, placeOf } from './keys.ts';
import { type Caused, sameRows } from './rows.ts';
import { sentenceOf } from './sentence.ts';
import { trafficOf } from './traffic.ts';

export function defectsOf(results: readonly CaseResult[], pages: readonly Page[]): Defect[] {
  const all = results.flatMap((result): Caused[] => {
    const at = `${result.suite}/${result.case}`;
    const findings = openFindings(result);
    return [...causesIn(findings)].map(([finding, key]) => ({ finding, key, at }));
  });
  const merged = sameRows(all);
  const groups = groupBy(all, ({ key }) => merged.get(key) ?? key);
  return [...groups].map(([key, shown]) => defectOf(key, shown, results, pages)).sort(worstFirst);
}

const rank = (of: Defect): number => VERDICTS.indexOf(of.class);

/** The class first; then what real sessions show, then what most cases show. */
const worstFirst = (a: Defect, b: Defect): number =>
  rank(a) - rank(b) ||
  b.traffic.real.shows - a.traffic.real.shows ||
  b.cases - a.cases ||
  a.route.localeCompare(b.route) ||
  a.place.localeCompare(b.place);

function defectOf(
  key: string,
  shown: readonly Caused[],
  results: readonly CaseResult[],
  pages: readonly Page[],
): Defect {
  const roots = shown.filter(({ finding }) => !finding.causedBy);
  const [first] = [...(roots.length > 0 ? roots : shown)].sort(
    (a, b) => VERDICTS.indexOf(a.finding.class) - VERDICTS.indexOf(b.finding.class),
  ) as [Caused];
  const { finding } = first;
  const charged = finding.causedBy?.route ?? finding.route;
  const routes = [...new Set([charged, ...shown.map((one) => one.finding.route)])];
  const cases = groupBy(shown, ({ at }) => at);
  const own = roots.length > 0 ? roots.filter((one) => one.finding.class === finding.class) : shown;
  const fields = [
    ...new Set(own.filter((one) => one.finding.route === finding.route).map((one) => placeOf(one.finding))),
  ];
  return {
    id: hashOf(key),
    class: finding.class,
    kind: kindOf(finding),
    route: charged,
    place: placeOf(finding),
    fields,
    sentence: sentenceOf(finding, fields),
    ...saidOf(finding),
    routes,
    pages: pages.filter((page) => routes.some((route) => page.routes.includes(route))).map(({ name }) => name),
    findings: shown.length,
    cases: cases.size,
    smallest: smallestOf(cases, first),
    fingerprints: [...new Set(shown.map((one) => one.finding.fingerprint))],
    traffic: trafficOf(new Set(cases.keys()), new Set(routes), results),
  };
}

/** The status, or why the client cannot read it, and the beginning of the answer. */
function saidOf(f: Finding): Pick<Defect, 'said'> {
  const failing = String(f.direction === 'rust' ? f.rust : f.python);
  return f.said === undefined ? {} : { said: `${failing} ${f.said}` };
}

/** The case that shows it with the least around it. */
function smallestOf(cases: ReadonlyMap<string, readonly Caused[]>, first: Caused): Defect['smallest'] {
  const [least] = [...cases.values()].sort((a, b) => a.length - b.length) as [readonly Caused[]];
  const { finding } = least.find((one) => !one.finding.causedBy) ?? least[0] ?? first;
  return { suite: finding.suite, case: finding.case, step: finding.step, fingerprint: finding.fingerprint };
}
