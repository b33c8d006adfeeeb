import type { SentRequest, SideResult, Timed } from './exchange.ts';

/** What happened on one side of a case: one entry per step, in the order of the recording. */
export interface Session {
  sent: readonly SentRequest[];
  results: readonly SideResult[];
  /** What a step was answered when it was asked once more, after the side's own memory had ended. */
  again?: ReadonlyMap<string, SideResult>;
  /** From the first request to the end of the last answer, in microseconds since 1970. */
  window: { from: number; to: number };
  /** Timings of the steps that were sent; empty for a recording that was read without traffic. */
  timed?: readonly (Timed | undefined)[];
}
