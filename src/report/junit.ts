/** The report as JUnit XML: a testsuite per suite, a testcase per route of a case. */
import { create } from 'xmlbuilder2';
import type { RunReport } from '../model/report.ts';
import { shown } from './findings.ts';

type RouteReport = RunReport['suites'][number]['cases'][number]['routes'][number];

const FAILURES = new Set(['breaking', 'differs', 'state']);

/** Characters that XML cannot hold are replaced: a recorded text may have them. */
export function renderJunit(report: RunReport): string {
  const root = create({ version: '1.0', encoding: 'UTF-8', invalidCharReplacement: '\ufffd' }).ele('testsuites', {
    name: 'parity',
  });
  for (const suite of report.suites) {
    const tests = suite.cases.flatMap((c) => c.routes.map((r) => ({ name: c.case, route: r })));
    const count = (of: (r: RouteReport) => boolean): number => tests.filter((t) => of(t.route)).length;
    const node = root.ele('testsuite', {
      name: suite.suite,
      tests: tests.length,
      failures: count((r) => FAILURES.has(r.verdict)),
      errors: count((r) => r.verdict === 'error'),
      skipped: count((r) => r.verdict === 'inconclusive'),
      timestamp: report.startedAt,
    });
    for (const { name, route } of tests) {
      const test = node.ele('testcase', { classname: `${suite.suite}.${route.route}`, name });
      const text = textOf(route);
      if (FAILURES.has(route.verdict)) test.ele('failure', { type: route.verdict, message: firstLine(text) }).txt(text);
      else if (route.verdict === 'error') test.ele('error', { type: 'error', message: firstLine(text) }).txt(text);
      else if (route.verdict === 'inconclusive') test.ele('skipped', { message: firstLine(text) });
    }
  }
  return `${root.end({ prettyPrint: true })}\n`;
}

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';

function textOf(route: RouteReport): string {
  const findings = route.findings
    .filter((f) => f.class !== 'intended')
    .map(
      (f) =>
        `${f.class} at step ${f.step} ${f.pointer || '(whole answer)'}: ${f.message}; rust ${shown(f.rust)}; python ${shown(f.python)}; ${f.fingerprint}`,
    );
  return [...findings, ...route.incomparable.map((i) => `${i.kind} at step ${i.step}: ${i.reason}`)].join('\n');
}
