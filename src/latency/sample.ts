/** One timed call, and which of them are compared. */
import { type Pair, SIDES, type Side } from '../model/side.ts';

/** One call of one step at one side. Times in milliseconds. */
export interface Sample {
  /** The client's route: `GET /v1/things/{id}`. */
  route: string;
  step: string;
  side: Side;
  /** Until the whole answer was there, a new connection included. */
  ms: number;
  /** The part of `ms` that opened a connection; absent when one was open. */
  connectMs?: number;
  /** Made only to warm up. */
  warmup?: boolean;
  /** The first call after the side was idle. */
  cold?: boolean;
  /** Says nothing of the route's time: it was sent again, throttled, or failed. */
  excluded?: 'retry' | '429' | 'failure';
  /** The same on the two calls made back to back; unique within route and step. */
  pair: string;
}

/** What became of one side's samples of a route. `samples` is the sum of the others. */
export interface SampleCounts {
  samples: number;
  paired: number;
  /** Good, but without a good partner, or the second of the same side in a pair. */
  unpaired: number;
  warmup: number;
  cold: number;
  retry: number;
  '429': number;
  failure: number;
}

export interface Pairs {
  /** Milliseconds without the connection; the two at one index are a pair. */
  rust: number[];
  python: number[];
  counts: Pair<SampleCounts>;
}

/** A clock tells no less; keeps ratios finite. */
const SHORTEST_MS = 0.001;

/** Time of the route itself: without the connection. */
export const ownMs = (sample: Sample): number => Math.max(SHORTEST_MS, sample.ms - (sample.connectMs ?? 0));

type Fate = Exclude<keyof SampleCounts, 'samples' | 'paired' | 'unpaired'> | 'good';

/** Why a sample is not compared; the first reason counts, so that each sample is counted once. */
function fateOf(sample: Sample): Fate {
  if (sample.excluded) return sample.excluded;
  if (!Number.isFinite(ownMs(sample))) return 'failure';
  if (sample.cold) return 'cold';
  return sample.warmup ? 'warmup' : 'good';
}

/** Puts the good samples of one route together in pairs, in the order in which the pairs were begun. */
export function pairsOf(samples: readonly Sample[]): Pairs {
  const counts = { rust: noCounts(), python: noCounts() };
  const begun = new Map<string, Partial<Pair<number>>>();
  for (const sample of samples) {
    const count = counts[sample.side];
    const fate = fateOf(sample);
    count.samples++;
    if (fate !== 'good') {
      count[fate]++;
      continue;
    }
    count.unpaired++;
    const key = JSON.stringify([sample.step, sample.pair]);
    const pair = begun.get(key) ?? {};
    pair[sample.side] ??= ownMs(sample);
    begun.set(key, pair);
  }
  const pairs: Pairs = { rust: [], python: [], counts };
  for (const { rust, python } of begun.values()) {
    if (rust === undefined || python === undefined) continue;
    pairs.rust.push(rust);
    pairs.python.push(python);
  }
  for (const side of SIDES) {
    counts[side].paired = pairs.rust.length;
    counts[side].unpaired -= pairs.rust.length;
  }
  return pairs;
}

const noCounts = (): SampleCounts => ({
  samples: 0,
  paired: 0,
  unpaired: 0,
  warmup: 0,
  cold: 0,
  retry: 0,
  '429': 0,
  failure: 0,
});
