/** The live part of a run: which cases can be set up, what is held back, and the world around each case. */
import type { Cipher } from '../catalog/packing.ts';
import { messageOf } from '../errors.ts';
import type { Case, RecordedStep } from '../model/case.ts';
import type { CaseResult, Note } from '../model/result.ts';
import type { Session } from '../model/session.ts';
import type { Pair, Side } from '../model/side.ts';
import type { ReplayOptions } from '../replay/replay-side.ts';
import type { Documents } from '../state/firestore.ts';
import { recast, type Seals } from '../state/recast.ts';
import { type Ask, type CrossReading, hasWrite, readAcross } from './cross-read.ts';
import { type LiveState, replayLive } from './live-case.ts';
import { redisNotes } from './live-redis.ts';
import { type Replayed, unsent } from './replayed.ts';
import { heldBack, lackingNeed, type Safety } from './safety.ts';
import type { Sampler } from './sample.ts';

export interface LiveRunOptions extends Safety {
  isLive: Pair<boolean>;
  recordedUid: string;
  uid: string;
  cipher: Cipher | null;
  seals?: Seals;
  /** Undefined: no Firestore is configured; worlds are as they are, documents are not compared. */
  state?: LiveState;
  hasRedis: boolean;
  /** Times the reads of a case, where both sides are live. */
  sample?: Sampler['sample'];
}

/** A case made ready: what is sent, and what is held back; or why nothing can be. */
export type Prepared = { recording: Case; heldBack: ReadonlyMap<string, string> } | { inconclusive: string };

export interface LiveRun {
  /** What to know of a case beside its verdicts. */
  notes(recording: Case, result: CaseResult): Note[];
  uid: string;
  /** Opens what the live sides encrypt, or null. */
  cipher: Cipher | null;
  prepare(recording: Case): Prepared;
  replay(
    recording: Case,
    at: (side: Side, more?: Pick<ReplayOptions, 'afterStep'>) => Promise<Session>,
    ask: Ask,
  ): Promise<Omit<Replayed, 'recording'>>;
}

const worldUnknown = (why: string): string =>
  `the world of the case is not known, so that it cannot be put there: ${why}`;

export function liveRun(options: LiveRunOptions): LiveRun {
  const { state, catalog } = options;
  return {
    uid: options.uid,
    cipher: options.cipher,
    notes: (recording, result) => (options.hasRedis ? [] : redisNotes(recording, result, catalog)),
    prepare(recording) {
      const lacking = lackingNeed(options, recording);
      if (lacking) return { inconclusive: lacking };
      if (recording.world.unknown !== undefined) return { inconclusive: worldUnknown(recording.world.unknown) };
      const held = heldBack(options, recording);
      if (held.size === recording.rust.length) return { inconclusive: [...held.values()][0] ?? 'nothing may go out' };
      if (!state) return { recording, heldBack: held };
      const { recordedUid, uid, seals, hasRedis: redis } = options;
      const made = recast(recording, { catalog, recordedUid, uid, seals, redis, now: Date.now() });
      return 'recording' in made ? { ...made, heldBack: held } : made;
    },
    async replay(recording, at, ask) {
      if (!state) {
        const rust = await at('rust');
        const python = await at('python');
        await options.sample?.(recording, { rust, python }, ask);
        return { sessions: { rust, python }, stateMissing: 'no access to the Firestore of the live sides' };
      }
      try {
        return await replayOver(state, recording, at, ask);
      } catch (error) {
        return unsent(recording, `the world could not be set up or read: ${messageOf(error)}`, 'error');
      }
    },
  };

  async function replayOver(
    live: LiveState,
    recording: Case,
    at: Parameters<LiveRun['replay']>[1],
    ask: Ask,
  ): Promise<Omit<Replayed, 'recording'>> {
    const crossReadings: CrossReading[] = [];
    const across = options.isLive.rust && options.isLive.python && hasWrite(recording, catalog);
    const read = async (side: Side, session: Session, documents: Documents): Promise<void> => {
      crossReadings.push(await readAcross(recording, side, session, documents, catalog, ask));
    };
    const replayed = await replayLive(recording, live, {
      catalog,
      isLive: options.isLive,
      replayAt: (side: Side, afterStep: (step: RecordedStep) => Promise<void>) => at(side, { afterStep }),
      askAgain: async (side, session) => live.caches?.askAgain(side, recording, session, ask) ?? session,
      across: across ? read : undefined,
      timed: async (sessions) => options.sample?.(recording, sessions, ask),
    });
    if ('inconclusive' in replayed) return unsent(recording, replayed.inconclusive);
    return { ...replayed, crossReadings };
  }
}
