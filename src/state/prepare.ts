/** A recorded case made ready for a live user: whose it is, under which secret, and when "now" is. */
import type { Case, World } from '../recordings/types.ts';
import { hasSealed, resealDocuments } from './seal.ts';
import { RECORDING_SECRET } from './secret.ts';
import { type Shift, shiftText, shiftTo, shiftWorld } from './shift.ts';
import { type UidMap, uidMap } from './uid.ts';
import { type Scope, scopeOf } from './world.ts';

export interface LiveSetting {
  recordedUid: string;
  /** The live user. */
  uid: string;
  /** PARITY_ENCRYPTION_SECRET of the live backends; null: not known. */
  secret: string | null;
  /** Whether there is a Redis to set keys in. */
  redis: boolean;
  /** Milliseconds since 1970. One moment for both sides of a case. */
  now: number;
  /** Collections outside the user in which the case's routes make documents. */
  watched: readonly string[];
}

export type Prepared =
  | { kind: 'ready'; world: World; scope: Scope; map: UidMap; shift: Shift | null }
  /** The world cannot be set up; the reason is a sentence for the report. */
  | { kind: 'inconclusive'; reason: string };

/** The world as it has to be written for the live user. Pure: the same input gives the same bytes. */
export function prepareCase(recording: Case, setting: LiveSetting): Prepared {
  const { recordedUid, uid, secret, now } = setting;
  const { documents, redis } = recording.world;
  if (redis.length > 0 && !setting.redis) {
    return {
      kind: 'inconclusive',
      reason: 'the case needs Redis keys: set PARITY_REDIS_URL to the Redis of the Python backend',
    };
  }
  const from = { uid: recordedUid, secret: RECORDING_SECRET };
  const sealed = hasSealed(documents, from);
  if (sealed && secret === null) {
    return {
      kind: 'inconclusive',
      reason: 'the case holds encrypted documents: set PARITY_ENCRYPTION_SECRET to the secret of the live backends',
    };
  }
  const map = uidMap(recordedUid, uid);
  const shift = recording.relativeTo === 'recordedAt' ? shiftTo(recording.recordedAt, now) : null;
  // Sealed text is opened under the recorded uid, so this comes before the uid changes.
  const rewrite = (text: string): string => map.text(shift ? shiftText(shift, text) : text);
  const own = sealed && secret !== null ? resealDocuments(documents, from, { uid, secret }, rewrite) : documents;
  const mapped = map.world({ documents: own, redis });
  const world = shift ? shiftWorld(shift, mapped) : mapped;
  const changes = recording.changes && {
    rust: map.changes(recording.changes.rust),
    python: map.changes(recording.changes.python),
  };
  return { kind: 'ready', world, scope: scopeOf({ world, changes }, uid, setting.watched), map, shift };
}
