/** What a run will do, before anything is done: which cases, in which order, at which sides. Pure. */

import type { Catalog } from '../catalog/catalog.ts';
import { pythonTarget } from '../catalog/paths.ts';
import type { Config } from '../config/schema.ts';
import { ParityError } from '../errors.ts';
import type { Case } from '../model/case.ts';
import { eachSide, type Pair, SIDES, type Side } from '../model/side.ts';
import type { CaseRef } from '../recordings/tree.ts';
import { shownUrl } from '../redaction/urls.ts';
import { type LiveOptions, type SideAddress, sidesOf } from './live-options.ts';

export interface PlanOptions extends LiveOptions {
  wire?: boolean;
  samples?: number;
  repeat?: number;
  seed?: number;
  probe?: boolean;
}

export interface RunPlan {
  cases: readonly CaseRef[];
  /** With routes asked for, only their verdicts count. */
  routes?: ReadonlySet<string>;
  /** Undefined: the side is recorded. */
  sides: Partial<Pair<SideAddress>>;
  /** Cases at once. One user has one world: live cases come one after the other. */
  concurrency: number;
  timeoutMs: number;
  /** Times each case is run per side. */
  repeat: number;
  /** Pairs of timed reads per route. */
  samples?: number;
  /** Of everything that is left to chance. */
  seed: number;
  /** Keep what differs on the wire and not to the client. */
  wire: boolean;
  /** Whether a document is put and read back before the first case. */
  probe: boolean;
  /** Options with which a case is run again over the same fixtures and sides. */
  again: readonly string[];
}

export interface PlanInput {
  cases: readonly CaseRef[];
  /** Where the cases were looked for. */
  fixtures: string;
  /** Whether that is not the product's own tree. */
  ownFixtures: boolean;
  routes?: ReadonlySet<string>;
  options: PlanOptions;
  config: Config;
  /** For the seed, where none is asked for. */
  random: number;
}

/** Throws a ParityError for a choice that cannot be run. */
export function planRun({ cases, fixtures, ownFixtures, routes, options, config, random }: PlanInput): RunPlan {
  if (cases.length === 0) {
    const why = routes ? `that calls ${[...routes].join(' or ')}` : 'with a rust.har (links are not followed)';
    throw new ParityError(
      'no-cases',
      `${fixtures}: expected at least one case ${why}, found none. Nothing was compared; choose others, or give --fixtures DIR.`,
    );
  }
  const sides = sidesOf(options, config);
  const live = SIDES.some((side) => sides[side] !== undefined);
  if (options.samples && !(sides.rust && sides.python)) {
    throw new ParityError(
      'samples',
      '--samples: expected two live sides (--rust URL and --python URL), found a recorded one, whose timings say nothing.',
    );
  }
  return {
    cases,
    routes,
    sides,
    concurrency: live ? 1 : (options.concurrency ?? config.limits.concurrency),
    timeoutMs: options.timeout ?? config.limits.timeoutMs,
    repeat: options.repeat ?? 1,
    samples: options.samples,
    seed: options.seed ?? Math.floor(random * 2 ** 31),
    wire: options.wire === true,
    probe: options.probe !== false,
    again: [
      ...(ownFixtures ? ['--fixtures', quoted(fixtures)] : []),
      ...SIDES.flatMap((side) => (sides[side] ? [`--${side}`, shownUrl(sides[side].url)] : [])),
      ...(options.destructive ? ['--destructive'] : []),
    ],
  };
}

/** As a shell takes it. */
const quoted = (text: string): string => (/^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);

export const isLive = (plan: Pick<RunPlan, 'sides'>): Pair<boolean> =>
  eachSide((side) => plan.sides[side] !== undefined);

/** One request that would go out. */
export interface PlannedRequest {
  side: Side;
  step: string;
  method: string;
  target: string;
  body: Buffer | null;
}

/** The requests of a case in the order in which they go out; ids that the sides make are put in as they come. */
export const requestsOf = (
  recording: Case,
  catalog: Catalog,
  heldBack: ReadonlyMap<string, string>,
): PlannedRequest[] =>
  SIDES.flatMap((side) =>
    recording.rust
      .filter(({ id }) => !heldBack.has(id))
      .map(({ id, request: { method, target, body } }) => ({
        side,
        step: id,
        method,
        target: side === 'python' ? pythonTarget(catalog, method, target) : target,
        body,
      })),
  );
