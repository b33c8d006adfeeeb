import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pairsOf, type Sample } from '../../src/latency/sample.ts';

const sample = (side: Sample['side'], pair: string, ms: number, more: Partial<Sample> = {}): Sample => ({
  route: 'GET /v1/goals/all',
  step: 'list',
  side,
  pair,
  ms,
  ...more,
});

test('two good samples of a pair are compared, without their connections', () => {
  const pairs = pairsOf([sample('python', '1', 30, { connectMs: 10 }), sample('rust', '1', 12)]);
  expect(pairs.rust).toEqual([12]);
  expect(pairs.python).toEqual([20]);
});

test('one pair name in two steps is two pairs', () => {
  const both = ['list', 'again'].flatMap((step) => [
    sample('rust', '1', 1, { step }),
    sample('python', '1', 2, { step }),
  ]);
  expect(pairsOf(both).rust).toEqual([1, 1]);
});

test('a sample that is not good leaves its partner unpaired and is counted apart', () => {
  const kinds: Partial<Sample>[] = [
    { warmup: true },
    { cold: true },
    { excluded: 'retry' },
    { excluded: '429' },
    { excluded: 'failure' },
  ];
  const pairs = pairsOf(kinds.flatMap((kind, i) => [sample('rust', `${i}`, 5), sample('python', `${i}`, 5, kind)]));
  expect(pairs.rust).toEqual([]);
  expect(pairs.counts.rust).toMatchObject({ samples: 5, paired: 0, unpaired: 5 });
  expect(pairs.counts.python).toEqual({
    samples: 5,
    paired: 0,
    unpaired: 0,
    warmup: 1,
    cold: 1,
    retry: 1,
    '429': 1,
    failure: 1,
  });
});

test('a second sample of a side in a pair is not compared', () => {
  const pairs = pairsOf([sample('rust', '1', 1), sample('rust', '1', 9), sample('python', '1', 2)]);
  expect(pairs.rust).toEqual([1]);
  expect(pairs.counts.rust).toMatchObject({ samples: 2, paired: 1, unpaired: 1 });
});

const anySample = fc.record(
  {
    route: fc.constant('GET /x'),
    step: fc.constantFrom('a', 'b'),
    side: fc.constantFrom('rust' as const, 'python' as const),
    ms: fc.double({ min: -1, max: 1e6 }),
    connectMs: fc.double({ min: 0, max: 1e6 }),
    warmup: fc.boolean(),
    cold: fc.boolean(),
    excluded: fc.constantFrom('retry' as const, '429' as const, 'failure' as const),
    pair: fc.constantFrom('1', '2', '3'),
  },
  { requiredKeys: ['route', 'step', 'side', 'ms', 'pair'] },
);

test('every sample is counted exactly once and every compared time is above zero', () => {
  fc.assert(
    fc.property(fc.array(anySample), (samples) => {
      const { rust, python, counts } = pairsOf(samples);
      expect(rust.length).toBe(python.length);
      expect([...rust, ...python].every((ms) => ms > 0 && Number.isFinite(ms))).toBe(true);
      for (const side of ['rust', 'python'] as const) {
        const { samples: all, ...rest } = counts[side];
        expect(all).toBe(samples.filter((s) => s.side === side).length);
        expect(Object.values(rest).reduce((sum, n) => sum + n, 0)).toBe(all);
        expect(Object.values(rest).every((n) => n >= 0)).toBe(true);
      }
    }),
  );
});
