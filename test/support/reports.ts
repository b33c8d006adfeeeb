import { buildCatalog } from '../../src/catalog/catalog.ts';
import type { Route } from '../../src/catalog/route.ts';
import type { ReportedFinding } from '../../src/gate/evidence.ts';
import type { RunReport } from '../../src/model/report.ts';
import type { Incomparable } from '../../src/model/result.ts';

export const READ = 'GET /v1/things';
export const WRITE = 'POST /v1/things';
const OTHER = 'GET /v1/others';

const route = (method: Route['method'], path: string, kind: Route['kind'], more: Partial<Route> = {}): Route => ({
  method,
  path,
  kind,
  decoder: null,
  ...more,
});

/** A small catalogue: a read and a write of one module, a page of two reads, a dead route. */
export const catalog = buildCatalog([
  {
    name: 'things',
    routes: [
      route('GET', '/v1/things', 'read'),
      route('POST', '/v1/things', 'write'),
      route('GET', '/v1/dead', 'read', { dead: true }),
    ],
    pages: [{ name: 'Things', routes: [READ, OTHER], onFailure: 'nothing' }],
  },
  { name: 'others', routes: [route('GET', '/v1/others', 'read')] },
]);

export const finding = (more: Partial<ReportedFinding> = {}): ReportedFinding => ({
  class: 'differs',
  route: READ,
  suite: 'things',
  case: 'one',
  step: 'list',
  pointer: '/0/name',
  rust: 'a',
  python: 'b',
  direction: 'both',
  fingerprint: 'aaaaaaaaaaaa',
  message: 'the client shows another value',
  ...more,
});

export interface ReportOptions {
  run?: string;
  at?: string;
  live?: boolean;
  findings?: ReportedFinding[];
  route?: string;
  incomparable?: Pick<Incomparable, 'kind' | 'code' | 'reason'>[];
  documents?: boolean;
  notApplied?: boolean;
  crossReads?: ReportedFinding[];
  versions?: { rust?: string; python?: string };
  latency?: RunReport['latency'];
}

/** A run of one case that called one route. */
export function report(options: ReportOptions = {}): RunReport {
  const { run = 'run-1', at = '2026-11-20T10:00:00.000Z', live = true, findings = [], route: name = READ } = options;
  const mode = live ? 'live' : 'recorded';
  const incomparable = (options.incomparable ?? []).map((i) => ({ ...i, route: name, step: 'list' }));
  const inCase = {
    route: name,
    verdict: findings[0]?.class ?? 'equal',
    steps: 1,
    bothFailed: 0,
    weak: 0,
    findings,
    incomparable,
  } as const;
  return {
    schemaVersion: 1,
    parity: '0.1.0',
    run,
    startedAt: at,
    finishedAt: at,
    complete: true,
    sides: { rust: { mode, version: options.versions?.rust }, python: { mode, version: options.versions?.python } },
    suites: [
      {
        suite: 'things',
        routes: [
          {
            route: name,
            verdict: inCase.verdict,
            cases: 1,
            findings: findings.length,
            incomparable: 0,
            bothFailed: 0,
            weak: 0,
          },
        ],
        cases: [
          {
            case: 'one',
            routes: [inCase],
            notes: options.notApplied
              ? [{ kind: 'rule-not-applied', route: name, suite: 'things', case: 'one', step: 'list', text: 'locked' }]
              : [],
            documents: { compared: options.documents ?? true },
            unmatched: [],
            crossReads: options.crossReads?.map((f) => ({ writer: 'rust', reader: 'python', finding: f })),
          },
        ],
      },
    ],
    pages: [],
    totals: { verdicts: {}, cases: 1, planned: 1, steps: 1, bothFailed: 0, unjudged: [], exitCode: 0 },
    latency: options.latency,
  };
}
