import fc from 'fast-check';
import { expect, test } from 'vitest';
import { orderOfPair, randomOf, xoshiro128ss } from '../../src/latency/random.ts';

test('the published numbers of xoshiro128** for the state 1, 2, 3, 4', () => {
  const random = xoshiro128ss([1, 2, 3, 4]);
  const numbers = Array.from({ length: 4 }, () => random.bits());
  expect(numbers).toEqual([11520, 0, 5927040, 70819200]);
});

test('the same seeds give the same numbers, other seeds others', () => {
  const take = (...seeds: (number | string)[]): number[] => {
    const random = randomOf(...seeds);
    return Array.from({ length: 8 }, () => random.bits());
  };
  expect(take(7, 'a')).toEqual(take(7, 'a'));
  expect(take(7, 'a')).not.toEqual(take(7, 'b'));
  expect(take(1, 23)).not.toEqual(take(12, 3));
});

test('below(n) is a whole number below n', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 2 ** 32 }), (seed, n) => {
      const drawn = randomOf(seed).below(n);
      expect(Number.isInteger(drawn) && drawn >= 0 && drawn < n).toBe(true);
    }),
  );
});

test('every tenth is drawn about as often, for neighbouring seeds too', () => {
  const counts = new Array<number>(10).fill(0);
  for (let seed = 0; seed < 10_000; seed++) (counts[randomOf(seed).below(10)] as number)++;
  for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

test('either side of a pair goes first about as often, and a seed brings the order back', () => {
  const order = (seed: number): string[] => Array.from({ length: 1000 }, (_, i) => orderOfPair(seed, i)[0]);
  const rustFirst = order(5).filter((side) => side === 'rust').length;
  expect(Math.abs(rustFirst - 500)).toBeLessThan(80);
  expect(order(5)).toEqual(order(5));
  expect(order(5)).not.toEqual(order(6));
  expect([...orderOfPair(5, 0)].sort()).toEqual(['python', 'rust']);
});
