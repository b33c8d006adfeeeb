/** Intervals → ok, regression or inconclusive. */
import type { Interval } from './bootstrap.ts';

export type LatencyVerdict = 'ok' | 'regression' | 'inconclusive';

export interface Limits {
  tolerance: number;
  floorMs: number;
  minPairs: number;
}

export interface Measured {
  ratio: Interval & { value: number };
  differenceMs: Interval & { value: number };
}

/** Narrow enough to decide: the ends are no further apart, as a ratio, than the tolerance. More samples narrow it. */
export const isNarrow = (ratio: Interval, tolerance: number): boolean => ratio.high / ratio.low <= tolerance;

/**
 * An interval wholly on one side of the tolerance decides, however wide it is. One that has the tolerance inside
 * decides when it is narrow, by the ratio itself: another sample would hardly move it. Else nothing is known.
 * A regression has to be above the floor as well.
 */
export function decide(n: number, limits: Limits, measured?: Measured): { verdict: LatencyVerdict; reason: string } {
  const { tolerance, floorMs, minPairs } = limits;
  if (n < minPairs || !measured)
    return { verdict: 'inconclusive', reason: `${n} of at least ${minPairs} pairs: repeat more (--samples)` };
  const { ratio, differenceMs } = measured;
  const found = `p50 ratio ${shown(ratio)} (${text(ratio.low)} to ${text(ratio.high)}) against ${tolerance}`;
  if (ratio.high <= tolerance) return { verdict: 'ok', reason: found };
  const added = `p50 ${text(differenceMs.value)} ms longer (${text(differenceMs.low)} to ${text(differenceMs.high)})`;
  if (differenceMs.high <= floorMs) return { verdict: 'ok', reason: `${added}, within the floor of ${floorMs} ms` };
  if (ratio.low > tolerance && differenceMs.low > floorMs) return { verdict: 'regression', reason: found };
  if (!isNarrow(ratio, tolerance)) {
    return { verdict: 'inconclusive', reason: `${found}: the interval is too wide, repeat more (--samples)` };
  }
  const slower = ratio.value > tolerance && differenceMs.value > floorMs;
  return { verdict: slower ? 'regression' : 'ok', reason: `${found}, ${added}` };
}

const text = (x: number): string => (Math.abs(x) < 10 ? x.toFixed(3) : x.toFixed(1));
const shown = (ratio: { value: number }): string => text(ratio.value);
