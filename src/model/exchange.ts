/** What goes out to a side and what comes back. */

export interface SentRequest {
  method: string;
  /** Path and query, byte for byte. */
  target: string;
  /** Names in lower case. */
  headers: readonly (readonly [string, string])[];
  body: Buffer | null;
}

export interface Answer {
  status: number;
  headers: readonly (readonly [string, string])[];
  body: Buffer;
  /** Why not even the bytes can be read: to the client the call fails. */
  unreadable?: string;
  /** Redirects that were followed on the way, and why the last one was not. */
  redirects?: { hops: readonly string[]; stopped?: string };
}

/** `unsent`: an earlier step left nothing to send it with, or a rule of safety forbids it. */
export type SideResult =
  | { kind: 'answer'; answer: Answer }
  | { kind: 'error'; reason: string }
  | { kind: 'unsent'; reason: string };

/** One sending with its result and its times. */
export interface Timed {
  result: SideResult;
  /** Milliseconds since 1970. */
  startedAt: number;
  endedAt: number;
  /** Milliseconds until the whole answer was there, from the monotonic clock. */
  ms: number;
  /** Milliseconds of `ms` that opened a connection; absent when one was open. */
  connectMs?: number;
  /** Sendings beside the first. */
  retries: number;
}
