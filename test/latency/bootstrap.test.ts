import fc from 'fast-check';
import { expect, test } from 'vitest';
import { medianIntervals } from '../../src/latency/bootstrap.ts';
import { ascending, quantile } from '../../src/latency/quantile.ts';
import { randomOf } from '../../src/latency/random.ts';

const how = (seed: number, confidence = 0.95) => ({ random: randomOf(seed), resamples: 500, confidence });
const times = fc.array(fc.double({ min: 1, max: 1000, noNaN: true }), { minLength: 1, maxLength: 60 });

test('quantiles lie between neighbours by a straight line', () => {
  const four = ascending([40, 10, 30, 20]);
  expect(quantile(four, 0)).toBe(10);
  expect(quantile(four, 0.5)).toBe(25);
  expect(quantile(four, 0.95)).toBeCloseTo(38.5);
  expect(quantile(four, 1)).toBe(40);
  expect(quantile(ascending([7]), 0.95)).toBe(7);
});

test('pairs stay together: a side that is always twice the other is known for certain', () => {
  fc.assert(
    fc.property(times, fc.integer(), (rust, seed) => {
      const { ratio } = medianIntervals(
        rust,
        rust.map((ms) => ms * 2),
        how(seed),
      );
      expect(ratio.low).toBeCloseTo(2, 9);
      expect(ratio.high).toBeCloseTo(2, 9);
    }),
  );
});

test('an interval never leaves the ratios that the times allow', () => {
  fc.assert(
    fc.property(times, fc.integer(), (rust, seed) => {
      const python = [...rust].reverse();
      const { ratio, differenceMs } = medianIntervals(rust, python, how(seed));
      const widest = Math.max(...rust) / Math.min(...rust);
      expect(ratio.low).toBeLessThanOrEqual(ratio.high);
      expect(ratio.low).toBeGreaterThanOrEqual(1 / widest - 1e-9);
      expect(ratio.high).toBeLessThanOrEqual(widest + 1e-9);
      expect(differenceMs.low).toBeLessThanOrEqual(differenceMs.high);
    }),
  );
});

test('a seed brings the interval back; more confidence widens it', () => {
  const random = randomOf('times');
  const rust = Array.from({ length: 50 }, () => 50 + 100 * random.unit());
  const python = Array.from({ length: 50 }, () => 50 + 100 * random.unit());
  expect(medianIntervals(rust, python, how(3))).toEqual(medianIntervals(rust, python, how(3)));
  expect(medianIntervals(rust, python, how(3))).not.toEqual(medianIntervals(rust, python, how(4)));
  const narrow = medianIntervals(rust, python, how(3, 0.5)).ratio;
  const wide = medianIntervals(rust, python, how(3, 0.99)).ratio;
  expect(wide.low).toBeLessThan(narrow.low);
  expect(wide.high).toBeGreaterThan(narrow.high);
});

test('medians of drawn pairs are those of sorting, for even and odd numbers of pairs', () => {
  // With one pair drawn again there is one ratio; with two there are three medians of the first side: 1, 2 and 3.
  const one = medianIntervals([4], [6], how(1));
  expect(one).toEqual({ ratio: { low: 1.5, high: 1.5 }, differenceMs: { low: 2, high: 2 } });
  const two = medianIntervals([1, 3], [10, 10], how(1, 1));
  expect(two.differenceMs).toEqual({ low: 7, high: 9 });
});
