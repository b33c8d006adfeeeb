import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SideResult } from '../../src/model/exchange.ts';
import { afterResult, BreakerOpenError, closedBreaker, isTrouble } from '../../src/replay/breaker.ts';

/** F is a failure, `.` a success; tells after how many results it opened, and why. */
function run(results: string): { after: number; reason: string } | undefined {
  let state = closedBreaker();
  for (const [i, result] of [...results].entries()) {
    state = afterResult(state, result === 'F');
    if (state.open !== undefined) return { after: i + 1, reason: state.open };
  }
  return undefined;
}

test('forty failures in a row open it, thirty-nine do not', () => {
  expect(run(`${'F'.repeat(39)}.`)).toBeUndefined();
  expect(run(`.${'F'.repeat(45)}`)).toEqual({ after: 41, reason: '40 failures in a row' });
});

test('ten of the last hundred open it, once a hundred were seen', () => {
  expect(run(`${'F'.repeat(20)}${'.'.repeat(79)}`)).toBeUndefined();
  expect(run(`${'F'.repeat(20)}${'.'.repeat(80)}`)).toEqual({
    after: 100,
    reason: '20 of the last 100 requests failed',
  });
  expect(run('.........F'.repeat(10))).toEqual({ after: 100, reason: '10 of the last 100 requests failed' });
  expect(run('...........F'.repeat(50))).toBeUndefined();
});

test('it opens exactly when one of the two rules says so, and stays open', () => {
  const results = fc.array(fc.boolean(), { maxLength: 300 });
  const runs = fc
    .tuple(results, fc.integer({ min: 0, max: 60 }))
    .map(([r, n]) => [...r, ...Array<boolean>(n).fill(true)]);
  fc.assert(
    fc.property(
      fc.oneof(
        runs,
        fc.array(
          fc.nat(11).map((x) => x === 0),
          { minLength: 90, maxLength: 300 },
        ),
      ),
      (failed) => {
        const due = (n: number): boolean => {
          const seen = failed.slice(0, n);
          const row = n >= 40 && seen.slice(-40).every(Boolean);
          return row || (n >= 100 && seen.slice(-100).filter(Boolean).length >= 10);
        };
        let state = closedBreaker();
        let expected = false;
        for (const [i, f] of failed.entries()) {
          state = afterResult(state, f);
          expected ||= due(i + 1);
          expect(state.open !== undefined).toBe(expected);
        }
      },
    ),
  );
});

const answer = (status: number): SideResult => ({
  kind: 'answer',
  answer: { status, headers: [], body: Buffer.alloc(0) },
});

test.each<[string, SideResult, Parameters<typeof isTrouble>[1], boolean]>([
  ['no connection', { kind: 'error', reason: 'refused' }, {}, true],
  ['a step that was not sent', { kind: 'unsent', reason: 'nothing to send' }, {}, false],
  ['a success', answer(200), {}, false],
  ['a refusal', answer(404), {}, false],
  ['a server error', answer(502), {}, true],
  ['the recorded server error', answer(502), { recordedStatus: 502 }, false],
  ['another server error', answer(500), { recordedStatus: 502 }, true],
  ['an accidental 429', answer(429), { recordedStatus: 200 }, true],
  ['a 429 that is the subject', answer(429), { limitIsSubject: true }, false],
  ['a recorded 429', answer(429), { recordedStatus: 429 }, false],
])('%s', (_, result, expected, trouble) => {
  expect(isTrouble(result, expected)).toBe(trouble);
});

test('the error is one of infrastructure and says why', () => {
  const error = new BreakerOpenError('python', '40 failures in a row');
  expect(error).toMatchObject({ code: 'breaker-open', exitCode: 3, side: 'python' });
  expect(error.message).toContain('40 failures in a row');
});
