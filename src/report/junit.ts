/** The report as JUnit XML: a testsuite per suite, a testcase per route of a case. */
import { fragment } from 'xmlbuilder2';
import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces.js';
import type { RunReport } from '../model/report.ts';
import { shown } from './findings.ts';

type RouteReport = RunReport['suites'][number]['cases'][number]['routes'][number];

const FAILURES = new Set(['breaking', 'differs', 'state']);

/** Characters that XML cannot hold are replaced: a recorded text may have them. */
const WRITING = { invalidCharReplacement: '\ufffd' };

/** An element of its own: a tree of all tests would be larger than the run. */
function element(name: string, attributes: object, depth: number, inside?: (node: XMLBuilder) => void): string {
  const node = fragment(WRITING).ele(name, attributes);
  inside?.(node);
  return node.end({ prettyPrint: true, offset: depth });
}

export function* renderJunit(report: RunReport): Generator<string> {
  const opened = (text: string): string => text.replace(/\/>$/, '>');
  yield `<?xml version="1.0" encoding="UTF-8"?>\n`;
  const root = element('testsuites', { name: 'parity' }, 0);
  if (report.suites.length === 0) {
    yield `${root}\n`;
    return;
  }
  yield `${opened(root)}\n`;
  for (const suite of report.suites) {
    const routes = suite.cases.flatMap((c) => c.routes);
    const count = (of: (r: RouteReport) => boolean): number => routes.filter(of).length;
    const head = element(
      'testsuite',
      {
        name: suite.suite,
        tests: routes.length,
        failures: count((r) => FAILURES.has(r.verdict)),
        errors: count((r) => r.verdict === 'error'),
        skipped: count((r) => r.verdict === 'inconclusive'),
        timestamp: report.startedAt,
      },
      1,
    );
    if (routes.length === 0) {
      yield `${head}\n`;
      continue;
    }
    yield `${opened(head)}\n`;
    for (const { case: name, routes: own } of suite.cases)
      for (const route of own) yield `${testcase(suite.suite, name, route)}\n`;
    yield '  </testsuite>\n';
  }
  yield '</testsuites>\n';
}

function testcase(suite: string, name: string, route: RouteReport): string {
  return element('testcase', { classname: `${suite}.${route.route}`, name }, 2, (test) => {
    const text = textOf(route);
    if (FAILURES.has(route.verdict)) test.ele('failure', { type: route.verdict, message: firstLine(text) }).txt(text);
    else if (route.verdict === 'error') test.ele('error', { type: 'error', message: firstLine(text) }).txt(text);
    else if (route.verdict === 'inconclusive') test.ele('skipped', { message: firstLine(text) });
  });
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
