/** Sessions of both sides → the evidence that the judge reads. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Cipher } from '../catalog/packing.ts';
import type { Window } from '../compare/clock.ts';
import type { Left } from '../compare/documents.ts';
import type { CaseEvidence, StateEvidence, StepEvidence } from '../judge/evidence.ts';
import type { Case, Changes, RecordedStep } from '../model/case.ts';
import { afterEachStep } from '../model/changes.ts';
import type { SentRequest, SideResult } from '../model/exchange.ts';
import type { Session } from '../model/session.ts';
import { eachSide, type Pair, SIDES, type Side } from '../model/side.ts';
import { START_TIME } from '../model/wire.ts';
import { type Opening, openDocuments } from '../state/open.ts';

/** The window of a recorded session, in microseconds. */
export function windowOf(steps: readonly RecordedStep[]): Window {
  const from = Math.min(...steps.map((s) => s.startedAt));
  const to = Math.max(...steps.map((s) => s.endedAt));
  return { from: from * 1000, to: to * 1000 };
}

/** A recorded side as it is, without traffic: each step of `steps` answered by its entry in `recorded`. */
export function recordedSession(steps: readonly RecordedStep[], recorded: readonly RecordedStep[]): Session {
  const at = new Map(recorded.map((s) => [s.id, s]));
  return {
    sent: steps.map((s) => at.get(s.id)?.request ?? s.request),
    results: steps.map((s): SideResult => {
      const found = at.get(s.id);
      const reason = found
        ? (s.unsendable ?? found.unsendable ?? found.unusable)
        : 'this side has no recording of the step';
      return found && reason === undefined
        ? { kind: 'answer', answer: found.answer }
        : { kind: 'unsent', reason: reason ?? '' };
    }),
    window: windowOf(recorded),
  };
}

/** Seconds between the start time that a recorded request tells and its sending. */
export function ageOf(step: RecordedStep): number | undefined {
  const told = step.request.headers.find(([name]) => name === START_TIME)?.[1];
  const seconds = told === undefined ? Number.NaN : Number(told);
  return Number.isFinite(seconds) ? step.startedAt / 1000 - seconds : undefined;
}

export function leftOf(changes: Changes, opening: Opening): Left {
  return { set: openDocuments(changes.set, opening), deleted: new Set(changes.deleted) };
}

export interface EvidenceInput {
  recording: Case;
  sessions: Pair<Session>;
  catalog: Catalog;
  /** The user of the case. */
  uid: string;
  /** Opens encrypted fields; null: compared by form only. */
  cipher: Cipher | null;
  /** Documents of a live run; without it those of the recording. */
  state?: StateEvidence;
  stateMissing?: string;
}

export function assembleEvidence({ recording, sessions, catalog, uid, cipher, ...live }: EvidenceInput): CaseEvidence {
  const opening: Opening = { cipher, collectionOf: catalog.collectionOf };
  const python = new Map(recording.python?.map((s) => [s.id, s]));
  const recordedState = recordedStateOf(recording, opening);
  return {
    suite: recording.suite,
    name: recording.name,
    uid,
    world: openDocuments(recording.world.documents, opening),
    redis: recording.world.redis,
    ...(recording.world.unknown === undefined ? {} : { worldUnknown: recording.world.unknown }),
    // A time is "now" only in the side's own window: its recording's, or its clock's.
    windows: eachSide((side) => [sessions[side].window]),
    steps: recording.rust.map((step, i) => stepEvidence(step, i, sessions, python.get(step.id))),
    state: live.stateMissing === undefined ? (live.state ?? recordedState) : undefined,
    stateMissing: live.stateMissing,
  };
}

/** What the recording holds of the documents: after each step where both sides tell, else the end. */
export function recordedStateOf(recording: Case, opening: Opening): StateEvidence | undefined {
  const { rust, python } = recording.changes ?? {};
  if (!rust || !python) return undefined;
  const ends = { rust, python };
  const told = eachSide((side) => afterEachStep(recording, side));
  const end: Pair<Left> = eachSide((side) => leftOf(ends[side], opening));
  if (!told.rust || !told.python) return { kind: 'final', left: end };
  const steps = recording.rust.filter(({ id }) => SIDES.some((side) => told[side]?.some((t) => t.step === id)));
  const order = new Map(recording.rust.map(({ id }, i) => [id, i]));
  const at = (step: string): number => order.get(step) ?? 0;
  const upTo = (side: Side, step: string): Changes =>
    told[side]?.findLast((t) => at(t.step) <= at(step))?.changes ?? { set: {}, deleted: [] };
  return {
    kind: 'stepwise',
    after: [
      ...steps.map(({ id }) => ({
        step: id,
        exact: true as const,
        left: eachSide((side) => leftOf(upTo(side, id), opening)),
      })),
      // What no step tells of: it is charged as where only the end is known.
      { left: end },
    ],
  };
}

function stepEvidence(
  step: RecordedStep,
  i: number,
  sessions: Pair<Session>,
  own: RecordedStep | undefined,
): StepEvidence {
  const again = SIDES.flatMap((side) => {
    const result = sessions[side].again?.get(step.id);
    return result?.kind === 'answer' ? [[side, result.answer] as const] : [];
  });
  return {
    ...(again.length > 0 ? { again: Object.fromEntries(again) } : {}),
    id: step.id,
    recorded: step.request,
    sent: eachSide((side) => sessions[side].sent[i] as SentRequest),
    result: eachSide((side) => sessions[side].results[i] as SideResult),
    ageSeconds: ageOf(step),
    recordedAnswer: {
      ...(step.unusable === undefined ? { rust: step.answer } : {}),
      ...(own && own.unusable === undefined ? { python: own.answer } : {}),
    },
  };
}
