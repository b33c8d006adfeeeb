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
}

/** `unsent`: an earlier step left nothing to send it with, or a rule of safety forbids it. */
export type SideResult =
  | { kind: 'answer'; answer: Answer }
  | { kind: 'error'; reason: string }
  | { kind: 'unsent'; reason: string };
