/**
 * How sure is a ratio of two medians? Pairs are drawn again with replacement, as many as there are, and the medians
 * taken anew; the middle part of many such ratios is the interval (percentile bootstrap, Efron 1979). Drawing whole
 * pairs keeps what the two calls of a pair share: load, the documents, the moment.
 */
import { quantile } from './quantile.ts';
import type { Random } from './random.ts';

export interface Interval {
  low: number;
  high: number;
}

export interface MedianIntervals {
  /** python p50 / rust p50. */
  ratio: Interval;
  /** python p50 - rust p50, in milliseconds. */
  differenceMs: Interval;
}

export interface Resampling {
  random: Random;
  /** How often the pairs are drawn again. */
  resamples: number;
  /** Share of the ratios inside the interval: 0.95. */
  confidence: number;
}

/** Intervals of the medians of pairs: `rust[i]` and `python[i]` belong together; at least one pair, times above 0. */
export function medianIntervals(
  rust: readonly number[],
  python: readonly number[],
  { random, resamples, confidence }: Resampling,
): MedianIntervals {
  const n = rust.length;
  const a = ranked(rust);
  const b = ranked(python);
  const ratios = new Float64Array(resamples);
  const differences = new Float64Array(resamples);
  const drawnA = new Uint32Array(n);
  const drawnB = new Uint32Array(n);
  for (let r = 0; r < resamples; r++) {
    drawnA.fill(0);
    drawnB.fill(0);
    for (let i = 0; i < n; i++) {
      const pair = random.below(n);
      (drawnA[a.rank[pair] as number] as number)++;
      (drawnB[b.rank[pair] as number] as number)++;
    }
    const medianA = medianOfDrawn(a.sorted, drawnA);
    const medianB = medianOfDrawn(b.sorted, drawnB);
    ratios[r] = medianB / medianA;
    differences[r] = medianB - medianA;
  }
  return { ratio: middle(ratios, confidence), differenceMs: middle(differences, confidence) };
}

/** Sorting once and counting per rank makes a draw linear, where sorting each draw would not be. */
function ranked(values: readonly number[]): { sorted: Float64Array; rank: Uint32Array } {
  const order = values.map((_, i) => i).sort((i, j) => (values[i] as number) - (values[j] as number));
  const rank = new Uint32Array(values.length);
  for (const [place, i] of order.entries()) rank[i] = place;
  return { sorted: Float64Array.from(order, (i) => values[i] as number), rank };
}

/** Median of the values when value i was drawn `drawn[i]` times, as many times in all as there are values. */
function medianOfDrawn(sorted: Float64Array, drawn: Uint32Array): number {
  const n = sorted.length;
  const lower = (n - 1) >> 1;
  const upper = n >> 1;
  let seen = 0;
  let low: number | undefined;
  for (let i = 0; i < n; i++) {
    seen += drawn[i] as number;
    if (low === undefined && seen > lower) low = sorted[i] as number;
    if (low !== undefined && seen > upper) return (low + (sorted[i] as number)) / 2;
  }
  return Number.NaN;
}

function middle(values: Float64Array, confidence: number): Interval {
  values.sort();
  return { low: quantile(values, (1 - confidence) / 2), high: quantile(values, (1 + confidence) / 2) };
}
