/** Cases → judged cases: replay a window of cases at both sides, then compare what they answered. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Cipher } from '../catalog/packing.ts';
import type { LearningIdentity } from '../compare/identity.ts';
import { messageOf } from '../errors.ts';
import { brokenCase } from '../judge/broken.ts';
import type { CaseEvidence } from '../judge/evidence.ts';
import { judgeCase } from '../judge/judge-case.ts';
import type { Case } from '../model/case.ts';
import type { CaseResult } from '../model/result.ts';
import type { Session } from '../model/session.ts';
import { type Pair, SIDES, type Side } from '../model/side.ts';
import { readCase } from '../recordings/fixture.ts';
import type { CaseRef } from '../recordings/tree.ts';
import { type ReplayOptions, replaySide } from '../replay/replay-side.ts';
import { inWindows } from '../replay/windows.ts';
import { type Ask, judgeAcross } from './cross-read.ts';
import { assembleEvidence } from './evidence.ts';
import { afterHeldBack } from './held-back.ts';
import type { LiveRun, Prepared } from './live-run.ts';
import { noiseIn, withNoise } from './repeat.ts';
import { type Replayed, type RunSide, unsent } from './replayed.ts';
import type { Spool } from './spool.ts';

export interface PipelineOptions {
  catalog: Catalog;
  sides: Pair<RunSide>;
  concurrency: number;
  spool: Spool;
  signal: AbortSignal;
  /** The user of the recordings, and what opens their documents. */
  recorded: { uid: string; cipher: Cipher | null };
  /** What a case may need of a live set-up. */
  needs: readonly string[];
  /** Set where a side is live. */
  live?: LiveRun;
  /** Runs of each case per side. */
  repeat?: number;
  /** Keep what differs on the wire as notes. */
  wire?: boolean;
}

export interface JudgedCase extends Replayed {
  result: CaseResult;
  /** What the judge saw; absent of a case that could not be judged. Large answers are gone with the next case. */
  seen?: Seen;
}

export interface Seen {
  evidence: CaseEvidence;
  /** Values that each side made and that count as one. */
  ids: readonly { rust: string; python: string }[];
  /** A text of python in the words of rust. */
  asRust(text: string): string;
}

/** Cases of one window wait for each other, so that comparing never runs beside a request. */
const WINDOW_PER_SLOT = 8;

export async function* runCases(refs: readonly CaseRef[], options: PipelineOptions): AsyncGenerator<JudgedCase> {
  const { concurrency, spool } = options;
  const window = concurrency * WINDOW_PER_SLOT;
  for await (const replayed of inWindows(refs, { concurrency, window }, (ref) => replayRepeated(ref, options))) {
    for (const entry of replayed) {
      if (!entry) continue;
      yield { ...entry, ...judged(entry, options) };
      spool.forget(keyOf(entry.recording));
    }
  }
}

const keyOf = (recording: Case): string => `${recording.suite}/${recording.name}`;

/** A case that cannot be judged is a case of errors, and no reason to lose the others. */
function judged(
  entry: Replayed,
  { catalog, live, recorded, wire }: PipelineOptions,
): Pick<JudgedCase, 'result' | 'seen'> {
  const uid = live?.uid ?? recorded.uid;
  const cipher = live ? live.cipher : recorded.cipher;
  try {
    const evidence = assembleEvidence({ ...entry, catalog, uid, cipher });
    let identity: LearningIdentity | undefined;
    const learned = (taught: LearningIdentity): void => {
      identity = taught;
    };
    const result = judgeCase(evidence, catalog, { wire, learned });
    const opening = { cipher, collectionOf: catalog.collectionOf };
    const { crossReads, counts } = judgeAcross(entry.crossReadings ?? [], evidence, result, catalog, opening);
    const whole: CaseResult = {
      ...result,
      notes: [...result.notes, ...(live?.notes(entry.recording, result) ?? [])],
      ...(crossReads.length > 0 ? { crossReads } : {}),
      ...(counts.length > 0 ? { crossReadCounts: counts } : {}),
    };
    const seen: Seen = {
      evidence,
      ids: [...(identity?.pairs() ?? [])].map(([rust, python]) => ({ rust, python })),
      asRust: (text) => identity?.canonical('python', text) ?? text,
    };
    const { repetitions } = entry;
    return { result: repetitions ? withNoise(whole, noiseIn([entry, ...repetitions], catalog)) : whole, seen };
  } catch (error) {
    return { result: brokenCase(entry.recording, catalog, messageOf(error)) };
  }
}

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
  const read = await readCase(ref.folder, options.needs);
  const prepared: Prepared = live ? live.prepare(read) : { recording: read, heldBack: new Map() };
  if ('inconclusive' in prepared) return unsent(read, prepared.inconclusive);
  const { recording, heldBack } = prepared;
  const at = async (side: Side, more: Pick<ReplayOptions, 'afterStep'> = {}): Promise<Session> => {
    const { client, standIn } = sides[side];
    const own = standIn && (recording[side] ?? []);
    standIn?.learn(keyOf(recording), own ?? []);
    try {
      return await replaySide(recording, {
        catalog,
        client,
        own,
        signal,
        forbidden: (step) => heldBack.get(step.id),
        keep: spool.keep(side),
        ...more,
      });
    } finally {
      standIn?.forget(keyOf(recording));
    }
  };
  if (live) {
    const ask: Ask = (side, step, request) =>
      sides[side].client.send({
        caseKey: keyOf(recording),
        step: step.id,
        request,
        recordedAt: step.startedAt,
        final: catalog.find(step.request.method, step.request.target)?.route.success,
      });
    const replayed = await live.replay(recording, at, ask);
    if (signal.aborted) return undefined;
    const [recorded, ...others] = SIDES.filter((side) => sides[side].standIn);
    const whole = { recording, ...replayed };
    return recorded && others.length === 0
      ? afterHeldBack(whole, { recorded, steps: new Set(heldBack.keys()), catalog })
      : whole;
  }
  const rust = await at('rust');
  const python = await at('python');
  return signal.aborted ? undefined : { recording, sessions: { rust, python } };
}
