/** What a live run saw of the documents → the evidence of the state. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Cipher } from '../catalog/packing.ts';
import type { Left } from '../compare/documents.ts';
import type { StateEvidence } from '../judge/evidence.ts';
import type { Case } from '../model/case.ts';
import { eachSide, type Pair, type Side } from '../model/side.ts';
import type { Documents } from '../state/firestore.ts';
import type { Opening } from '../state/open.ts';
import { changesBetween } from '../state/world.ts';
import { leftOf } from './evidence.ts';

/** Documents of one side after each of its writes. */
export type Trail = { step: string; documents: Documents }[];

export function stateOf(
  recording: Case,
  cipher: Cipher | null,
  { catalog, isLive }: { catalog: Catalog; isLive: Pair<boolean> },
  trails: Partial<Pair<Trail>>,
  before: Partial<Pair<Documents>>,
): StateEvidence {
  const opening: Opening = { cipher, collectionOf: catalog.collectionOf };
  const left = (side: Side, documents: Documents): Left =>
    leftOf(changesBetween(before[side] ?? {}, documents), opening);
  if (!isLive.rust || !isLive.python) {
    // A recording holds only the end.
    const end = (side: Side): Left =>
      isLive[side]
        ? left(side, trails[side]?.at(-1)?.documents ?? {})
        : leftOf(recording.changes?.[side] ?? { set: {}, deleted: [] }, opening);
    return { kind: 'final', left: eachSide(end) };
  }
  const order = new Map(recording.rust.map((s, i) => [s.id, i]));
  const at = (step: string): number => order.get(step) ?? 0;
  const steps = [...new Set([...(trails.rust ?? []), ...(trails.python ?? [])].map((t) => t.step))];
  steps.sort((a, b) => at(a) - at(b));
  // A step that went out to one side only leaves the other as its step before did.
  const upTo = (side: Side, step: string): Documents =>
    trails[side]?.filter((t) => at(t.step) <= at(step)).at(-1)?.documents ?? before[side] ?? {};
  return {
    kind: 'stepwise',
    after: steps.map((step) => ({ step, left: eachSide((side) => left(side, upTo(side, step))) })),
  };
}
