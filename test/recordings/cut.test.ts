import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Traffic } from '../../src/model/traffic.ts';
import { type CutCase, newCutter } from '../../src/recordings/cut.ts';
import { catalog } from '../../suites/catalog.ts';

const LIST = 'GET /v1/conversations?limit=50&offset=0';
const SECOND = 1000;

/** An exchange that takes 100 ms. */
function asked(call: string, at: number, more: Partial<Traffic> = {}): Traffic {
  const [method = '', target = ''] = call.split(' ');
  return {
    startedAt: at,
    endedAt: at + 100,
    request: { method, target, headers: [], body: null },
    answer: { status: 200, headers: [], body: Buffer.from('{}') },
    ...more,
  };
}

function cut(exchanges: readonly Traffic[], more: { suite?: string; idleMs?: number } = {}): CutCase[] {
  const cutter = newCutter({ catalog, idleMs: 20 * SECOND, ...more });
  return [...exchanges.map((e) => cutter.add(e)), cutter.end()].filter((c) => c !== undefined);
}

const stepsOf = (cases: readonly CutCase[]): string[][] => cases.map((c) => c.steps.map((s) => s.id));

describe('redirects are followed, as the client does', () => {
  const to = (location: string, status = 307): Partial<Traffic> => ({
    answer: { status, headers: [['location', location]], body: Buffer.alloc(0) },
  });
  const seen = (exchanges: readonly Traffic[]) =>
    cut(exchanges).map((c) => c.steps.map((s) => [s.request.target, s.answer.status, s.endedAt]));

  test('one call with the answer that it led to', () => {
    const exchanges = [
      asked('GET /v1/folders', 0, to('http://10.0.0.1/v1/folders/')),
      asked('GET /v1/people', 50),
      asked('GET /v1/folders/', 200, to('/v1/folders/all')),
      asked('GET /v1/folders/all', 400),
    ];
    expect(seen(exchanges)).toEqual([
      [
        ['/v1/folders', 200, 500],
        ['/v1/people', 200, 150],
      ],
    ]);
    expect(cut(exchanges)[0]?.sent.map((sent) => sent.map((r) => r.target))).toEqual([
      ['/v1/folders', '/v1/folders/', '/v1/folders/all'],
      ['/v1/people'],
    ]);
    expect(cut(exchanges)[0]?.unmatched).toEqual({ 'GET /v1/people': 1 });
  });

  test('303 after a POST is a GET; where nothing followed, or the answer never came, both stay', () => {
    expect(seen([asked('POST /v1/folders', 0, to('/v1/folders/f1', 303)), asked('GET /v1/folders/f1', 200)])).toEqual([
      [['/v1/folders', 200, 300]],
    ]);
    expect(seen([asked('GET /v1/folders', 0, to('/v1/folders/')), asked('POST /v1/folders/', 200)])[0]).toHaveLength(2);
    expect(seen([asked('GET /v1/folders', 0, to('/v1/folders'))])).toEqual([[['/v1/folders', 307, 100]]]);
    const cutOff = asked('GET /v1/folders/', 200, { unusable: 'the tool saved no bodies' });
    expect(cut([asked('GET /v1/folders', 0, to('/v1/folders/')), cutOff])[0]?.steps).toMatchObject([
      { unusable: 'the tool saved no bodies' },
    ]);
  });
});

describe('a case ends', () => {
  test('after an idle gap, counted from the end of the last answer', () => {
    const long = asked('GET /v1/folders', 0, { endedAt: 30 * SECOND });
    expect(stepsOf(cut([long, asked('GET /v1/folders', 45 * SECOND)]))).toEqual([['get-folders', 'get-folders-2']]);
    expect(stepsOf(cut([long, asked('GET /v1/folders', 50 * SECOND)]))).toEqual([['get-folders'], ['get-folders']]);
  });

  test('where the user of the token is another', () => {
    const of = (user: string, at: number) => asked('GET /v1/folders', at, { user });
    const cases = cut([of('u1', 0), of('u1', SECOND), of('u2', 2 * SECOND)]);
    expect(cases.map((c) => [c.user, c.steps.length])).toEqual([
      ['u1', 2],
      ['u2', 1],
    ]);
  });

  test('at the first call of a page, but not inside the burst of calls that it makes', () => {
    const exchanges = [
      asked('GET /v1/folders', 0),
      asked(LIST, 200),
      asked('PATCH /v1/conversations/c1/starred?starred=true', 3 * SECOND),
      asked(LIST, 6 * SECOND),
    ];
    expect(stepsOf(cut(exchanges))).toEqual([
      ['get-folders', 'get-conversations', 'patch-starred'],
      ['get-conversations'],
    ]);
  });

  test('when it is told to, and nothing is left behind', () => {
    const cutter = newCutter({ catalog, idleMs: SECOND });
    cutter.add(asked('GET /v1/folders', 0));
    expect([cutter.size, cutter.end()?.steps.length, cutter.size, cutter.end()]).toEqual([1, 1, 0, undefined]);
  });
});

test('the suite is the module that most requests belong to, unless one is given', () => {
  const exchanges = [asked('GET /v1/folders', 0), asked(LIST, 10), asked('POST /v1/folders', 20)];
  expect(cut(exchanges)[0]?.suite).toBe('folders');
  expect(cut(exchanges, { suite: 'mine' })[0]?.suite).toBe('mine');
  expect(cut([asked('GET /nowhere', 0)])[0]?.suite).toBe('unmatched');
});

test('the name tells when it began and what it does', () => {
  const at = Date.parse('2026-11-25T15:51:02.400Z');
  expect(cut([asked(LIST, at), asked('GET /nowhere', at + 10), asked(LIST, at + 20)])[0]?.name).toBe(
    '2026-11-25-155102-get-conversations-other',
  );
});

test('requests of no route are counted by template, without the names in their paths', () => {
  const [found] = cut([
    asked('GET /v9/rooms/8a693f9c-c340/seats?token=x', 0),
    asked('GET /v9/rooms/77/seats', 10),
    asked('POST /v9/some%20body@example.com', 20),
  ]);
  expect(found?.unmatched).toEqual({ 'GET /v9/rooms/{}/seats': 2, 'POST /v9/{}': 1 });
});

test('property: every exchange is in one case, in order, with an id of its own there', () => {
  const exchange = fc.record({
    call: fc.constantFrom(LIST, 'GET /v1/folders', 'POST /v1/folders', 'GET /nowhere', 'DELETE /v1/goals/g'),
    gap: fc.integer({ min: 0, max: 40 * SECOND }),
    user: fc.constantFrom(undefined, 'u1', 'u2'),
  });
  fc.assert(
    fc.property(fc.array(exchange, { maxLength: 30 }), (given) => {
      let at = 0;
      const exchanges = given.map(({ call, gap, user }) => {
        at += gap;
        return asked(call, at, { user });
      });
      const cases = cut(exchanges);
      expect(cases.flatMap((c) => c.steps.map((s) => s.startedAt))).toEqual(exchanges.map((e) => e.startedAt));
      for (const { steps } of cases) expect(new Set(steps.map((s) => s.id)).size).toBe(steps.length);
    }),
  );
});
