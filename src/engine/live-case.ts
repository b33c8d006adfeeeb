/**
 * One case over a real Firestore: world → Rust → look → world → Python → look → take away. Both sides start from the
 * same documents and keys, and after every write the documents are read again, so that two writes are told apart.
 */
import type { Catalog } from '../catalog/catalog.ts';
import type { Cipher } from '../catalog/packing.ts';
import { touchedBy } from '../catalog/route.ts';
import type { StateEvidence } from '../judge/evidence.ts';
import type { Case, RecordedStep } from '../model/case.ts';
import type { Session } from '../model/session.ts';
import { type Pair, SIDES, type Side } from '../model/side.ts';
import type { Backup } from '../state/backup.ts';
import type { Documents, Firestore } from '../state/firestore.ts';
import { collectionsOutside } from '../state/outside.ts';
import {
  adoptCreated,
  clearOutside,
  mayWrite,
  namedPaths,
  othersIn,
  putWorld,
  type Scope,
  scopeOf,
  snapshot,
} from '../state/world.ts';
import { atRest, type Patience, untilStill } from './at-rest.ts';
import type { Caches } from './caches.ts';
import type { LiveRedis } from './live-redis.ts';
import { stateOf, type Trail } from './live-state.ts';

export interface LiveState {
  firestore: Firestore;
  uid: string;
  /** Of the document below which everything of the user lies. */
  userPath: string;
  /** Opens what the live sides encrypt, or null. */
  cipher: Cipher | null;
  backup: Backup;
  /** Documents are at rest when nothing changes for `quietMs`; at most `settleMs` are waited. Milliseconds. */
  quietMs: number;
  settleMs: number;
  /** Whether collections outside the user may be emptied for the time of the run: an emulator, or a demo project. */
  mayEmpty: boolean;
  /** Undefined without a Redis. */
  redis?: LiveRedis;
  /** What sides may still hold in their own memory. */
  caches?: Caches;
  /** Remembers for the time of the run which writes leave less than their recordings. */
  patience: Patience;
}

export interface LiveReplay {
  catalog: Catalog;
  isLive: Pair<boolean>;
  /** Replays one side; `afterStep` is told about each step that was sent. */
  replayAt: (side: Side, afterStep: (step: RecordedStep) => Promise<void>) => Promise<Session>;
  /** Asks a side once more what it may have answered from its own memory. */
  askAgain?: (side: Side, session: Session) => Promise<Session>;
  /** Reads what `writer` left through both sides. */
  across?: (writer: Side, session: Session, documents: Documents) => Promise<void>;
  /** Times reads over the documents as they are at the end. */
  timed?: (sessions: Pair<Session>) => Promise<void>;
}

export type LiveOutcome = { sessions: Pair<Session>; state: StateEvidence } | { inconclusive: string };

export async function replayLive(recording: Case, live: LiveState, how: LiveReplay): Promise<LiveOutcome> {
  let scope = scopeFor(recording, live, how.catalog);
  await live.backup.protect(scope);
  const strange = await live.redis?.protect(recording);
  try {
    const others = othersIn(scope, await snapshot(live.firestore, scope));
    if (others.length > 0) return { inconclusive: othersReason(others, live.firestore.project) };
    if (strange !== undefined) return { inconclusive: strange };
    const sessions = {} as Pair<Session>;
    const trails: Partial<Pair<Trail>> = {};
    const before: Partial<Pair<Documents>> = {};
    for (const side of SIDES) {
      if (!how.isLive[side]) {
        sessions[side] = await how.replayAt(side, async () => undefined);
        continue;
      }
      await putWorld(live.firestore, scope, recording.world.documents);
      await live.redis?.put(recording);
      await live.caches?.outlive(side, recording);
      const start = await snapshot(live.firestore, scope);
      before[side] = start;
      const trail: Trail = [];
      sessions[side] = await how.replayAt(side, async (step) => {
        if (changesDocuments(how.catalog, step))
          trail.push({ step: step.id, documents: await untilStill(live, scope) });
      });
      if (how.askAgain) sessions[side] = await how.askAgain(side, sessions[side]);
      const documents = await atRest(recording, side, sessions[side], live, scope, start, how.catalog);
      trail.push({ step: recording.rust.at(-1)?.id ?? '', documents });
      trails[side] = trail;
      const grown = adoptCreated(scope, start, documents);
      if (grown !== scope) await live.backup.adopt(grown.paths);
      scope = grown;
    }
    if (how.across) await readAcross(how.across, recording, live, scope, sessions, trails);
    await how.timed?.(sessions);
    return { sessions, state: stateOf(recording, live.cipher, how, trails, before) };
  } finally {
    // The next case, and a run after this one, must not find what this one put or made.
    await Promise.all([clearOutside(live.firestore, scope), live.redis?.clear(recording)]);
  }
}

/** Only now, so that neither session saw a request beside its own. What Python left is still there. */
async function readAcross(
  across: NonNullable<LiveReplay['across']>,
  recording: Case,
  live: LiveState,
  scope: Scope,
  sessions: Pair<Session>,
  trails: Partial<Pair<Trail>>,
): Promise<void> {
  for (const writer of ['python', 'rust'] as const) {
    const documents = trails[writer]?.at(-1)?.documents ?? {};
    const own = Object.fromEntries(Object.entries(documents).filter(([path]) => mayWrite(scope, path)));
    await putWorld(live.firestore, scope, own);
    for (const side of SIDES) await live.caches?.outlive(side, recording, true);
    await across(writer, sessions[writer], documents);
  }
}

/** What the case may write: the user's tree, what it names, and every collection that its routes look at. */
function scopeFor(recording: Case, live: LiveState, catalog: Catalog): Scope {
  const templates = recording.rust.flatMap((step) => {
    const route = catalog.find(step.request.method, step.request.target)?.route;
    return route ? touchedBy(route) : [];
  });
  const outside = collectionsOutside(templates, live.userPath, namedPaths(recording));
  return live.mayEmpty ? scopeOf(recording, live.userPath, [], outside) : scopeOf(recording, live.userPath, outside);
}

function othersReason(paths: readonly string[], project: string): string {
  const collections = [...new Set(paths.map((path) => path.slice(0, path.lastIndexOf('/'))))];
  return `${collections.join(', ')} of project ${project} held ${paths.length} documents before the case, which its lists would show: they are not parity's to put aside; run against an emulator or a demo-* project`;
}

/** Reads of the catalogue leave documents alone unless they say otherwise; anything unknown may write. */
function changesDocuments(catalog: Catalog, step: RecordedStep): boolean {
  const route = catalog.find(step.request.method, step.request.target)?.route;
  if (!route) return step.request.method !== 'GET';
  return route.kind !== 'read' || (route.writes?.length ?? 0) > 0;
}
