import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Decision, decide, gateExitCode } from '../../src/gate/decide.ts';
import type { GateInput } from '../../src/gate/input.ts';
import { DEFAULT_POLICY, type Policy } from '../../src/gate/policy.ts';
import { emptyMap, flipped } from '../../src/gate/targets.ts';
import type { CheckFinding } from '../../src/model/check.ts';
import type { RunReport } from '../../src/model/report.ts';
import { catalog, finding, READ, report, WRITE } from '../support/reports.ts';

const NOW = '2026-11-21T10:00:00.000Z';

function ask(
  reports: RunReport[],
  route = READ,
  more: {
    policy?: Partial<Policy>;
    onPython?: string[];
    versions?: object;
    declared?: CheckFinding[];
    coverage?: Map<string, number>;
    client?: GateInput['client'];
  } = {},
): Decision {
  const targets = more.onPython ? flipped(emptyMap(), more.onPython, NOW, []) : emptyMap();
  const policy = { ...DEFAULT_POLICY, ...more.policy };
  const input = {
    routes: catalog.routes,
    pages: catalog.pages,
    reports,
    policy,
    targets,
    now: NOW,
    versions: more.versions,
    ...(more.declared ? { declared: more.declared } : {}),
    ...(more.coverage ? { coverage: more.coverage } : {}),
    ...(more.client ? { client: more.client } : {}),
  };
  return decide(input, [route])[0] as Decision;
}

test('a live, fresh, equal run opens the gate', () => {
  const decision = ask([report()]);
  expect(decision).toMatchObject({ decision: 'flip', why: [], evidence: ['run-1'] });
  expect(gateExitCode([decision])).toBe(0);
});

test('a least coverage, where the policy asks for one', () => {
  const leastCoverage = { read: 0.5, write: 0, destructive: 0 };
  const share = (of: number) => ask([report()], READ, { policy: { leastCoverage }, coverage: new Map([[READ, of]]) });
  expect(share(0.5).decision).toBe('flip');
  expect(share(0.49)).toMatchObject({ decision: 'not-enough-evidence', reasons: [{ code: 'coverage' }] });
  expect(ask([report()], READ, { policy: { leastCoverage } }).decision).toBe('flip');
});

describe('the client', () => {
  const sources = { paths: ['Client'], files: 1, types: 1, since: 'abcdef0123456789' };
  const told = (more: Partial<NonNullable<GateInput['client']>>): NonNullable<GateInput['client']> => ({
    madeAt: '2026-11-20T10:00:00.000Z',
    sources,
    findings: [],
    stale: [],
    ...more,
  });
  const changed = [{ route: READ, changes: ['- /answer/id: text, required', '+ /answer/id: text, optional'] }];
  test('a suite that does not read as the client does is no judge', () => {
    const drift = {
      fingerprint: 'f',
      class: 'differs' as const,
      kind: 'key-optional',
      route: 'GET /v1/first',
      routes: ['GET /v1/first', READ],
      module: 'things',
      at: '/answer/id',
      message: 'the client lets id miss, and the suites need it',
      notices: '',
      ours: { file: 'things.ts' },
      theirs: 'Client.swift:3',
    };
    expect(ask([report()], READ, { client: told({ findings: [drift] }) })).toMatchObject({
      decision: 'not-enough-evidence',
      reasons: [{ code: 'client-differs', text: expect.stringContaining('Client.swift:3') }],
    });
    const others = told({ findings: [{ ...drift, routes: ['GET /v1/first'] }] });
    expect(ask([report()], READ, { client: others }).decision).toBe('flip');
  });
  test('a run from before the client changed is no evidence, one from after it is', () => {
    const { finishedAt } = report();
    const later = new Date(Date.parse(finishedAt) + 1000).toISOString();
    expect(ask([report()], READ, { client: told({ madeAt: later, stale: changed }) })).toMatchObject({
      decision: 'not-enough-evidence',
      reasons: [{ code: 'client-changed', text: expect.stringContaining('since abcdef012345: - /answer/id') }],
    });
    const earlier = new Date(Date.parse(finishedAt) - 1000).toISOString();
    expect(ask([report()], READ, { client: told({ madeAt: earlier, stale: changed }) }).decision).toBe('flip');
    const others = told({ madeAt: later, stale: [{ route: WRITE, changes: [] }] });
    expect(ask([report()], READ, { client: others }).decision).toBe('flip');
  });
});

describe('holds', () => {
  test.each(['breaking', 'differs', 'state'] as const)('%s', (c) => {
    const decision = ask([report({ findings: [finding({ class: c })] })]);
    expect(decision.decision).toBe('hold');
    expect(decision.why[0]).toContain(c);
    expect(gateExitCode([decision])).toBe(1);
  });
  test('findings, the worst first', () => {
    const findings = [finding({ class: 'state', fingerprint: 's' }), finding({ class: 'breaking', fingerprint: 'b' })];
    expect(ask([report({ findings })]).why[0]).toContain('breaking');
  });
  test('a finding that only a recorded run shows holds as well, and is told as that', () => {
    const found = { findings: [finding()] };
    const recorded = report({ ...found, live: false, run: 'run-2', at: '2026-11-21T09:00:00.000Z' });
    const mended = ask([report(), recorded]);
    expect([mended.decision, mended.why[0]]).toEqual(['hold', expect.stringContaining(', as recorded: ')]);
    expect(ask([report(found), recorded]).why.join()).not.toContain('as recorded');
  });
  test('a finding with a cause holds the causing route, not the one where it shows', () => {
    const findings = [finding({ causedBy: { step: 'make', route: WRITE } })];
    expect(ask([report({ findings })]).decision).toBe('flip');
    const one = report({ findings });
    const cases = one.suites[0]?.cases[0];
    cases?.routes.push({
      route: WRITE,
      verdict: 'equal',
      steps: 1,
      bothFailed: 0,
      weak: 0,
      findings: [],
      incomparable: [],
    });
    expect(ask([one], WRITE, { onPython: [READ] })).toMatchObject({ decision: 'hold' });
  });
  test('what always breaks by the declared routes, and nothing else of them', () => {
    const declared = (more: Partial<CheckFinding>): CheckFinding => ({
      fingerprint: 'f',
      class: 'breaking',
      kind: 'no-route',
      route: READ,
      module: 'things',
      at: '',
      message: 'there is no such route: 404',
      notices: '',
      ours: { file: 'things.ts' },
      theirs: '/paths',
      ...more,
    });
    expect(ask([report()], READ, { declared: [declared({})] })).toMatchObject({
      decision: 'hold',
      reasons: [{ code: 'declared' }],
    });
    for (const more of [{ when: 'it is long' }, { class: 'differs' as const }, { accepted: 'known' }, { route: WRITE }])
      expect(ask([report()], READ, { declared: [declared(more)] }).decision).toBe('flip');
  });
  test('a rule that did not apply', () => {
    expect(ask([report({ notApplied: true })]).why[0]).toContain('a rule did not apply');
  });
  test('a page that is not green', () => {
    const other = report({
      route: 'GET /v1/others',
      findings: [finding({ class: 'breaking', route: 'GET /v1/others' })],
      run: 'r2',
    });
    expect(ask([report(), other]).why[0]).toContain('page Things');
    expect(ask([report(), other], READ, { policy: { pages: false } }).decision).toBe('flip');
  });
  test('the order of phases', () => {
    expect(ask([report({ route: WRITE })], WRITE).why[0]).toContain('reads come first');
    expect(ask([report({ route: WRITE })], WRITE, { onPython: [READ] }).decision).toBe('flip');
  });
  test('a cross-read', () => {
    expect(ask([report({ crossReads: [finding({ class: 'breaking' })] })]).why[0]).toContain('cross-read');
  });
  test('a latency regression', () => {
    const latency = [
      { route: READ, verdict: 'regression', reason: 'p50 ratio 1.4' },
    ] as unknown as RunReport['latency'];
    expect(ask([report({ latency })]).why[0]).toContain('slower');
    expect(ask([report({ latency })], READ, { policy: { latency: false } }).decision).toBe('flip');
  });
});

describe('not enough evidence', () => {
  const missing = (decision: Decision, text: string): void => {
    expect(decision.decision).toBe('not-enough-evidence');
    expect(decision.why.join('\n')).toContain(text);
    expect(decision.commands[0]).toContain(`parity run --route`);
    expect(gateExitCode([decision])).toBe(4);
  };
  test('no run', () => missing(ask([]), 'no stored run'));
  test('recorded only', () => missing(ask([report({ live: false })]), 'recorded evidence never opens'));
  test('too old', () => missing(ask([report({ at: '2026-11-01T10:00:00.000Z' })]), 'older than 7 days'));
  test('too few cases', () => missing(ask([report()], READ, { policy: { minCases: 2 } }), '1 of 2 cases'));
  test('too few live runs', () => missing(ask([report()], READ, { policy: { minLiveRuns: 2 } }), '1 of 2 live runs'));
  test('another version', () => {
    missing(ask([report({ versions: { python: '1' } })], READ, { versions: { python: '2' } }), 'python 2');
    expect(ask([report({ versions: { python: '2' } })], READ, { versions: { python: '2' } }).decision).toBe('flip');
  });
  test('documents of a write that were not compared', () => {
    missing(ask([report({ route: WRITE, documents: false })], WRITE, { onPython: [READ] }), 'documents');
  });
  test('steps that were not comparable', () => {
    missing(
      ask([report({ incomparable: [{ kind: 'inconclusive', code: 'not-sent', reason: 'no index' }] })]),
      'no index',
    );
  });
});

test('dead routes neither block nor need evidence', () => {
  const decision = ask([], 'GET /v1/dead');
  expect(decision.decision).toBe('not-up');
  expect(gateExitCode([decision])).toBe(0);
});

describe('properties', () => {
  const RANK = { flip: 0, 'not-up': 0, 'not-enough-evidence': 1, hold: 2 };
  const arbitrary = fc.record({
    live: fc.boolean(),
    at: fc.constantFrom('2026-11-20T10:00:00.000Z', '2026-10-01T10:00:00.000Z'),
    findings: fc.array(
      fc
        .constantFrom('breaking', 'differs', 'state', 'intended')
        .map((c) => finding({ class: c as 'state', fingerprint: c })),
      { maxLength: 2 },
    ),
    notApplied: fc.boolean(),
  });
  test('a worse finding never opens a gate', () => {
    fc.assert(
      fc.property(fc.array(arbitrary, { maxLength: 3 }), (options) => {
        const before = ask(options.map((o, i) => report({ ...o, run: `r${i}` })));
        const worse = options.map((o, i) =>
          report({
            ...o,
            run: `r${i}`,
            findings: [...o.findings, finding({ class: 'breaking', fingerprint: 'worse' })],
          }),
        );
        expect(RANK[ask(worse).decision]).toBeGreaterThanOrEqual(RANK[before.decision]);
      }),
    );
  });
  test('more evidence of the same kind never closes one', () => {
    fc.assert(
      fc.property(fc.array(arbitrary, { minLength: 1, maxLength: 3 }), (options) => {
        const reports = options.map((o, i) => report({ ...o, run: `r${i}` }));
        const more = [...reports, ...options.map((o, i) => report({ ...o, run: `again${i}` }))];
        expect(RANK[ask(more).decision]).toBeLessThanOrEqual(RANK[ask(reports).decision]);
      }),
    );
  });
});
