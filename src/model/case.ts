import type { Answer, SentRequest } from './exchange.ts';
import type { Pair } from './side.ts';

/** A Firestore value in the REST form, which keeps types that JavaScript values lose. */
export type FirestoreValue =
  | { nullValue: null }
  | { booleanValue: boolean }
  | { integerValue: string }
  | { doubleValue: number | 'NaN' | 'Infinity' | '-Infinity' }
  | { timestampValue: string }
  | { stringValue: string }
  | { bytesValue: string }
  | { referenceValue: string }
  | { geoPointValue: { latitude?: number; longitude?: number } }
  | { arrayValue: { values?: FirestoreValue[] } }
  | { mapValue: { fields?: Record<string, FirestoreValue> } };

export type Fields = Record<string, FirestoreValue>;

/** What exists before the first request: documents by path, and Redis commands. */
export interface World {
  documents: Record<string, Fields>;
  redis: string[][];
  /** Why nobody knows what was there: then nothing may be put there, and rules that ask for documents know nothing. */
  unknown?: string;
}

/** What one side left: whole documents by path, and the paths that are gone. */
export interface Changes {
  set: Record<string, Fields>;
  deleted: string[];
}

/** What single steps changed, by step id and side: exact where it is there. */
export type StepChanges = Readonly<Record<string, Partial<Pair<Changes>>>>;

/** One entry of a HAR. */
export interface RecordedStep {
  id: string;
  /** Milliseconds since 1970. */
  startedAt: number;
  /** Milliseconds since 1970. */
  endedAt: number;
  request: SentRequest;
  answer: Answer;
  /** Why `answer` is not what the side answered (aborted, saved without its body); names the entry. */
  unusable?: string;
  /** Why `request` cannot be sent as the client did (its body is not in the recording); names the entry. */
  unsendable?: string;
}

/** One recorded session of one user. */
export interface Case {
  suite: string;
  name: string;
  note: string;
  recordedAt: string;
  /** Where it comes from; nobody knows without it. */
  origin?: 'recorded' | 'imported' | 'made' | 'found';
  /** Stands for the user of the session: the same for all of one user's. */
  user?: string;
  relativeTo?: 'recordedAt';
  /** What it needs of a live set-up beside the two backends: names of the product's closed list. */
  needs: readonly string[];
  /** Milliseconds by which all times were moved for a live run. */
  movedBy?: number;
  world: World;
  /** The requests to replay, with Rust's answers; Python's where they were recorded. */
  rust: RecordedStep[];
  python?: RecordedStep[];
  /** What each side had changed at the end; a side that was not looked at is left out. */
  changes?: Partial<Pair<Changes>>;
  stepChanges?: StepChanges;
}
