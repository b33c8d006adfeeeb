/** The live part of a run: which cases can be set up, what may go out, and the documents around each case. */

import type { Catalog } from '../catalog/catalog.ts';
import { routeName } from '../catalog/route.ts';
import { messageOf } from '../errors.ts';
import type { Case, Need, RecordedStep } from '../model/case.ts';
import type { Session } from '../model/session.ts';
import type { Pair, Side } from '../model/side.ts';
import type { ReplayOptions } from '../replay/replay-side.ts';
import type { Documents } from '../state/firestore.ts';
import { type Recast, recast } from '../state/recast.ts';
import { type Ask, type CrossReading, hasWrite, readAcross } from './cross-read.ts';
import { type LiveState, replayLive } from './live-case.ts';
import { type Replayed, unsent } from './replayed.ts';
import type { Sampler } from './sample.ts';

export interface LiveRunOptions {
  catalog: Catalog;
  isLive: Pair<boolean>;
  recordedUid: string;
  uid: string;
  secret: string | null;
  /** Undefined: no Firestore is configured; worlds are as they are, documents are not compared. */
  state?: LiveState;
  hasRedis: boolean;
  /** What the set-up has of the closed list of needs. */
  provides: readonly Need[];
  destructive: boolean;
  /** Times the reads of a case, where both sides are live. */
  sample?: Sampler['sample'];
  /** Routes and `suite/case` keys that were named one by one: their effects outside the documents are meant. */
  named: (route: string, caseKey: string) => boolean;
}

export interface LiveRun {
  uid: string;
  secret: string | null;
  prepare(recording: Case): Recast;
  replay(
    recording: Case,
    at: (side: Side, more?: Pick<ReplayOptions, 'afterStep'>) => Promise<Session>,
    ask: Ask,
  ): Promise<Omit<Replayed, 'recording'>>;
}

export function liveRun(options: LiveRunOptions): LiveRun {
  const { state, isLive } = options;
  return {
    uid: options.uid,
    secret: options.secret,
    prepare(recording) {
      const lacking = recording.needs.find((need) => !options.provides.includes(need));
      if (lacking) return { inconclusive: NEEDS[lacking] };
      const forbidden = recording.rust.map((step) => forbiddenReason(options, recording, step)).find(Boolean);
      if (forbidden) return { inconclusive: forbidden };
      if (!state) return { recording };
      const { recordedUid, uid, secret, hasRedis: redis } = options;
      return recast(recording, { recordedUid, uid, secret, redis, now: Date.now() });
    },
    async replay(recording, at, ask) {
      if (!state) {
        const rust = await at('rust');
        const python = await at('python');
        await options.sample?.(recording, { rust, python }, ask);
        return { sessions: { rust, python }, stateMissing: 'no access to the Firestore of the live sides' };
      }
      try {
        const replayAt = (side: Side, afterStep: (step: RecordedStep) => Promise<void>) => at(side, { afterStep });
        const crossReadings: CrossReading[] = [];
        const across = isLive.rust && isLive.python && hasWrite(recording, options.catalog);
        const read = async (side: Side, session: Session, documents: Documents): Promise<void> => {
          crossReadings.push(await readAcross(recording, side, session, documents, options.catalog, ask));
        };
        const replayed = await replayLive(
          recording,
          state,
          options.catalog,
          replayAt,
          isLive,
          across ? read : undefined,
        );
        await options.sample?.(recording, replayed.sessions, ask);
        return { ...replayed, crossReadings };
      } catch (error) {
        return unsent(recording, `the world could not be set up or read: ${messageOf(error)}`, 'error');
      }
    },
  };
}

const NEEDS: Record<Need, string> = {
  'python-llm': 'the case needs a language model behind Python (say --provides python-llm when there is one)',
  typesense: 'the case needs the search index filled with its world (say --provides typesense when it is)',
  'rust-model-key': 'the case needs a model key on Rust (say --provides rust-model-key when there is one)',
  'unverified-tokens': 'the case sends made-up tokens, which only a side that checks no signatures takes',
};

/** Why a step of the case must not go out live, or undefined. A case is left out whole: half of it proves nothing. */
function forbiddenReason(options: LiveRunOptions, recording: Case, step: RecordedStep): string | undefined {
  const found = options.catalog.find(step.request.method, step.request.target);
  if (!found) {
    const harmless = step.request.method === 'GET' || options.destructive;
    return harmless
      ? undefined
      : `${step.request.method} ${step.request.target} is no route of the catalogue: it is sent live only with --destructive`;
  }
  const name = routeName(found.route);
  const effects = found.route.sideEffects ?? [];
  if (effects.length > 0 && !options.named(name, `${recording.suite}/${recording.name}`)) {
    return `${name} reaches beyond the documents (${effects.join(', ')}): it is sent live only when named with --route or --case, or under allow.routes`;
  }
  if (found.route.kind === 'destructive' && !options.destructive) {
    return `${name} is destructive: it is sent live only with --destructive`;
  }
  return undefined;
}
