/** Waiting until a side has written what it writes after its answers. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Case, Changes } from '../model/case.ts';
import type { Session } from '../model/session.ts';
import type { Side } from '../model/side.ts';
import type { Documents, Firestore } from '../state/firestore.ts';
import { changesBetween, type Scope, untilQuiet } from '../state/world.ts';

/** Writes of a side that were waited for to the limit and left less than in the recording all the same. */
export type Patience = Set<string>;

export interface Resting {
  firestore: Firestore;
  /** Documents are at rest when nothing changes for `quietMs`; at most `settleMs` are waited. Milliseconds. */
  quietMs: number;
  settleMs: number;
  patience: Patience;
}

export const untilStill = async ({ firestore, quietMs, settleMs }: Resting, scope: Scope): Promise<Documents> =>
  (await untilQuiet(firestore, scope, { quietMs, limitMs: settleMs })).documents;

/**
 * The documents at the end of a side's case. Where less has changed than in the recording, the rest may still come, unless
 * a step was not answered; a side that was mended to write less is waited for once, and then known.
 */
export async function atRest(
  recording: Case,
  side: Side,
  session: Session,
  live: Resting,
  scope: Scope,
  start: Documents,
  catalog: Catalog,
): Promise<Documents> {
  const whole = session.results.every((r) => r.kind === 'answer');
  const recorded = whole ? recording.changes?.[side] : undefined;
  const key = `${side} ${writesOf(recording, catalog)}`;
  const until = performance.now() + live.settleMs;
  for (;;) {
    const left = Math.max(0, until - performance.now());
    const { documents } = await untilQuiet(live.firestore, scope, { quietMs: live.quietMs, limitMs: left });
    const less = recorded !== undefined && tally(recorded) > tally(changesBetween(start, documents));
    if (!less || live.patience.has(key)) return documents;
    if (left === 0) {
      live.patience.add(key);
      return documents;
    }
  }
}

const tally = (changes: Changes): number => Object.keys(changes.set).length + changes.deleted.length;

const writesOf = (recording: Case, catalog: Catalog): string =>
  recording.rust
    .flatMap((step) => catalog.find(step.request.method, step.request.target) ?? [])
    .filter(({ route }) => route.kind !== 'read')
    .map(({ name }) => name)
    .join(' ');
