import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import type { RecordedStep } from '../../src/model/case.ts';
import type { Answer, SentRequest, SideResult } from '../../src/model/exchange.ts';
import { httpSide } from '../../src/sides/http-side.ts';
import type { SideClient } from '../../src/sides/side.ts';
import { type StandIn, startStandIn } from '../../src/sides/stand-in.ts';

const CASE = 'suite/case';
const request: SentRequest = { method: 'GET', target: '/v1/a?b=%C3%BC', headers: [['accept', '*/*']], body: null };
const answer: Answer = { status: 200, headers: [['content-type', 'application/json']], body: Buffer.from('[]') };
const step = (more: Partial<RecordedStep> = {}): RecordedStep => ({
  id: 'one',
  startedAt: 0,
  endedAt: 0,
  request,
  answer,
  ...more,
});

const open: { client: SideClient; standIn: StandIn }[] = [];
afterEach(async () => {
  for (const { client, standIn } of open.splice(0)) {
    await client.close();
    await standIn.close();
  }
});

/** A recorded side that knows these steps, with one connection: one that is lost is missed. */
async function side(...steps: RecordedStep[]) {
  const standIn = await startStandIn();
  const client = httpSide({ side: 'python', mode: 'recorded', url: standIn.origin, timeoutMs: 1500, connections: 1 });
  open.push({ client, standIn });
  standIn.learn(CASE, steps);
  const send = async (id: string, given: SentRequest = request): Promise<SideResult> =>
    (await client.send({ caseKey: CASE, step: id, request: given })).result;
  return { send, standIn };
}

const good = step({ id: 'good' });
const works = { kind: 'answer', answer: { status: 200, body: Buffer.from('[]') } };

test('answers what was recorded, and says so when something else is asked', async () => {
  const { send, standIn } = await side(good);
  expect(await send('good')).toMatchObject(works);
  const other = await send('good', { ...request, target: '/v1/b' });
  expect(other).toMatchObject({ kind: 'error', reason: expect.stringContaining('this request was not recorded') });
  expect(await send('nothing')).toMatchObject({ kind: 'error', reason: expect.stringContaining('no step "nothing"') });
  standIn.forget(CASE);
  expect(await send('good')).toMatchObject({ kind: 'error' });
});

test.each([
  ['a status that is none', { ...answer, status: 0 }, 'the recorded status 0'],
  ['a status that is not final', { ...answer, status: 100 }, 'the recorded status 100'],
  ['a switch of protocols', { ...answer, status: 101 }, 'the recorded status 101'],
  ['a status beyond all', { ...answer, status: 1e9 }, 'the recorded status 1000000000'],
  ['a status that is no number', { ...answer, status: Number.NaN }, 'the recorded status NaN'],
  ['a header name that is none', { ...answer, headers: [[':status', '200']] as const }, ':status'],
  ['a line break in a header', { ...answer, headers: [['set-cookie', 'a=1\nb=2']] as const }, 'set-cookie'],
  ['a letter that no header holds', { ...answer, headers: [['x', 'Łódź']] as const }, 'header'],
])('%s is the error of its step, and the next is answered', async (_, bad, told) => {
  const { send } = await side(step({ answer: bad }), good);
  for (let i = 0; i < 3; i++) {
    expect(await send('one')).toMatchObject({ kind: 'error', reason: expect.stringContaining(told) });
  }
  expect(await send('good')).toMatchObject(works);
});

test('a step without a usable answer says why', async () => {
  const { send } = await side(step({ unusable: 'the tool saved no bodies' }));
  expect(await send('one')).toMatchObject({ kind: 'error', reason: 'python: the tool saved no bodies' });
});

test.each([
  ['a header name', { ...request, headers: [['a b', '1']] as const }],
  ['a header value', { ...request, headers: [['a', 'x\ny']] as const }],
  ['a method', { ...request, method: 'GE T' }],
  ['CONNECT', { ...request, method: 'CONNECT' }],
  ['a path', { ...request, target: '/a b' }],
])('%s that cannot be sent is an error, and takes no connection away', async (_, bad) => {
  const { send } = await side(step({ request: bad }), good);
  for (let i = 0; i < 3; i++) expect(await send('one', bad)).toMatchObject({ kind: 'error' });
  expect(await send('good')).toMatchObject(works);
});

test('what belongs to one connection is not sent at all', async () => {
  const headers = [':authority', 'expect', 'upgrade', 'te', 'transfer-encoding', 'host'].map((n) => [n, 'x'] as const);
  const { send } = await side(step({ request: { ...request, headers } }));
  for (let i = 0; i < 5; i++) expect(await send('one', { ...request, headers })).toMatchObject(works);
});

test('an address that Node cannot read is an error, not its own 400', async () => {
  const bad = { ...request, target: '/v1/a?b=ü' };
  const { send } = await side(step({ request: bad }), good);
  expect(await send('one', bad)).toMatchObject({ kind: 'error', reason: expect.stringContaining('could not be read') });
  expect(await send('good')).toMatchObject(works);
});

test('long cookies, HEAD, and answers without a body', async () => {
  const cookie = { ...request, headers: [['cookie', 'x'.repeat(100_000)]] as const };
  const head = { ...request, method: 'HEAD' };
  const { send } = await side(
    step({ id: 'cookie', request: cookie }),
    step({ id: 'head', request: head }),
    step({ id: 'none', answer: { ...answer, status: 204 } }),
  );
  expect(await send('cookie', cookie)).toMatchObject(works);
  expect(await send('head', head)).toMatchObject({ kind: 'answer', answer: { status: 200, body: Buffer.alloc(0) } });
  expect(await send('none')).toMatchObject({ kind: 'answer', answer: { status: 204, body: Buffer.alloc(0) } });
});

test('a client that goes away, or speaks no HTTP, harms nobody else', async () => {
  const { send, standIn } = await side(
    good,
    step({ id: 'large', answer: { ...answer, body: Buffer.alloc(5_000_000) } }),
  );
  const { port } = new URL(standIn.origin);
  const names = `x-parity-case: ${encodeURIComponent(CASE)}\r\nx-parity-step: large\r\nhost: x\r\n`;
  for (const text of [
    `POST /v1/a HTTP/1.1\r\n${names}content-length: 100\r\n\r\nhalf of it`,
    `GET /v1/a?b=%C3%BC HTTP/1.1\r\n${names}\r\n`,
    'GET /v1/a HTTP/1.1\r\nhost: x\r\nx-parity-case: %E0%A4%A\r\n\r\n',
    'no HTTP\r\n\r\n',
  ]) {
    const socket = connect(Number(port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(text);
    await wait(30);
    socket.resetAndDestroy();
    await wait(30);
    expect(await send('good')).toMatchObject(works);
  }
});
