import { expect, test } from 'vitest';
import { latencyOf } from '../../src/latency/judge.ts';
import { randomOf } from '../../src/latency/random.ts';
import type { Sample } from '../../src/latency/sample.ts';
import { reportSchema } from '../../src/model/report.ts';

/** Pairs around `ms` and `ratio * ms`; `spread` is how far the two are from their middles, as a share. */
function samplesOf(n: number, ratio: number, { ms = 200, spread = 0.05, route = 'GET /v1/goals/all' } = {}): Sample[] {
  const random = randomOf('samples', n, ratio, ms, spread);
  const around = (middle: number): number => middle * (1 + spread * (2 * random.unit() - 1));
  return Array.from({ length: n }, (_, i): Sample[] => [
    { route, step: 'list', side: 'rust', ms: around(ms), pair: `${i}` },
    { route, step: 'list', side: 'python', ms: around(ms * ratio), pair: `${i}` },
  ]).flat();
}

const verdictOf = (samples: Sample[], options = {}): string | undefined =>
  latencyOf(samples, { seed: 1, ...options })[0]?.verdict;

test.each([
  [0.2, 'ok'],
  [1, 'ok'],
  [1.04, 'ok'],
  [1.2, 'regression'],
  [5, 'regression'],
])('a clear ratio of %d is %s', (ratio, verdict) => {
  expect(verdictOf(samplesOf(100, ratio))).toBe(verdict);
});

test('too few pairs decide nothing, even where they are clear', () => {
  expect(verdictOf(samplesOf(29, 5))).toBe('inconclusive');
  expect(verdictOf(samplesOf(30, 5))).toBe('regression');
  expect(verdictOf(samplesOf(29, 5), { minPairs: 20 })).toBe('regression');
});

test('a wide interval around the tolerance is inconclusive, a wide one beyond it is not', () => {
  expect(verdictOf(samplesOf(40, 1.1, { spread: 0.9 }))).toBe('inconclusive');
  const [far] = latencyOf(samplesOf(40, 4, { spread: 0.9 }), { seed: 1 });
  expect((far?.ratio?.high ?? 0) / (far?.ratio?.low ?? 1)).toBeGreaterThan(1.1);
  expect(far?.verdict).toBe('regression');
});

test('a narrow interval with the tolerance inside is decided by the ratio', () => {
  const [result] = latencyOf(samplesOf(200, 1.1), { seed: 1 });
  expect(result?.ratio?.low).toBeLessThan(1.1);
  expect(result?.ratio?.high).toBeGreaterThan(1.1);
  expect(result?.verdict).toBe((result?.ratio?.value ?? 0) > 1.1 ? 'regression' : 'ok');
});

test('what is below the floor is no regression', () => {
  const fast = samplesOf(100, 3, { ms: 2 });
  expect(verdictOf(fast)).toBe('ok');
  expect(verdictOf(fast, { floorMs: 1 })).toBe('regression');
});

test('slow connections, cold starts, warm-up, retries, 429 and failures do not move the verdict', () => {
  const good = samplesOf(50, 1);
  const slow = (i: number, more: Partial<Sample>): Sample[] =>
    samplesOf(1, 1).map((s) => ({ ...s, ms: 9000, pair: `slow ${i}`, ...more }));
  const odd = [
    ...slow(0, { warmup: true }),
    ...slow(1, { cold: true }),
    ...slow(2, { excluded: 'retry' }),
    ...slow(3, { excluded: '429' }),
    ...slow(4, { excluded: 'failure' }),
  ];
  const connecting = samplesOf(50, 1).map((s) => ({ ...s, ms: s.ms + 500, connectMs: 500, pair: `c${s.pair}` }));
  const all = [...odd, ...good, ...connecting];
  const [result] = latencyOf(all, { seed: 1 });
  expect(result).toMatchObject({ verdict: 'ok', n: 100 });
  expect(result?.python.own.p95).toBeLessThan(250);
  expect(result?.python.cold).toEqual({ n: 1, p50: 9000, p95: 9000 });
  expect(result?.python.connect).toEqual({ n: 50, p50: 500, p95: 500 });
  expect(result?.python.counts).toMatchObject({ warmup: 1, cold: 1, retry: 1, '429': 1, failure: 1, paired: 100 });
  expect(result?.samples).toEqual(all);
});

test('routes are told apart and do not change one another', () => {
  const a = samplesOf(40, 1, { route: 'GET /a' });
  const b = samplesOf(40, 2, { route: 'GET /b' });
  const together = latencyOf([...a, ...b], { seed: 9 });
  expect(together.map((r) => [r.route, r.verdict])).toEqual([
    ['GET /a', 'ok'],
    ['GET /b', 'regression'],
  ]);
  expect(together[1]).toEqual(latencyOf(b, { seed: 9 })[0]);
});

test('a route with no good pair has counts and no ratio', () => {
  const failed = samplesOf(40, 1).map((s) => (s.side === 'rust' ? s : { ...s, excluded: 'failure' as const }));
  const [result] = latencyOf(failed, { seed: 1 });
  expect(result).toMatchObject({ verdict: 'inconclusive', n: 0, python: { own: { n: 0 }, counts: { failure: 40 } } });
  expect(result).not.toHaveProperty('ratio');
});

test('results are what the report publishes', () => {
  const results = [
    ...latencyOf(samplesOf(40, 1), { seed: 1 }),
    ...latencyOf(samplesOf(1, 1), { seed: 1 }),
    ...latencyOf([{ route: 'GET /x', step: 's', side: 'rust', ms: 1, pair: '1', excluded: 'retry' }], { seed: 1 }),
  ];
  const published = reportSchema.shape.latency.parse(JSON.parse(JSON.stringify(results)));
  expect(published).toEqual(results);
});
