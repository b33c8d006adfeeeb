import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyLedger, type LedgerEntry, names, refusal } from '../../src/events/ledger.ts';
import type { CaseResult } from '../../src/model/result.ts';
import { finding, report } from '../support/reports.ts';

const NOW = '2026-11-21T10:00:00.000Z';
const entry = (more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  route: 'GET /v1/things',
  pointer: '/*/name',
  class: 'differs',
  reason: 'agreed',
  owner: 'ana',
  added: '2026-11-20',
  until: '2026-12-20',
  ...more,
});

/** The cases of a made-up report. */
const results = (options: Parameters<typeof report>[0] = {}) =>
  report(options).suites.flatMap((s) => s.cases.map((c) => ({ suite: s.suite, ...c })));

test('an entry turns what it names into intended, and nothing else', () => {
  const other = finding({ pointer: '/0/colour', fingerprint: 'bbbbbbbbbbbb' });
  const applied = applyLedger(results({ findings: [finding(), other] }), [entry()], NOW);
  const classes = applied.results[0]?.routes[0]?.findings.map((f) => f.class);
  expect(classes).toEqual(['intended', 'differs']);
  expect(applied).toMatchObject({ accepted: 1, entries: 1, problems: [] });
  expect(applied.results[0]?.routes[0]?.verdict).toBe('differs');
});

describe('refused', () => {
  test.each([
    ['no reason', { reason: ' ' }],
    ['no owner', { owner: '' }],
    ['more than 90 days', { until: '2027-03-01' }],
    ['an end before its beginning', { until: '2026-11-01' }],
    ['a wildcard over a whole body', { pointer: '/*' }],
    ['a wildcard over everything', { pointer: '/*/*' }],
    ['half a wildcard', { pointer: '/na*e' }],
    ['the whole answer without a fingerprint', { pointer: '' }],
    ['no exact route', { route: 'GET *' }],
    ['an unknown key', { nonsense: 1 } as object],
  ])('%s', (_, more) => {
    expect(refusal({ ...entry(), ...more })).toEqual(expect.any(String));
    expect(refusal(entry())).toBeNull();
  });
});

describe('reported', () => {
  test('matched nothing', () => {
    expect(applyLedger(results(), [entry()], NOW).problems[0]).toMatchObject({
      code: 'idle',
      text: expect.stringContaining('matched nothing'),
    });
  });
  test('past its day', () => {
    const applied = applyLedger(results({ findings: [finding()] }), [entry({ until: '2026-11-20' })], NOW);
    expect(applied.problems[0]).toMatchObject({ code: 'ended', text: expect.stringContaining('ended on') });
    expect(applied.accepted).toBe(0);
  });
  test('would mute two unlike findings, and mutes none', () => {
    const two = [finding(), finding({ pointer: '/1/name', fingerprint: 'cccccccccccc' })];
    const applied = applyLedger(results({ findings: two }), [entry()], NOW);
    expect(applied.problems[0]).toMatchObject({
      code: 'mutes-several',
      text: expect.stringContaining('2 unlike findings'),
    });
    expect(applied.accepted).toBe(0);
  });
});

test('of 500 entries none mutes a finding that it does not name', () => {
  const pointer = fc.constantFrom(
    '',
    '/*',
    '/0/name',
    '/*/name',
    '/0/colour',
    '/*/*',
    '/**',
    '/0',
    '/name',
    '/0/name/x',
  );
  const fuzzed = fc.record({
    route: fc.constantFrom('GET /v1/things', 'POST /v1/things', 'GET *', ''),
    pointer,
    class: fc.constantFrom('breaking', 'differs', 'state'),
    fingerprint: fc.option(fc.constantFrom('aaaaaaaaaaaa', 'bbbbbbbbbbbb'), { nil: undefined }),
    rust: fc.option(fc.constantFrom('a', 'x'), { nil: undefined }),
    reason: fc.constantFrom('agreed', ''),
    owner: fc.constantFrom('ana', ' '),
    added: fc.constant('2026-11-20'),
    until: fc.constantFrom('2026-12-20', '2026-11-19', '2027-12-20'),
  });
  const findings = [
    finding(),
    finding({ pointer: '/0/colour', fingerprint: 'bbbbbbbbbbbb' }),
    finding({ class: 'breaking', pointer: '', fingerprint: 'dddddddddddd' }),
  ];
  fc.assert(
    fc.property(fuzzed, (raw) => {
      const given = JSON.parse(JSON.stringify(raw)) as LedgerEntry;
      const applied = applyLedger(results({ findings }), [given], NOW);
      const after = applied.results[0]?.routes[0]?.findings ?? [];
      const muted = findings.filter((_, i) => after[i]?.class === 'intended');
      expect(muted.every((f) => names(given, f) && refusal(given) === null)).toBe(true);
      expect(new Set(muted.map((f) => f.fingerprint)).size).toBeLessThanOrEqual(1);
    }),
    { numRuns: 500 },
  );
});

describe('accepted in bulk, because only made cases showed it', () => {
  const bulk = entry({ onlyMade: true });
  const of = (...origins: (CaseResult['origin'] | undefined)[]): CaseResult[] =>
    origins.flatMap((origin) => results({ findings: [finding()] }).map((r) => (origin ? { ...r, origin } : r)));

  test.each<[string, CaseResult['origin'][]]>([
    ['made', ['made']],
    ['found', ['found', 'made']],
  ])('%s: it is intended', (_, origins) => {
    expect(applyLedger(of(...origins), [bulk], NOW)).toMatchObject({ accepted: origins.length, problems: [] });
  });
  test.each<[string, CaseResult['origin'][]]>([
    ['recorded', ['made', 'recorded']],
    ['imported', ['imported']],
    ['from where nobody knows', [undefined]],
  ])('%s: it is open everywhere, and that is said', (_, origins) => {
    const applied = applyLedger(of(...origins), [bulk], NOW);
    expect([applied.accepted, applied.problems.map((p) => p.code)]).toEqual([0, ['really-seen']]);
  });
});
