/** Exchanges in order → cases in their folders. */
import type { Product } from '../catalog/product.ts';
import type { Changes, RecordedStep } from '../model/case.ts';
import { followedBy } from '../model/changes.ts';
import type { SentRequest } from '../model/exchange.ts';
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
}

export function newAssembler({ product, side, idleMs, suite, into }: AssembleOptions): Assembler {
  const cutter = newCutter({ catalog: product.catalog, idleMs, suite });
  let open: Kept[] = [];
  const write = (done: CutCase | undefined, of: readonly Kept[]): Written | undefined => {
    if (!done) return undefined;
    const made = caseOf(done, of, side);
    const folder = writeCase(into, made);
    const world = typeof made.world === 'string' ? made.world : undefined;
    return { folder, suite: done.suite, steps: done.steps.length, unmatched: done.unmatched, world };
  };
  return {
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

function caseOf({ suite, name, steps }: CutCase, of: readonly Kept[], side: Side): NewCase {
  const known = new Map<SentRequest, Kept>(of.map((kept) => [kept.traffic.request, kept]));
  const extra = (step: RecordedStep): Kept | undefined => known.get(step.request);
  const before = of[0]?.before ?? 'nothing is known of it';
  const left = typeof before === 'string' ? {} : changesOf(steps, extra, side);
  const seconds = of.some((kept) => kept.second) ? steps.map((step) => secondOf(step, extra(step))) : undefined;
  return {
    suite,
    name,
    facts: {
      note: `Recorded: ${steps.length} ${steps.length === 1 ? 'request' : 'requests'} of the app`,
      recordedAt: new Date(steps[0]?.startedAt ?? 0).toISOString(),
      origin: 'recorded',
      ...(typeof before === 'string' ? {} : { relativeTo: 'recordedAt' as const }),
    },
    world: typeof before === 'string' ? before : { documents: before, redis: [] },
    sides: { [side]: steps, ...(seconds ? { [otherSide(side)]: seconds } : {}) },
    ...left,
  };
}

function secondOf(step: RecordedStep, kept: Kept | undefined): RecordedStep {
  const second = kept?.second ?? { answer: NOTHING, unusable: 'it was not asked' };
  const { unusable: _, ...asked } = step;
  return { ...asked, ...second };
}

/** The end, and step by step where a write's changes could be told from those of others. */
function changesOf(
  steps: readonly RecordedStep[],
  extra: (step: RecordedStep) => Kept | undefined,
  side: Side,
): Pick<NewCase, 'changes' | 'stepChanges'> {
  let end: Changes = { set: {}, deleted: [] };
  const single: Record<string, { [S in Side]?: Changes }> = {};
  for (const step of steps) {
    const left = extra(step)?.left;
    if (!left) continue;
    end = followedBy(end, left.changes);
    if (left.alone) single[step.id] = { [side]: left.changes };
  }
  return { changes: { [side]: end }, ...(Object.keys(single).length > 0 ? { stepChanges: single } : {}) };
}
