/** What nobody tries, and why: a place that is left out says nothing for the judge, so it is counted. */
import type { Mutant } from './candidate.ts';
import type { Unnoticed } from './facts.ts';

/**
 * - `default`: the client puts in the very value that the change takes away, or the stored value means the same as none.
 * - `unnoticed`: an entry of `suites/unnoticed.json` says that nobody notices.
 * - `generated`: an id that the answer makes, which the other side may make otherwise.
 */
export type LeftOutReason = 'default' | 'unnoticed' | 'generated';

export interface LeftOut {
  reason: LeftOutReason;
  /** Of `unnoticed`. */
  entry?: Unnoticed;
}

/** One kind of change at one place of one route, which no case of the selection tries. */
export type LeftOutPlace = Pick<Mutant, 'route' | 'kind' | 'pointer'> & LeftOut;

export type LeftOutCounts = Record<LeftOutReason, number>;

export function countLeftOut(places: readonly LeftOutPlace[]): LeftOutCounts {
  const counts: LeftOutCounts = { default: 0, unnoticed: 0, generated: 0 };
  for (const { reason } of places) counts[reason] += 1;
  return counts;
}

/** One line for people. */
export function describeLeftOut(places: readonly LeftOutPlace[]): string {
  const counts = countLeftOut(places);
  const entries = new Set(places.flatMap((p) => p.entry ?? [])).size;
  const parts = [
    `${counts.default} where the client puts in the same value`,
    `${counts.unnoticed} that suites/unnoticed.json names (${entries} ${entries === 1 ? 'entry' : 'entries'})`,
    `${counts.generated} ids that each side makes for itself`,
  ];
  return `${places.length} left out: ${parts.join(', ')}`;
}
