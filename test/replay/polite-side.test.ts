import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { BREAKER_RULES, type Expected } from '../../src/replay/breaker.ts';
import { type PacingClock, pacer } from '../../src/replay/pacing.ts';
import { excludedAs, politeSide } from '../../src/replay/polite-side.ts';
import { httpSide } from '../../src/sides/http-side.ts';
import type { Outgoing, SideClient } from '../../src/sides/side.ts';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** Waits by moving its hands. */
function quickClock(): PacingClock & { waited: number } {
  const clock = {
    waited: 0,
    now: () => Date.UTC(2026, 2, 14) + clock.waited,
    sleep: async (ms: number) => {
      clock.waited += ms;
    },
  };
  return clock;
}

/** A polite side in front of a server; `answers` are used one after the other, the last one for ever. */
async function polite(answers: ((res: ServerResponse) => unknown)[], expected: Expected = {}, rules = BREAKER_RULES) {
  const requests: IncomingMessage[] = [];
  const server = createServer((req, res) => {
    const answer = answers[Math.min(requests.length, answers.length - 1)];
    requests.push(req);
    req.resume().on('end', () => answer?.(res));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const inner = httpSide({ side: 'python', mode: 'live', url, timeoutMs: 200, connections: 4 });
  const clock = quickClock();
  const gate = pacer({ side: 'python', requestsPerSecond: 10, clock, rules });
  const side: SideClient = politeSide(inner, { pacer: gate, expected: () => expected });
  const stop = (): Promise<void> =>
    new Promise((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  open.push(() => inner.close(), stop);
  return { side, requests, clock, gate, stop };
}

const status =
  (code: number, headers: Record<string, string> = {}) =>
  (res: ServerResponse) =>
    res.writeHead(code, headers).end('{}');
const outgoing = (headers: [string, string][] = []): Outgoing => ({
  caseKey: 'goals/list',
  step: 'list',
  request: { method: 'GET', target: '/v1/goals/all', headers, body: null },
});

test('requests keep their distance', async () => {
  const { side, clock } = await polite([status(200)]);
  for (let i = 0; i < 5; i++) await side.send(outgoing());
  expect(clock.waited).toBeCloseTo(400);
});

test('an accidental 429 is sent again after the pause it asks for, and the sample is marked', async () => {
  const { side, requests, clock } = await polite([status(429, { 'retry-after': '9' }), status(200)]);
  const timed = await side.send(outgoing());
  expect(timed).toMatchObject({ retries: 1, result: { answer: { status: 200 } } });
  expect(excludedAs(timed)).toBe('retry');
  expect(clock.waited).toBeCloseTo(9000);
  expect(requests).toHaveLength(2);
});

test('a 429 that stays is given up after two more sendings', async () => {
  const { side, requests, clock } = await polite([status(429)]);
  const timed = await side.send(outgoing());
  expect(timed).toMatchObject({ retries: 2, result: { answer: { status: 429 } } });
  expect(excludedAs(timed)).toBe('429');
  expect(requests).toHaveLength(3);
  expect(clock.waited).toBeCloseTo(3000);
});

test('a 429 that is the subject is an answer like any other', async () => {
  const { side, requests, clock } = await polite([status(429, { 'retry-after': '30' })], { limitIsSubject: true });
  const timed = await side.send(outgoing());
  await side.send(outgoing());
  expect(timed).toMatchObject({ retries: 0, result: { answer: { status: 429 } } });
  expect(requests).toHaveLength(2);
  expect(clock.waited).toBeCloseTo(100);
});

test('a pause that is too long is not waited out: no second sending, and others wait the longest pause', async () => {
  const { side, requests, clock } = await polite([status(429, { 'retry-after': '3600' }), status(200)]);
  expect(await side.send(outgoing())).toMatchObject({ retries: 0, result: { answer: { status: 429 } } });
  expect(requests).toHaveLength(1);
  await side.send(outgoing());
  expect(clock.waited).toBeCloseTo(60_000);
});

test('a 503 is not sent again; the pause it asks for is kept', async () => {
  const { side, requests, clock } = await polite([status(503, { 'retry-after': '5' }), status(200)]);
  expect(await side.send(outgoing())).toMatchObject({ retries: 0, result: { answer: { status: 503 } } });
  await side.send(outgoing());
  expect(requests).toHaveLength(2);
  expect(clock.waited).toBeCloseTo(5000);
});

test('a 429 storm opens the breaker and not one request follows', async () => {
  const { side, requests, gate } = await polite([status(429, { 'retry-after': '1' })]);
  const ends: string[] = [];
  for (let i = 0; i < 30; i++) {
    ends.push(
      await side.send(outgoing()).then(
        () => 'answered',
        (error: unknown) => String(Reflect.get(error as object, 'code')),
      ),
    );
  }
  expect(gate.opened()).toBe('40 failures in a row');
  expect(requests).toHaveLength(40);
  expect(ends.filter((e) => e === 'answered')).toHaveLength(14);
  expect(new Set(ends.slice(14))).toEqual(new Set(['breaker-open']));
});

test('a side that dies: what was answered stays, then the breaker opens', async () => {
  const { side, requests, gate, stop } = await polite([status(200)], {}, { ...BREAKER_RULES, inARow: 5 });
  const before = await side.send(outgoing());
  await stop();
  let refused = 0;
  for (let i = 0; i < 5; i++) if ((await side.send(outgoing())).result.kind === 'error') refused++;
  expect(before.result.kind).toBe('answer');
  expect(refused).toBe(5);
  expect(gate.opened()).toBe('5 failures in a row');
  await expect(side.send(outgoing())).rejects.toThrow('python: not sent');
  expect(requests).toHaveLength(1);
});

test('a slow side is trouble, and its time no sample', async () => {
  const { side, requests, gate } = await polite([() => undefined]);
  const sent = await Promise.all(Array.from({ length: 4 }, () => side.send(outgoing())));
  expect(sent.map((timed) => excludedAs(timed))).toEqual(Array(4).fill('failure'));
  for (let i = 0; i < 36; i++) gate.settled(true);
  await expect(side.send(outgoing())).rejects.toMatchObject({ code: 'breaker-open' });
  expect(requests).toHaveLength(4);
});
