/**
 * A recorded case → the same case for another user and another moment: uid, seals and times of world, requests,
 * answers and changes.
 */

import type { Cipher } from '../catalog/packing.ts';
import type { Case, RecordedStep, World } from '../model/case.ts';
import { allChanges, mapChanges } from '../model/changes.ts';
import { START_TIME } from '../model/wire.ts';
import { hasSealed, resealDocuments } from './seal.ts';
import { type Shift, shiftText, shiftTo } from './shift.ts';
import { type DeclaredTimes, shiftBodies, shiftDocuments, shiftPath, shiftWorld } from './shift-world.ts';
import { uidMap } from './uid.ts';

/** How encrypted fields become another user's. */
export interface Seals {
  /** Of the recordings. */
  from: Cipher;
  /** Of the live sides; `same`: it is that of the recordings. Null: nobody knows their secret. */
  to: Cipher | 'same' | null;
  /** Changes opened text, which may be packed once more. */
  rewrite(opened: string, change: (text: string) => string): string;
}

export interface Recasting {
  /** Tells which stored values are times. */
  catalog: DeclaredTimes;
  /** The user of the recordings. */
  recordedUid: string;
  uid: string;
  /** Undefined: nothing is encrypted. */
  seals?: Seals;
  /** Whether there is a Redis to set keys in. */
  redis: boolean;
  /** Milliseconds since 1970. One moment for both sides of a case. */
  now: number;
}

const NO_SECRET =
  'the world holds encrypted fields: give PARITY_ENCRYPTION_SECRET, the secret under which the sides encrypt';

/** The case made ready, or the reason why its world cannot be set up. */
export type Recast = { recording: Case } | { inconclusive: string };

/** Pure: the same input gives the same bytes. Never throws. */
export function recast(recording: Case, to: Recasting): Recast {
  if (recording.world.redis.length > 0 && !to.redis) {
    return { inconclusive: 'the case needs Redis keys: give PARITY_REDIS_URL, the Redis of the Python backend' };
  }
  const { seals, recordedUid, uid } = to;
  const other = uid !== recordedUid;
  const changed = allChanges(recording).map(({ set }) => set);
  const isSealed = (documents: World['documents']): boolean => seals !== undefined && hasSealed(documents, seals.from);
  let result = recording;
  if (seals && seals.to !== 'same' && [recording.world.documents, ...changed].some(isSealed)) {
    const { from, to: cipher } = seals;
    if (cipher === null) {
      if (isSealed(recording.world.documents)) return { inconclusive: NO_SECRET };
    } else {
      // Sealed text is opened under the recorded uid, so this comes before the uid and the times change.
      const { text } = uidMap(recordedUid, uid);
      const shift = recording.relativeTo && shiftTo(recording.recordedAt, to.now);
      const change = (opened: string): string => text(shift ? shiftText(shift, opened) : opened);
      const rewrite = (opened: string): string => seals.rewrite(opened, change);
      result = onDocuments(result, (documents) => resealDocuments(documents, from, cipher, rewrite));
    }
  }
  if (other) result = forUser(result, recordedUid, uid);
  if (recording.relativeTo) result = atMoment(result, shiftTo(recording.recordedAt, to.now), to.catalog);
  return { recording: result };
}

function onDocuments(recording: Case, change: (documents: World['documents']) => World['documents']): Case {
  const changes = mapChanges(recording, ({ set, deleted }) => ({ set: change(set), deleted }));
  return { ...recording, ...changes, world: { ...recording.world, documents: change(recording.world.documents) } };
}

function forUser(recording: Case, from: string, to: string): Case {
  const map = uidMap(from, to);
  const steps = (given: RecordedStep[]): RecordedStep[] =>
    given.map((s) => ({ ...s, request: map.request(s.request), answer: map.answer(s.answer) }));
  return {
    ...recording,
    world: map.world(recording.world),
    rust: steps(recording.rust),
    python: recording.python && steps(recording.python),
    ...mapChanges(recording, map.changes),
  };
}

function atMoment(recording: Case, shift: Shift, declared: DeclaredTimes): Case {
  const changed = allChanges(recording).map(({ set }) => set);
  const moved = shiftBodies(shift, [recording.world.documents, ...changed], declared);
  const text = (bytes: Buffer): Buffer => {
    const before = bytes.toString('latin1');
    const after = moved(before);
    return before === after ? bytes : Buffer.from(after, 'latin1');
  };
  const steps = (given: RecordedStep[]): RecordedStep[] =>
    given.map((s) => ({
      ...s,
      startedAt: s.startedAt + shift.by,
      endedAt: s.endedAt + shift.by,
      request: {
        ...s.request,
        headers: s.request.headers.map(([name, value]): [string, string] => [name, movedStart(name, value, shift)]),
        target: moved(s.request.target),
        body: s.request.body && text(s.request.body),
      },
      answer: { ...s.answer, body: text(s.answer.body) },
    }));
  return {
    ...recording,
    movedBy: shift.by,
    recordedAt: new Date(shift.recordedAt + shift.by).toISOString(),
    world: shiftWorld(shift, recording.world, declared),
    rust: steps(recording.rust),
    python: recording.python && steps(recording.python),
    ...mapChanges(recording, ({ set, deleted }) => ({
      set: shiftDocuments(shift, set, declared),
      deleted: deleted.map((path) => shiftPath(shift, path, declared)),
    })),
  };
}

/** The start time keeps its distance to the sending. */
function movedStart(name: string, value: string, shift: Shift): string {
  const told = Number(value);
  return name === START_TIME && Number.isFinite(told) ? (told + shift.by / 1000).toFixed(3) : value;
}
