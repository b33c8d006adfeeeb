/**
 * How often is the latency verdict right? Made-up samples of known truth are judged 400 times. Exits 1 when a
 * promise of the judgement is not kept: regressions found, none invented, the interval as sure as it says.
 */
import { latencyOf } from '../src/latency/judge.ts';
import { type Random, randomOf } from '../src/latency/random.ts';
import type { Sample } from '../src/latency/sample.ts';
import { SIDES } from '../src/model/side.ts';

const SEEDS = 200;
const PAIRS = 400;
const SIGMA = 0.5;
const CORRELATION = 0.3;
const TOLERANCE = 1.1;
const RUST_P50_MS = 200;

/** A standard normal number (Box and Muller). */
const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random.unit())) * Math.cos(2 * Math.PI * random.unit());

/** Log-normal times; the true p50 of Python is `ratio` times that of Rust. */
function samplesOf(seed: number, ratio: number): Sample[] {
  const random = randomOf(seed, 'samples', ratio);
  return Array.from({ length: PAIRS }, (_, i) => {
    const a = normal(random);
    const b = CORRELATION * a + Math.sqrt(1 - CORRELATION ** 2) * normal(random);
    const ms = { rust: RUST_P50_MS * Math.exp(SIGMA * a), python: ratio * RUST_P50_MS * Math.exp(SIGMA * b) };
    return SIDES.map((side) => ({ route: 'GET /bench', step: 'read', side, ms: ms[side], pair: `${i}` }));
  }).flat();
}

/** Shares, in percent, of seeds that were called a regression and whose interval holds the truth. */
function judged(ratio: number): { regressions: number; covered: number } {
  let regressions = 0;
  let covered = 0;
  for (let seed = 1; seed <= SEEDS; seed++) {
    const [result] = latencyOf(samplesOf(seed, ratio), { seed, tolerance: TOLERANCE });
    if (!result?.ratio) throw new Error('expected a ratio for every set of samples');
    if (result.verdict === 'regression') regressions++;
    if (result.ratio.low <= ratio && ratio <= result.ratio.high) covered++;
  }
  return { regressions: (100 * regressions) / SEEDS, covered: (100 * covered) / SEEDS };
}

const slower = judged(1.3);
const same = judged(1);
const promises: [text: string, percent: number, least: number, most: number][] = [
  ['true 1.3x called a regression', slower.regressions, 95, 100],
  ['true 1.0x called a regression', same.regressions, 0, 2],
  ['interval holds a true 1.3x', slower.covered, 92, 98],
  ['interval holds a true 1.0x', same.covered, 92, 98],
];

let kept = true;
for (const [text, percent, least, most] of promises) {
  const good = percent >= least && percent <= most;
  kept &&= good;
  console.log(`${good ? 'ok    ' : 'MISSED'} ${text}: ${percent.toFixed(2)} % (${least} to ${most} %)`);
}
process.exitCode = kept ? 0 : 1;
