/** The report as JUnit XML: a testsuite per suite, a testcase per route of a case. */
import XMLBuilder from 'fast-xml-builder';
import type { RunReport } from '../model/report.ts';
import { shown } from './findings.ts';

type RouteReport = RunReport['suites'][number]['cases'][number]['routes'][number];

const FAILURES = new Set(['breaking', 'differs', 'state']);

/** What XML cannot hold is replaced: a recorded text may have it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

const builder = new XMLBuilder({
  attributeNamePrefix: '',
  attributesGroupName: 'of',
  ignoreAttributes: false,
  format: true,
  indentBy: '  ',
  suppressEmptyNode: true,
});

interface Node {
  of: object;
  '#text'?: string;
  failure?: Node;
  error?: Node;
  skipped?: Node;
}

/** An element of its own: a tree of all tests would be larger than the run. */
function element(name: string, node: Node, depth: number): string {
  const text = JSON.parse(JSON.stringify(node), (_, value: unknown) =>
    typeof value === 'string' ? value.replace(NOT_XML, '\ufffd') : value,
  ) as Node;
  const lines = builder.build({ [name]: text }).trimEnd();
  return (
    '  '.repeat(depth) +
    lines.replace(/\n(?= *<\/?(?:failure|error|skipped|testcase)[ >/])/g, `\n${'  '.repeat(depth)}`)
  );
}

export function* renderJunit(report: RunReport): Generator<string> {
  const opened = (text: string): string => text.replace(/\/>$/, '>');
  yield `<?xml version="1.0" encoding="UTF-8"?>\n`;
  const root = element('testsuites', { of: { name: 'parity' } }, 0);
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
        of: {
          name: suite.suite,
          tests: routes.length,
          failures: count((r) => FAILURES.has(r.verdict)),
          errors: count((r) => r.verdict === 'error'),
          skipped: count((r) => r.verdict === 'inconclusive'),
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
      for (const route of own) yield `${testcase(suite.suite, name, route)}\n`;
    yield '  </testsuite>\n';
  }
  yield '</testsuites>\n';
}

function testcase(suite: string, name: string, route: RouteReport): string {
  const text = textOf(route);
  const of = { message: firstLine(text) };
  const { verdict } = route;
  const inside: Omit<Node, 'of'> = FAILURES.has(verdict)
    ? { failure: { of: { type: verdict, ...of }, '#text': text } }
    : verdict === 'error'
      ? { error: { of: { type: verdict, ...of }, '#text': text } }
      : verdict === 'inconclusive'
        ? { skipped: { of } }
        : {};
  return element('testcase', { of: { classname: `${suite}.${route.route}`, name }, ...inside }, 2);
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
