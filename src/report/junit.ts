/** The report as JUnit XML: a testsuite per suite, a testcase per route of a case. */
import type { Defect } from '../model/defect.ts';
import type { RunReport } from '../model/report.ts';
import { defectsByFingerprint } from './defects.ts';
import { shown } from './findings.ts';
import type { RenderOptions } from './options.ts';
import { element, type Node, opened } from './xml.ts';

type RouteReport = RunReport['suites'][number]['cases'][number]['routes'][number];

const FAILURES = new Set(['breaking', 'differs', 'state']);

export function* renderJunit(report: RunReport, { placeOf }: Pick<RenderOptions, 'placeOf'> = {}): Generator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>\n`;
  const all = report.suites.flatMap((s) => s.cases.flatMap((c) => c.routes));
  const root = element('testsuites', { of: { name: 'parity', ...countsOf(all) } }, 0);
  if (report.suites.length === 0) {
    yield `${root}\n`;
    return;
  }
  yield `${opened(root)}\n`;
  const defects = defectsByFingerprint(report);
  for (const suite of report.suites) {
    const routes = suite.cases.flatMap((c) => c.routes);
    const head = element(
      'testsuite',
      {
        of: {
          name: suite.suite,
          ...countsOf(routes),
          timestamp: report.startedAt,
        },
      },
      1,
    );
    if (routes.length === 0) {
      yield `${head}\n`;
      continue;
    }
    yield `${opened(head)}\n`;
    for (const { case: name, routes: own } of suite.cases)
      for (const route of own)
        yield `${testcase({ suite: suite.suite, name, file: placeOf?.(route.route)?.file }, route, defects)}\n`;
    yield '  </testsuite>\n';
  }
  yield '</testsuites>\n';
}

/** Whoever shows a file without its suites has its numbers. */
function countsOf(routes: readonly RouteReport[]): object {
  const count = (of: (r: RouteReport) => boolean): number => routes.filter(of).length;
  return {
    tests: routes.length,
    failures: count((r) => FAILURES.has(r.verdict)),
    errors: count((r) => r.verdict === 'error'),
    skipped: count((r) => r.verdict === 'inconclusive'),
  };
}

interface Test {
  suite: string;
  /** Of the case. */
  name: string;
  /** Of the route, where the place is known: GitLab links it. */
  file: string | undefined;
}

function testcase({ suite, name, file }: Test, route: RouteReport, defects: ReadonlyMap<string, Defect>): string {
  const text = textOf(route, defects);
  const of = { message: firstLine(text) };
  const { verdict } = route;
  const inside: Omit<Node, 'of'> = FAILURES.has(verdict)
    ? { failure: { of: { type: verdict, ...of }, '#text': text } }
    : verdict === 'error'
      ? { error: { of: { type: verdict, ...of }, '#text': text } }
      : verdict === 'inconclusive'
        ? { skipped: { of } }
        : {};
  return element(
    'testcase',
    { of: { classname: `${suite}.${route.route}`, name, ...(file === undefined ? {} : { file }) }, ...inside },
    2,
  );
}

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';

/** The defects first, in a sentence each; the findings below. */
function textOf(route: RouteReport, defects: ReadonlyMap<string, Defect>): string {
  const open = route.findings.filter((f) => f.class !== 'intended');
  const causes = [...new Set(open.flatMap((f) => defects.get(f.fingerprint) ?? []))];
  const findings = open.map(
    (f) =>
      `${f.class} at step ${f.step} ${f.pointer || '(whole answer)'}: ${f.message}; rust ${shown(f.rust)}; python ${shown(f.python)}; ${f.fingerprint}`,
  );
  return [
    ...causes.map((defect) => `${defect.class}: ${defect.sentence} (defect ${defect.id})`),
    ...findings,
    ...route.incomparable.map((i) => `${i.kind} at step ${i.step}: ${i.reason}`),
  ].join('\n');
}
