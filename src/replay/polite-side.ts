/** A side asked with manners: paced, `Retry-After` obeyed, an accidental 429 sent again, nothing after the breaker. */
import type { Timed } from '../model/exchange.ts';
import type { Outgoing, SideClient } from '../sides/side.ts';
import { type Expected, isTrouble } from './breaker.ts';
import { type Pacer, retryAfter } from './pacing.ts';

export interface PoliteOptions {
  pacer: Pacer;
  /** What the recording and the case say of the answer that is to come. */
  expected?: (outgoing: Outgoing) => Expected;
  /** Sendings again after an accidental 429. */
  retries?: number;
  /** The longest pause in milliseconds. A side that asks for more gets this one, and no second sending. */
  longestPauseMs?: number;
}

const RETRIES = 2;
const LONGEST_PAUSE_MS = 60_000;
const FIRST_PAUSE_MS = 1000;

/**
 * The same side behind a pacer. `send` rejects with BreakerOpenError when nothing may go out any more; the `ms` of
 * its result are those of the last sending, without the waiting, and `retries` counts all sendings beside the first.
 */
export function politeSide(client: SideClient, options: PoliteOptions): SideClient {
  const { pacer, retries = RETRIES, longestPauseMs = LONGEST_PAUSE_MS } = options;
  return {
    ...client,
    async send(outgoing): Promise<Timed> {
      const expected = options.expected?.(outgoing) ?? {};
      let before = 0;
      for (let again = 0; ; again++) {
        await pacer.ready();
        const timed = await client.send(outgoing);
        pacer.settled(isTrouble(timed.result, expected));
        const done: Timed = { ...timed, retries: timed.retries + before };
        const pause = pauseAfter(timed, expected, again);
        if (!pause) return done;
        pacer.pause(pause.ms);
        if (!pause.sendAgain || again >= retries || pacer.opened() !== undefined) return done;
        before = done.retries + 1;
      }
    },
  };

  /** A 503 is the side's answer and stays it; its wish for a pause is obeyed all the same. */
  function pauseAfter({ result }: Timed, expected: Expected, again: number) {
    if (result.kind !== 'answer' || !isTrouble(result, expected)) return undefined;
    const { status, headers } = result.answer;
    const wish = retryAfter(headers, pacer.clock.now(), longestPauseMs);
    if (status !== 429) return wish && { ms: wish.ms, sendAgain: false };
    return wish
      ? { ms: wish.ms, sendAgain: !wish.capped }
      : { ms: Math.min(FIRST_PAUSE_MS * 2 ** again, longestPauseMs), sendAgain: true };
  }
}

/** Why the time of a call is no sample of its route, in the words of a latency sample; undefined where it is one. */
export function excludedAs(
  { result, retries }: Timed,
  isSuccess = (status: number): boolean => status >= 200 && status <= 299,
): 'retry' | '429' | 'failure' | undefined {
  if (result.kind !== 'answer') return 'failure';
  if (result.answer.status === 429) return '429';
  if (!isSuccess(result.answer.status)) return 'failure';
  return retries > 0 ? 'retry' : undefined;
}
