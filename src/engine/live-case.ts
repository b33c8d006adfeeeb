/**
 * One case over a real Firestore: seed → Rust → snapshot → restore → Python → snapshot. Both sides start from the
 * same documents, and after every write the documents are read again, so that two writes are told apart.
 */
import type { Catalog } from '../catalog/catalog.ts';
import type { Left } from '../compare/documents.ts';
import type { StateEvidence } from '../judge/evidence.ts';
import type { Case, Changes, RecordedStep } from '../model/case.ts';
import type { Session } from '../model/session.ts';
import { type Pair, SIDES, type Side } from '../model/side.ts';
import type { Backup } from '../state/backup.ts';
import type { Documents, Firestore } from '../state/firestore.ts';
import type { Opening } from '../state/open.ts';
import {
  adoptCreated,
  changesBetween,
  mayWrite,
  putWorld,
  type Scope,
  scopeOf,
  snapshot,
  untilQuiet,
} from '../state/world.ts';
import { leftOf } from './evidence.ts';

export interface LiveState {
  firestore: Firestore;
  uid: string;
  /** Under which the live sides encrypt, or null. */
  secret: string | null;
  backup: Backup;
  /** Documents are at rest when nothing changes for `quietMs`; at most `settleMs` are waited. Milliseconds. */
  quietMs: number;
  settleMs: number;
  /** Puts the Redis keys of the case in place and clears the user's counters. */
  redis?: (commands: readonly (readonly string[])[]) => Promise<void>;
  /** Collections outside the user in which routes make documents. */
  watched: readonly string[];
}

/** Replays one side; `afterStep` is told about each step that was sent. */
export type ReplayAt = (side: Side, afterStep: (step: RecordedStep) => Promise<void>) => Promise<Session>;

export interface LiveOutcome {
  sessions: Pair<Session>;
  state: StateEvidence;
}

/** Documents of one side after each of its writes. */
type Trail = { step: string; documents: Documents }[];

export async function replayLive(
  recording: Case,
  live: LiveState,
  catalog: Catalog,
  replayAt: ReplayAt,
  isLive: Pair<boolean>,
  across?: (writer: Side, session: Session, documents: Documents) => Promise<void>,
): Promise<LiveOutcome> {
  let scope = scopeOf(recording, live.uid, live.watched);
  await live.backup.protect(scope);
  const wanted = recording.world.documents;
  const rest = { quietMs: live.quietMs, limitMs: live.settleMs };
  const sessions = {} as Pair<Session>;
  const trails = {} as Pair<Trail>;
  const before = {} as Pair<Documents>;
  for (const side of SIDES) {
    if (!isLive[side]) {
      sessions[side] = await replayAt(side, async () => undefined);
      continue;
    }
    await putWorld(live.firestore, scope, wanted);
    await live.redis?.(recording.world.redis);
    const start = await snapshot(live.firestore, scope);
    before[side] = start;
    const trail: Trail = [];
    sessions[side] = await replayAt(side, async (step) => {
      if (!changesDocuments(catalog, step)) return;
      const { documents } = await untilQuiet(live.firestore, scope, rest);
      trail.push({ step: step.id, documents });
    });
    const documents = await atRest(recording, side, live, scope, start);
    trail.push({ step: recording.rust.at(-1)?.id ?? '', documents });
    trails[side] = trail;
    const grown = adoptCreated(scope, start, documents);
    if (grown !== scope) {
      await live.backup.adopt(grown.paths);
      scope = grown;
    }
  }
  // Only now, so that neither session saw a request beside its own. What Python left is still there.
  for (const writer of across ? (['python', 'rust'] as const) : []) {
    const documents = trails[writer]?.at(-1)?.documents ?? {};
    const own = Object.fromEntries(Object.entries(documents).filter(([path]) => mayWrite(scope, path)));
    await putWorld(live.firestore, scope, own);
    await across?.(writer, sessions[writer], documents);
  }
  return { sessions, state: stateOf(recording, live, catalog, trails, before, isLive) };
}

/**
 * The documents at the end of a side's case. Backends finish some writes after they have answered: where less has
 * changed than in the recording, the rest may still come.
 */
async function atRest(
  recording: Case,
  side: Side,
  live: LiveState,
  scope: Scope,
  start: Documents,
): Promise<Documents> {
  const recorded = recording.changes?.[side];
  const until = performance.now() + live.settleMs;
  for (;;) {
    const left = Math.max(0, until - performance.now());
    const { documents } = await untilQuiet(live.firestore, scope, { quietMs: live.quietMs, limitMs: left });
    const less = recorded && tally(recorded) > tally(changesBetween(start, documents));
    if (!less || left === 0) return documents;
  }
}

const tally = (changes: Changes): number => Object.keys(changes.set).length + changes.deleted.length;

/** Reads of the catalogue leave documents alone unless they say otherwise; anything unknown may write. */
function changesDocuments(catalog: Catalog, step: RecordedStep): boolean {
  const route = catalog.find(step.request.method, step.request.target)?.route;
  if (!route) return step.request.method !== 'GET';
  return route.kind !== 'read' || (route.writes?.length ?? 0) > 0;
}

function stateOf(
  recording: Case,
  live: LiveState,
  catalog: Catalog,
  trails: Partial<Pair<Trail>>,
  before: Partial<Pair<Documents>>,
  isLive: Pair<boolean>,
): StateEvidence {
  const opening: Opening = { uid: live.uid, secret: live.secret, collectionOf: catalog.collectionOf };
  const left = (side: Side, documents: Documents): Left =>
    leftOf(changesBetween(before[side] ?? {}, documents), opening);
  if (!isLive.rust || !isLive.python) {
    const end = (side: Side): Left =>
      isLive[side]
        ? left(side, trails[side]?.at(-1)?.documents ?? {})
        : leftOf(recording.changes?.[side] ?? { set: {}, deleted: [] }, opening);
    return { kind: 'final', left: { rust: end('rust'), python: end('python') } };
  }
  const steps = [...new Set([...(trails.rust ?? []), ...(trails.python ?? [])].map((t) => t.step))];
  const order = new Map(recording.rust.map((s, i) => [s.id, i]));
  steps.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  // A step that went out to one side only leaves the other as its step before did.
  const upTo = (side: Side, step: string): Documents =>
    trails[side]?.filter((t) => (order.get(t.step) ?? 0) <= (order.get(step) ?? 0)).at(-1)?.documents ??
    before[side] ??
    {};
  return {
    kind: 'stepwise',
    after: steps.map((step) => ({
      step,
      left: { rust: left('rust', upTo('rust', step)), python: left('python', upTo('python', step)) },
    })),
  };
}
