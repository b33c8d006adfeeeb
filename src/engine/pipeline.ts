/** Cases → judged cases: replay a window of cases at both sides, then compare what they answered. */

import type { Catalog } from '../catalog/catalog.ts';
import { judgeCase } from '../judge/judge-case.ts';
import type { Case } from '../model/case.ts';
import type { CaseResult } from '../model/result.ts';
import type { Session } from '../model/session.ts';
import type { Pair, Side } from '../model/side.ts';
import { readCase } from '../recordings/fixture.ts';
import type { CaseRef } from '../recordings/tree.ts';
import { type ReplayOptions, replaySide } from '../replay/replay-side.ts';
import { inWindows } from '../replay/windows.ts';
import { RECORDING_SECRET } from '../state/secret.ts';
import { type Ask, judgeAcross } from './cross-read.ts';
import { assembleEvidence, RECORDED_UID } from './evidence.ts';
import type { LiveRun } from './live-run.ts';
import { noiseIn, withNoise } from './repeat.ts';
import { type Replayed, type RunSide, unsent } from './replayed.ts';
import type { Spool } from './spool.ts';

export interface PipelineOptions {
  catalog: Catalog;
  sides: Pair<RunSide>;
  concurrency: number;
  spool: Spool;
  signal: AbortSignal;
  /** Set where a side is live. */
  live?: LiveRun;
  /** Runs of each case per side. */
  repeat?: number;
  /** Keep what differs on the wire as notes. */
  wire?: boolean;
  onStart?: (ref: CaseRef) => void;
}

export interface JudgedCase extends Replayed {
  result: CaseResult;
}

/** Cases of one window wait for each other, so that comparing never runs beside a request. */
const WINDOW_PER_SLOT = 8;

export async function* runCases(refs: readonly CaseRef[], options: PipelineOptions): AsyncGenerator<JudgedCase> {
  const { concurrency, catalog, spool, live } = options;
  const window = concurrency * WINDOW_PER_SLOT;
  for await (const replayed of inWindows(refs, { concurrency, window }, (ref) => replayRepeated(ref, options))) {
    for (const entry of replayed) {
      if (!entry) continue;
      const evidence = assembleEvidence({
        ...entry,
        catalog,
        uid: live?.uid ?? RECORDED_UID,
        secret: live ? live.secret : RECORDING_SECRET,
      });
      const result = judgeCase(evidence, catalog, { wire: options.wire });
      const opening = { uid: evidence.uid, secret: live?.secret ?? null, collectionOf: catalog.collectionOf };
      const crossReads = judgeAcross(entry.crossReadings ?? [], evidence, result, catalog, opening);
      const whole = crossReads.length > 0 ? { ...result, crossReads } : result;
      const noisy = entry.repetitions ? withNoise(whole, noiseIn([entry, ...entry.repetitions], catalog)) : whole;
      yield { ...entry, result: noisy };
      spool.forget(keyOf(entry.recording));
    }
  }
}

const keyOf = (recording: Case): string => `${recording.suite}/${recording.name}`;

async function replayRepeated(ref: CaseRef, options: PipelineOptions): Promise<Replayed | undefined> {
  const first = await replayCase(ref, options);
  if (!first || (options.repeat ?? 1) < 2) return first;
  const repetitions: Replayed[] = [];
  for (let i = 1; i < (options.repeat ?? 1); i++) {
    const next = await replayCase(ref, options);
    if (next) repetitions.push(next);
  }
  return { ...first, repetitions };
}

async function replayCase(ref: CaseRef, options: PipelineOptions): Promise<Replayed | undefined> {
  const { sides, catalog, spool, signal, live } = options;
  if (signal.aborted) return undefined;
  const read = await readCase(ref.folder);
  options.onStart?.(ref);
  const prepared = live ? live.prepare(read) : { recording: read };
  if ('inconclusive' in prepared) return unsent(read, prepared.inconclusive);
  const { recording } = prepared;
  const at = async (side: Side, more: Pick<ReplayOptions, 'afterStep'> = {}): Promise<Session> => {
    const { client, standIn } = sides[side];
    const own = standIn && (recording[side] ?? []);
    standIn?.learn(keyOf(recording), own ?? []);
    try {
      return await replaySide(recording, { catalog, client, own, signal, keep: spool.keep(side), ...more });
    } finally {
      standIn?.forget(keyOf(recording));
    }
  };
  if (live) {
    const ask: Ask = (side, step, request) =>
      sides[side].client.send({ caseKey: keyOf(recording), step: step.id, request });
    const replayed = await live.replay(recording, at, ask);
    return signal.aborted ? undefined : { recording, ...replayed };
  }
  const rust = await at('rust');
  const python = await at('python');
  return signal.aborted ? undefined : { recording, sessions: { rust, python } };
}
