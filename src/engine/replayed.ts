/** A case as both sides answered it: what the engine's parts hand to each other. */
import type { StateEvidence } from '../judge/evidence.ts';
import type { Case } from '../model/case.ts';
import type { Session } from '../model/session.ts';
import type { Pair } from '../model/side.ts';
import type { SideClient } from '../sides/side.ts';
import type { StandIn } from '../sides/stand-in.ts';
import type { CrossReading } from './cross-read.ts';

export interface RunSide {
  client: SideClient;
  /** Set where the side is recorded. */
  standIn?: StandIn;
}

/** A case as both sides answered it. */
export interface Replayed {
  recording: Case;
  sessions: Pair<Session>;
  /** Documents of a live run; a recorded one has those of the recording. */
  state?: StateEvidence;
  stateMissing?: string;
  /** The same case once more, and more. */
  repetitions?: Replayed[];
  /** Reads of what one side wrote through both. */
  crossReadings?: CrossReading[];
}

/** A case of which nothing went out. */
export function unsent(recording: Case, reason: string, kind: 'unsent' | 'error' = 'unsent'): Replayed {
  const session: Session = {
    sent: recording.rust.map((s) => s.request),
    results: recording.rust.map(() => ({ kind, reason })),
    window: { from: 0, to: 0 },
  };
  return { recording, sessions: { rust: session, python: session }, stateMissing: reason };
}
