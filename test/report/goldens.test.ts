import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../src/events/events.ts';
import { newFold } from '../../src/events/fold.ts';
import type { RunReport } from '../../src/model/report.ts';
import type { CaseResult, Finding, RouteResult } from '../../src/model/result.ts';
import { parseReporter } from '../../src/report/reporters.ts';

const AT = '2026-11-25T10:00:00.000Z';
const LIST = 'GET /v1/things';
const RENAME = 'PATCH /v1/things/{id}';

const route = (name: string, verdict: RouteResult['verdict'], more: Partial<RouteResult> = {}): RouteResult => ({
  route: name,
  verdict,
  steps: 1,
  bothFailed: 0,
  weak: 0,
  findings: [],
  incomparable: [],
  ...more,
});
const finding = (more: Partial<Finding>): Finding => ({
  class: 'differs',
  route: LIST,
  suite: 'things',
  case: 'renamed',
  step: 'list',
  pointer: '/0/name',
  rust: 'Blue | "big" <box>',
  python: null,
  direction: 'both',
  fingerprint: '0123456789ab',
  message: 'the client shows another value',
  ...more,
});
const result = (name: string, routes: RouteResult[], more: Partial<CaseResult> = {}): CaseResult => ({
  suite: 'things',
  case: name,
  routes,
  notes: [],
  unmatched: [],
  documents: { compared: true },
  ...more,
});

const equal = result('seen', [route(LIST, 'equal', { steps: 2 })]);
const broken = result(
  'renamed',
  [
    route(RENAME, 'breaking', {
      findings: [
        finding({
          class: 'breaking',
          route: RENAME,
          step: 'rename',
          pointer: '',
          rust: '200',
          python: '500',
          direction: 'python',
          fingerprint: 'aaaaaaaaaaaa',
          message: 'the thing keeps its old name',
        }),
      ],
    }),
    route(LIST, 'differs', { findings: [finding({ causedBy: { step: 'rename', route: RENAME } })] }),
  ],
  {
    requests: [
      { step: 'rename', method: 'PATCH', target: "/v1/things/it's?full=true", body: '{"name":"Blue"}' },
      { step: 'list', method: 'GET', target: '/v1/things' },
    ],
  },
);
const mixed = result(
  'locked',
  [
    route(LIST, 'intended', {
      findings: [
        finding({
          class: 'intended',
          case: 'locked',
          rule: 'locked-things',
          message: 'a locked thing is cut',
          fingerprint: 'bbbbbbbbbbbb',
        }),
        finding({
          class: 'differs',
          case: 'locked',
          pointer: '/1/colour',
          rust: 'red',
          python: 'rot',
          fingerprint: 'cccccccccccc',
        }),
      ],
    }),
    route('POST /v1/things', 'inconclusive', {
      incomparable: [
        {
          kind: 'inconclusive',
          code: 'documents-not-compared',
          route: 'POST /v1/things',
          step: 'make',
          reason: 'what this write left in the documents was not compared: no Firestore',
        },
      ],
    }),
  ],
  {
    notes: [
      {
        kind: 'rule-not-applied',
        route: LIST,
        suite: 'things',
        case: 'locked',
        step: 'list',
        text: 'a locked thing is shown',
      },
    ],
    unmatched: [{ step: 'other', method: 'GET', target: '/v9/other' }],
  },
);

const EVENTS: RunEvent[] = [
  {
    type: 'run-started',
    at: AT,
    run: '2026-11-25T10-00-00',
    parity: '1.2.3',
    sides: { rust: { mode: 'recorded' }, python: { mode: 'live', url: 'http://127.0.0.1:8000', version: '4.5' } },
    cases: 3,
    preflight: ['both sides know the token as u1'],
    again: ['--python', 'http://127.0.0.1:8000'],
  },
  {
    type: 'ledger',
    at: AT,
    entries: [
      {
        fingerprint: 'cccccccccccc',
        route: LIST,
        pointer: '/1/colour',
        class: 'differs',
        reason: 'colours are translated',
        owner: 'ann',
        added: '2026-11-01',
        until: '2026-12-01',
      },
    ],
  },
  ...[equal, broken, mixed].map((r): RunEvent => ({ type: 'case-judged', at: AT, result: r })),
  { type: 'budget', at: AT, text: '3 requests per minute × 1 user = 3; no edge limit is configured' },
  { type: 'run-finished', at: '2026-11-25T10:00:05.000Z', complete: true },
];

function reportOf(): RunReport {
  const fold = newFold({
    pages: [{ name: 'Things', routes: [LIST, RENAME], onFailure: 'the page of things is empty' }],
  });
  for (const event of EVENTS) fold.add(event);
  return fold.done().report;
}

const placeOf = (route: string) => (route === RENAME ? { file: 'suites/things.ts', line: 12 } : undefined);

// `npx vitest run test/report/goldens.test.ts -u` writes them anew; read the difference before it is committed.
describe('three cases, as each reporter tells of them', () => {
  test.each([
    ['table', 'table-80.txt', 80],
    ['table', 'table-120.txt', 120],
    ['markdown', 'report.md', 120],
    ['junit', 'junit.xml', 120],
    ['json', 'report.json', 120],
    ['github', 'annotations.txt', 120],
    ['summary', 'summary.md', 120],
    ['comment', 'comment.md', 120],
    ['sarif', 'report.sarif.json', 120],
  ])('%s: %s', async (name, file, width) => {
    const pieces = await parseReporter(name).render(reportOf(), { colour: false, width, placeOf });
    await expect([...pieces].join('')).toMatchFileSnapshot(join(import.meta.dirname, 'goldens', file));
  });
});
