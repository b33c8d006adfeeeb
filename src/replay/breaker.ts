/** When a side has failed so often that asking it again helps nobody. A state machine without a clock. */

import { ParityError } from '../errors.ts';
import type { SideResult } from '../model/exchange.ts';
import type { Side } from '../model/side.ts';

export interface BreakerRules {
  /** Opens after this many failures in a row. */
  inARow: number;
  /** Opens when `share` of the last `window` have failed, once so many were seen. */
  window: number;
  share: number;
}

export const BREAKER_RULES: BreakerRules = { inARow: 40, window: 100, share: 0.1 };

export interface BreakerState {
  /** Failures since the last success. */
  inARow: number;
  /** The last results, oldest first, at most `window`; true is a failure. */
  last: readonly boolean[];
  /** Why it opened; absent while requests may go out. */
  open?: string;
}

export const closedBreaker = (): BreakerState => ({ inARow: 0, last: [] });

/** The state after one more result. An open breaker stays open: what was under way does not close it. */
export function afterResult(state: BreakerState, failed: boolean, rules: BreakerRules = BREAKER_RULES): BreakerState {
  if (state.open !== undefined) return state;
  const inARow = failed ? state.inARow + 1 : 0;
  const last = [...state.last, failed].slice(-rules.window);
  const failures = last.filter(Boolean).length;
  if (inARow >= rules.inARow) return { inARow, last, open: `${inARow} failures in a row` };
  if (last.length === rules.window && failures >= rules.window * rules.share) {
    return { inARow, last, open: `${failures} of the last ${rules.window} requests failed` };
  }
  return { inARow, last };
}

/** What was known of an answer before it was asked for. */
export interface Expected {
  /** Status in the recording: an error that belongs to the case is no failure of the side. */
  recordedStatus?: number;
  /** A 429 is what the case is about. */
  limitIsSubject?: boolean;
}

/** Whether a result says that the side is in trouble: no answer, an unforeseen server error, an accidental 429. */
export function isTrouble(result: SideResult, { recordedStatus, limitIsSubject = false }: Expected = {}): boolean {
  if (result.kind !== 'answer') return result.kind === 'error';
  const { status } = result.answer;
  if (status === 429) return !limitIsSubject && recordedStatus !== 429;
  return status >= 500 && status !== recordedStatus;
}

/** No request is let through any more; what was not sent is inconclusive. */
export class BreakerOpenError extends ParityError {
  readonly side: Side;

  constructor(side: Side, reason: string) {
    super(
      'breaker-open',
      `${side}: not sent, the side was stopped after ${reason}. Look at its log, then run again what is inconclusive.`,
      { exitCode: 3 },
    );
    this.name = 'BreakerOpenError';
    this.side = side;
  }
}
