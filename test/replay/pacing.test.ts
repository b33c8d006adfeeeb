import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BreakerOpenError } from '../../src/replay/breaker.ts';
import { freshPace, hold, type PacingClock, pacer, reserve, retryAfter } from '../../src/replay/pacing.ts';

const NOW = Date.UTC(2026, 2, 14, 17, 5, 0);

/** A clock that is moved by who sleeps longest: sleepers wake in the order of their instants. */
function handClock(): PacingClock & { slept: number } {
  let now = NOW;
  const sleepers: { at: number; wake: () => void }[] = [];
  let running = false;
  const clock = {
    slept: 0,
    now: () => now,
    sleep: (ms: number) =>
      new Promise<void>((wake) => {
        clock.slept += ms;
        sleepers.push({ at: now + ms, wake });
        if (!running) void turn();
      }),
  };
  async function turn(): Promise<void> {
    running = true;
    await new Promise((done) => setImmediate(done));
    while (sleepers.length > 0) {
      sleepers.sort((a, b) => a.at - b.at);
      const next = sleepers.shift() as { at: number; wake: () => void };
      now = Math.max(now, next.at);
      next.wake();
      await new Promise((done) => setImmediate(done));
    }
    running = false;
  }
  return clock;
}

test('sendings are never closer than the rate allows, never before they are asked for, never inside a pause', () => {
  const event = fc.record({ gap: fc.nat(3000), pause: fc.option(fc.nat(5000)) });
  fc.assert(
    fc.property(fc.array(event, { minLength: 2 }), fc.integer({ min: 1, max: 50 }), (events, rate) => {
      let state = freshPace();
      let now = NOW;
      let before = Number.NEGATIVE_INFINITY;
      let heldUntil = 0;
      for (const { gap, pause } of events) {
        now += gap;
        if (pause !== null) {
          state = hold(state, now + pause);
          heldUntil = Math.max(heldUntil, now + pause);
        }
        const reserved = reserve(state, now, rate);
        expect(reserved.at).toBeGreaterThanOrEqual(Math.max(now, heldUntil));
        expect(reserved.at - before).toBeGreaterThanOrEqual(1000 / rate - 1e-3);
        // And no later than one of the three asks for.
        expect(reserved.at).toBeLessThanOrEqual(Math.max(now, heldUntil, before + 1000 / rate) + 1e-3);
        before = reserved.at;
        state = reserved.state;
      }
    }),
  );
});

test.each<[string, Record<string, string>, ReturnType<typeof retryAfter>]>([
  ['seconds', { 'retry-after': '7' }, { ms: 7000, capped: false }],
  ['no seconds', { 'Retry-After': '0' }, { ms: 0, capped: false }],
  ['too many seconds', { 'retry-after': '3600' }, { ms: 60_000, capped: true }],
  ['a date', { 'retry-after': 'Sat, 14 Mar 2026 17:05:20 GMT' }, { ms: 20_000, capped: false }],
  ['a date of the old form', { 'retry-after': 'Saturday, 14-Mar-26 17:05:20 GMT' }, { ms: 20_000, capped: false }],
  ['a date without a zone', { 'retry-after': 'Sat Mar 14 17:05:20 2026' }, { ms: 20_000, capped: false }],
  ['a date that is over', { 'retry-after': 'Sat, 14 Mar 2026 17:04:00 GMT' }, { ms: 0, capped: false }],
  [
    'a date by a clock that is an hour ahead',
    { 'retry-after': 'Sat, 14 Mar 2026 18:05:20 GMT', date: 'Sat, 14 Mar 2026 18:05:10 GMT' },
    { ms: 10_000, capped: false },
  ],
  ['nothing', {}, undefined],
  ['a word', { 'retry-after': 'soon' }, undefined],
  ['less than nothing', { 'retry-after': '-5' }, undefined],
  ['a fraction', { 'retry-after': '1.5' }, undefined],
])('Retry-After with %s', (_, headers, pause) => {
  expect(retryAfter(Object.entries(headers), NOW, 60_000)).toEqual(pause);
});

test('many who ask at once are let go one by one', async () => {
  const clock = handClock();
  const gate = pacer({ side: 'rust', requestsPerSecond: 5, clock });
  const gone: number[] = [];
  await Promise.all(Array.from({ length: 6 }, () => gate.ready().then(() => gone.push(clock.now() - NOW))));
  expect(gone).toEqual([0, 200, 400, 600, 800, 1000]);
});

test('a pause also holds those who wait already, and they do not all go at its end', async () => {
  const clock = handClock();
  const gate = pacer({ side: 'rust', requestsPerSecond: 5, clock });
  const gone: number[] = [];
  await gate.ready();
  const waiting = Array.from({ length: 3 }, () => gate.ready().then(() => gone.push(clock.now() - NOW)));
  gate.pause(10_000);
  await Promise.all(waiting);
  expect(gone).toEqual([10_000, 10_200, 10_400]);
});

test('after the breaker opened nobody goes, nor those who wait', async () => {
  const clock = handClock();
  const gate = pacer({ side: 'python', requestsPerSecond: 1, clock, rules: { inARow: 2, window: 100, share: 0.1 } });
  await gate.ready();
  const waiting = Promise.allSettled([gate.ready(), gate.ready()]);
  gate.settled(true);
  expect(gate.opened()).toBeUndefined();
  gate.settled(true);
  gate.settled(false);
  expect(gate.opened()).toBe('2 failures in a row');
  for (const result of await waiting) {
    expect(result.status).toBe('rejected');
    expect(result.status === 'rejected' && result.reason).toBeInstanceOf(BreakerOpenError);
  }
  await expect(gate.ready()).rejects.toThrow('2 failures in a row');
});

test('the real clock waits', async () => {
  const gate = pacer({ side: 'rust', requestsPerSecond: 50 });
  const start = performance.now();
  for (let i = 0; i < 6; i++) await gate.ready();
  expect(performance.now() - start).toBeGreaterThanOrEqual(99);
});
