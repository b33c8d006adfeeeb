/** Samples of one route → its times per side and whether the candidate is slower than allowed. Pure. */
import type { Side } from '../model/side.ts';
import { type Interval, medianIntervals } from './bootstrap.ts';
import { ascending, quantile } from './quantile.ts';
import { randomOf } from './random.ts';
import { ownMs, pairsOf, type Sample, type SampleCounts } from './sample.ts';
import { decide, type LatencyVerdict } from './verdict.ts';

export interface LatencyOptions {
  /** Ratio of the p50s, python to rust, up to which slower is no regression. */
  tolerance: number;
  /** A p50 that is longer by no more than this is none either, whatever the ratio. Milliseconds. */
  floorMs: number;
  /** Fewer pairs decide nothing. */
  minPairs: number;
  /** Share of the resampled ratios inside the interval. */
  confidence: number;
  resamples: number;
  /** Printed with the result, which it brings back. */
  seed: number;
}

/** 10 ms are not felt; 30 pairs are the least from which a median's interval means something. */
export const LATENCY_DEFAULTS: Omit<LatencyOptions, 'seed'> = {
  tolerance: 1.1,
  floorMs: 10,
  minPairs: 30,
  confidence: 0.95,
  resamples: 2000,
};

/** Times in milliseconds; absent where there was none to take them from. */
export interface Spread {
  n: number;
  p50?: number;
  p95?: number;
}

/** One side of a route. `own`: paired calls without the connection, what is compared. */
export interface SideLatency {
  own: Spread;
  /** Opening connections, of all samples that opened one. */
  connect: Spread;
  /** First calls after idle, without the connection. */
  cold: Spread;
  counts: SampleCounts;
}

export interface LatencyResult {
  route: string;
  verdict: LatencyVerdict;
  /** One line on why. */
  reason: string;
  /** Pairs that were compared. */
  n: number;
  rust: SideLatency;
  python: SideLatency;
  /** python p50 / rust p50 with its interval; absent without pairs. */
  ratio?: Interval & { value: number };
  /** python p50 - rust p50 with its interval, in milliseconds. */
  differenceMs?: Interval & { value: number };
  options: LatencyOptions;
  /** Every sample, also those that were not compared. */
  samples: Sample[];
}

/** All samples → one result per route, in the order of the first sample of each. */
export function latencyOf(
  samples: readonly Sample[],
  options: Partial<LatencyOptions> & { seed: number },
): LatencyResult[] {
  const whole: LatencyOptions = { ...LATENCY_DEFAULTS, ...withoutUndefined(options) };
  const byRoute = new Map<string, Sample[]>();
  for (const sample of samples) {
    const own = byRoute.get(sample.route);
    if (own) own.push(sample);
    else byRoute.set(sample.route, [sample]);
  }
  return [...byRoute].map(([route, own]) => routeLatency(route, own, whole));
}

function routeLatency(route: string, samples: Sample[], options: LatencyOptions): LatencyResult {
  const pairs = pairsOf(samples);
  const side = (name: Side): SideLatency => {
    const own = samples.filter((s) => s.side === name);
    return {
      own: spreadOf(pairs[name]),
      connect: spreadOf(own.flatMap((s) => (s.connectMs === undefined ? [] : [s.connectMs]))),
      cold: spreadOf(own.filter((s) => s.cold && !s.excluded).map(ownMs)),
      counts: pairs.counts[name],
    };
  };
  const rust = side('rust');
  const python = side('python');
  const result = { route, n: pairs.rust.length, rust, python, options, samples };
  if (rust.own.p50 === undefined || python.own.p50 === undefined) return { ...result, ...decide(0, options) };
  // The route is part of the seed: a route's interval is the same whichever others ran with it.
  const random = randomOf(options.seed, 'bootstrap', route);
  const intervals = medianIntervals(pairs.rust, pairs.python, { random, ...options });
  const ratio = { value: python.own.p50 / rust.own.p50, ...intervals.ratio };
  const differenceMs = { value: python.own.p50 - rust.own.p50, ...intervals.differenceMs };
  return { ...result, ratio, differenceMs, ...decide(result.n, options, { ratio, differenceMs }) };
}

function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) return { n: 0 };
  const sorted = ascending(values);
  return { n: sorted.length, p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) };
}

const withoutUndefined = <T extends object>(options: T): T =>
  Object.fromEntries(Object.entries(options).filter(([, v]) => v !== undefined)) as T;
