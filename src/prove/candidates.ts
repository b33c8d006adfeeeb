/** All that is tried on a set of cases, and all that is not: a plan, before anything is judged. Pure. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Product } from '../catalog/product.ts';
import { toMicros } from '../client/instant.ts';
import { windowOf } from '../engine/evidence.ts';
import type { Case } from '../model/case.ts';
import { answerCandidates, type Considered } from './answer-candidates.ts';
import type { Candidate, Mutant } from './candidate.ts';
import { documentMutations } from './document-mutations.ts';
import { callOf, type Facts, keysOf } from './facts.ts';
import { idMutations } from './id-mutations.ts';
import type { LeftOutPlace } from './left-out.ts';

export interface Plan {
  /** One per route, place and kind. */
  candidates: Candidate[];
  /** Route, place and kind that no case tries. */
  leftOut: LeftOutPlace[];
}

/** What is asked of the product. */
export type Planned = Pick<Product, 'catalog' | 'ruledSteps'>;

const SLACK_MICROS = 2e6;

export function planProof(cases: Iterable<Case>, product: Planned, facts: Facts): Plan {
  const known = new Set(facts.calls.flatMap((c) => keysOf(c.decodes)));
  const tried = new Map<string, Candidate>();
  const leftOut = new Map<string, LeftOutPlace>();
  for (const recording of cases) {
    for (const { candidate, leftOut: why } of considered(recording, product, facts, known)) {
      const key = keyOf(candidate);
      const { route, kind, pointer } = candidate;
      if (why) leftOut.set(key, { route, kind, pointer, ...why });
      else if (!tried.has(key)) tried.set(key, candidate);
    }
  }
  // What one case leaves out another may try.
  return {
    candidates: [...tried.values()],
    leftOut: [...leftOut].flatMap(([key, place]) => (tried.has(key) ? [] : place)),
  };
}

const keyOf = ({ route, kind, pointer }: Mutant): string => `${route}\n${kind}\n${pointer}`;

function* considered(
  recording: Case,
  { catalog, ruledSteps }: Planned,
  facts: Facts,
  known: ReadonlySet<string>,
): Generator<Considered> {
  // Such a step stays without an answer whatever is changed in it, and what follows from it cannot be told.
  if (recording.rust.some((s) => s.unusable !== undefined || s.unsendable !== undefined)) return;
  const name = `${recording.suite}/${recording.name}`;
  const window = windowOf(recording.rust);
  const isNow = (text: string): boolean => {
    const micros = toMicros(text);
    return micros !== null && micros >= window.from - SLACK_MICROS && micros <= window.to + SLACK_MICROS;
  };
  for (const [i, step] of recording.rust.entries()) {
    const texts = textsUntil(recording, i);
    const isNew = (text: string): boolean => !texts.includes(text);
    yield* answerCandidates(step, { recording, catalog, facts, isNow, isNew });
  }
  const all = textsUntil(recording, recording.rust.length - 1);
  for (const { later, answer } of idMutations(recording, all)) {
    const found = catalog.find(later.request.method, later.request.target);
    if (!found || !callOf(facts, found.name)?.decodes) continue;
    const at = { route: found.name, case: name, step: later.id, kind: 'broken-id', pointer: '' };
    yield { candidate: { ...at, expect: 'turn', to: 'differs', recording, step$: { id: later.id, answer } } };
  }
  yield* documentCandidates(recording, name, catalog, known);
  for (const at of ruledSteps?.(recording, catalog) ?? [])
    yield { candidate: { ...at, kind: 'unruled', pointer: '', case: name, expect: 'note', recording } };
}

/** Charged to the last write of the case, wherever the judge charges them. */
function* documentCandidates(
  recording: Case,
  name: string,
  catalog: Catalog,
  known: ReadonlySet<string>,
): Generator<Considered> {
  const { changes, world } = recording;
  const write = recording.rust.findLast(
    (s) => (catalog.find(s.request.method, s.request.target)?.route.kind ?? 'read') !== 'read',
  );
  const found = write && catalog.find(write.request.method, write.request.target);
  if (!changes?.rust || !write || !found) return;
  for (const m of documentMutations(changes.rust, world.documents, catalog, known)) {
    const at = { route: found.name, case: name, step: write.id, kind: m.kind, pointer: m.pattern };
    yield { candidate: { ...at, expect: 'turn', to: 'state', recording, changes: m.changes }, leftOut: m.leftOut };
  }
}

/** The world, and what the requests up to a step say. */
function textsUntil(recording: Case, index: number): string {
  const requests = recording.rust
    .slice(0, index + 1)
    .map((s) => s.request.target + (s.request.body?.toString('utf8') ?? ''));
  return JSON.stringify(recording.world.documents) + requests.join(' ');
}
