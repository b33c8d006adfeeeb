/** How fast a side may be asked: so many requests per second, and none while it has asked for a pause. */
import type { Side } from '../model/side.ts';
import { afterResult, BREAKER_RULES, BreakerOpenError, type BreakerRules, closedBreaker } from './breaker.ts';

/** Instants are milliseconds since 1970. */
export interface PaceState {
  /** The next free sending. */
  nextAt: number;
  /** Nothing goes out before. */
  heldUntil: number;
}

export const freshPace = (): PaceState => ({ nextAt: 0, heldUntil: 0 });

/** Takes the next free sending. Sendings that were not used do not add up to a burst. */
export function reserve(state: PaceState, now: number, requestsPerSecond: number): { state: PaceState; at: number } {
  const at = Math.max(now, state.nextAt, state.heldUntil);
  return { at, state: { ...state, nextAt: at + 1000 / requestsPerSecond } };
}

/** A pause: later ones make it longer, never shorter. */
export const hold = (state: PaceState, until: number): PaceState => ({
  ...state,
  heldUntil: Math.max(state.heldUntil, until),
});

const DATE = /^[A-Z][a-z]{2,8},? .*\d/;

/**
 * The pause that `Retry-After` asks for in milliseconds, at most `capMs`: seconds, or an HTTP date against the
 * answer's own `Date` (clocks differ), else against `now`. Undefined where it is absent or says nothing readable.
 */
export function retryAfter(
  headers: readonly (readonly [string, string])[],
  now: number,
  capMs: number,
): { ms: number; capped: boolean } | undefined {
  const value = (name: string): string | undefined => headers.find(([n]) => n.toLowerCase() === name)?.[1].trim();
  const asked = value('retry-after') ?? '';
  const ms = /^\d+$/.test(asked) ? Number(asked) * 1000 : httpDate(asked) - (httpDate(value('date') ?? '') || now);
  if (Number.isNaN(ms)) return undefined;
  return { ms: Math.min(Math.max(0, ms), capMs), capped: ms > capMs };
}

/** Milliseconds since 1970, or NaN. One of the three forms, asctime, leaves the zone out and means GMT. */
const httpDate = (text: string): number =>
  DATE.test(text) ? Date.parse(text.endsWith('GMT') ? text : `${text} GMT`) : Number.NaN;

export interface PacingClock {
  /** Milliseconds since 1970; never goes back. */
  now(): number;
  sleep(ms: number): Promise<void>;
}

const realClock: PacingClock = {
  now: () => performance.timeOrigin + performance.now(),
  sleep: (ms) => new Promise((done) => setTimeout(done, Math.ceil(ms))),
};

export interface Pacer {
  side: Side;
  clock: PacingClock;
  /** Resolves when a request may go out at once. Rejects with BreakerOpenError when none may any more. */
  ready(): Promise<void>;
  /** Tells of a result. */
  settled(failed: boolean): void;
  /** Asks for a pause of all requests. */
  pause(ms: number): void;
  /** Why the breaker opened, or undefined. */
  opened(): string | undefined;
}

/** One per side and run, shared by all its requests. */
export function pacer(options: {
  side: Side;
  requestsPerSecond: number;
  rules?: BreakerRules;
  clock?: PacingClock;
}): Pacer {
  const { side, requestsPerSecond, rules = BREAKER_RULES, clock = realClock } = options;
  let pace = freshPace();
  let breaker = closedBreaker();
  const guard = (): void => {
    if (breaker.open !== undefined) throw new BreakerOpenError(side, breaker.open);
  };
  return {
    side,
    clock,
    async ready() {
      // A pause or an open breaker may come while this one waits: it looks again before it lets go.
      do {
        guard();
        const reserved = reserve(pace, clock.now(), requestsPerSecond);
        pace = reserved.state;
        for (let left = reserved.at - clock.now(); left > 0; left = reserved.at - clock.now()) await clock.sleep(left);
      } while (clock.now() < pace.heldUntil);
      guard();
    },
    settled: (failed) => {
      breaker = afterResult(breaker, failed, rules);
    },
    pause: (ms) => {
      pace = hold(pace, clock.now() + ms);
    },
    opened: () => breaker.open,
  };
}
