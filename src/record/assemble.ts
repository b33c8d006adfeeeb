/** Exchanges in order → cases in their folders. */
import type { Product } from '../catalog/product.ts';
import type { Changes, RecordedStep } from '../model/case.ts';
import { followedBy } from '../model/changes.ts';
import type { SentRequest } from '../model/exchange.ts';
import { isRedirect } from '../model/redirects.ts';
import { otherSide, type Side } from '../model/side.ts';
import { type CutCase, newCutter } from '../recordings/cut.ts';
import { type NewCase, writeCase } from '../recordings/write-case.ts';
import type { Kept } from './kept.ts';

export interface AssembleOptions {
  product: Product;
  /** The side that answered. */
  side: Side;
  idleMs: number;
  suite?: string;
  into: string;
}

export interface Written {
  folder: string;
  suite: string;
  steps: number;
  unmatched: CutCase['unmatched'];
  world: string | undefined;
}

export interface Assembler {
  /** Returns the case that ended before it. Throws a ParityError (exit code 3) when it could not be written. */
  add(kept: Kept): Written | undefined;
  end(): Written | undefined;
  /** What is in no case yet. */
  readonly open: readonly Kept[];
  /** Of cases that could not be written. */
  readonly unwritten: readonly Kept[];
}

export function newAssembler({ product, side, idleMs, suite, into }: AssembleOptions): Assembler {
  const cutter = newCutter({ catalog: product.catalog, idleMs, suite });
  let open: Kept[] = [];
  const unwritten: Kept[] = [];
  const write = (done: CutCase | undefined, of: readonly Kept[]): Written | undefined => {
    if (!done) return undefined;
    const made = caseOf(done, of, side);
    const folder = written(made, of);
    const world = typeof made.world === 'string' ? made.world : undefined;
    return { folder, suite: done.suite, steps: done.steps.length, unmatched: done.unmatched, world };
  };
  const written = (made: NewCase, of: readonly Kept[]): string => {
    try {
      return writeCase(into, made);
    } catch (error) {
      unwritten.push(...of);
      throw error;
    }
  };
  return {
    unwritten,
    get open() {
      return open;
    },
    add(kept) {
      const before = open;
      const done = cutter.add(kept.traffic);
      if (done) open = [kept];
      else open.push(kept);
      return write(done, before);
    },
    end() {
      const before = open;
      open = [];
      return write(cutter.end(), before);
    },
  };
}

const NOTHING = { status: 0, headers: [], body: Buffer.alloc(0) };

function caseOf({ suite, name, steps, sent, user }: CutCase, of: readonly Kept[], side: Side): NewCase {
  const known = new Map<SentRequest, Kept>(of.map((kept) => [kept.traffic.request, kept]));
  const all = sent.map((requests) => requests.flatMap((request) => known.get(request) ?? []));
  const before = of[0]?.before ?? 'nothing is known of it';
  const left = typeof before === 'string' ? {} : changesOf(steps, all, side);
  const seconds = of.some((kept) => kept.second) ? steps.map((step, i) => secondOf(step, all[i] ?? [])) : undefined;
  return {
    suite,
    name,
    facts: {
      note: `Recorded: ${steps.length} ${steps.length === 1 ? 'request' : 'requests'} of the app`,
      recordedAt: new Date(steps[0]?.startedAt ?? 0).toISOString(),
      origin: 'recorded',
      ...(user === undefined ? {} : { user }),
      ...(typeof before === 'string' ? {} : { relativeTo: 'recordedAt' as const }),
    },
    world: typeof before === 'string' ? before : { documents: before, redis: [] },
    sides: { [side]: steps, ...(seconds ? { [otherSide(side)]: seconds } : {}) },
    ...left,
  };
}

/** Where it redirects as well, its answer is the one to what the first side's redirect led to. */
function secondOf(step: RecordedStep, all: readonly Kept[]): RecordedStep {
  const seconds = all.flatMap((kept) => kept.second ?? []);
  const final = seconds.find(({ answer }) => !isRedirect(answer.status)) ?? seconds[0];
  const second = final ?? { answer: NOTHING, unusable: 'it was not asked' };
  const { unusable: _, ...asked } = step;
  return { ...asked, ...second };
}

/** The end, and step by step where a write's changes could be told from those of others. */
function changesOf(
  steps: readonly RecordedStep[],
  all: readonly (readonly Kept[])[],
  side: Side,
): Pick<NewCase, 'changes' | 'stepChanges'> {
  let end: Changes = { set: {}, deleted: [] };
  const single: Record<string, { [S in Side]?: Changes }> = {};
  steps.forEach(({ id }, i) => {
    const lefts = all[i]?.flatMap(({ left }) => left ?? []) ?? [];
    if (lefts.length === 0) return;
    const changes = lefts.map((left) => left.changes).reduce(followedBy);
    end = followedBy(end, changes);
    if (lefts.every((left) => left.alone)) single[id] = { [side]: changes };
  });
  return { changes: { [side]: end }, ...(Object.keys(single).length > 0 ? { stepChanges: single } : {}) };
}
