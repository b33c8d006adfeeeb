/**
 * `--samples N`: repeats safe reads at both sides, back to back and in random order, until the interval of a route is
 * narrow enough or N pairs are spent.
 */
import type { Catalog } from '../catalog/catalog.ts';
import { isSuccess } from '../catalog/route.ts';
import { type LatencyOptions, latencyOf } from '../latency/judge.ts';
import { orderOfPair } from '../latency/random.ts';
import type { Sample } from '../latency/sample.ts';
import { isNarrow } from '../latency/verdict.ts';
import type { Case } from '../model/case.ts';
import type { Session } from '../model/session.ts';
import { type Pair, SIDES } from '../model/side.ts';
import { excludedAs } from '../replay/polite-side.ts';
import type { Ask } from './cross-read.ts';

export interface SamplerOptions {
  catalog: Catalog;
  /** Pairs per route at most. */
  budget: number;
  latency: Partial<LatencyOptions> & { seed: number };
}

export interface Sampler {
  samples: Sample[];
  /** Times the reads of a case over the documents as they are now. */
  sample(recording: Case, sessions: Pair<Session>, ask: Ask): Promise<void>;
}

/** Pairs after which the interval is looked at again. */
const LOOK_EVERY = 30;
/** A side that was not asked for so long has to wake up. Milliseconds. */
const IDLE_MS = 30_000;

export function newSampler({ catalog, budget, latency }: SamplerOptions): Sampler {
  const samples: Sample[] = [];
  const spent = new Map<string, number>();
  const lastAsked: Pair<number> = { rust: 0, python: 0 };
  let pairs = 0;

  const narrow = (route: string): boolean => {
    const [result] = latencyOf(
      samples.filter((s) => s.route === route),
      latency,
    );
    return result?.ratio !== undefined && isNarrow(result.ratio, result.options.tolerance);
  };

  return {
    samples,
    async sample(recording, sessions, ask) {
      for (const [i, step] of recording.rust.entries()) {
        const found = catalog.find(step.request.method, step.request.target);
        if (found?.route.kind !== 'read' || found.route.sideEffects?.length || found.route.writes?.length) continue;
        const { route, name } = found;
        const works = SIDES.every((side) => {
          const result = sessions[side].results[i];
          return result?.kind === 'answer' && isSuccess(route, result.answer.status);
        });
        let left = works ? budget - (spent.get(name) ?? 0) : 0;
        // The first pair of a step warms up: pools, caches, compiled queries.
        for (let warmup = true; left > 0; warmup = false) {
          pairs += 1;
          const order = orderOfPair(latency.seed, pairs);
          for (const side of order) {
            const request = sessions[side].sent[i];
            if (!request) continue;
            const cold = performance.now() - lastAsked[side] > IDLE_MS || lastAsked[side] === 0;
            const timed = await ask(side, step, request);
            lastAsked[side] = performance.now();
            samples.push({
              route: name,
              step: step.id,
              side,
              ms: timed.ms,
              ...(timed.connectMs === undefined ? {} : { connectMs: timed.connectMs }),
              ...(warmup ? { warmup } : {}),
              ...(cold ? { cold } : {}),
              ...withExcluded(excludedAs(timed, (status) => isSuccess(route, status))),
              pair: `${recording.suite}/${recording.name}/${pairs}`,
            });
          }
          if (warmup) continue;
          left -= 1;
          const done = (spent.get(name) ?? 0) + 1;
          spent.set(name, done);
          if (done % LOOK_EVERY === 0 && narrow(name)) {
            spent.set(name, budget);
            break;
          }
        }
      }
    },
  };
}

const withExcluded = (excluded: Sample['excluded']): Pick<Sample, 'excluded'> => (excluded ? { excluded } : {});
