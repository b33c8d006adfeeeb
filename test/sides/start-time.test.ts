import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { httpSide } from '../../src/sides/http-side.ts';
import { withStartTime } from '../../src/sides/start-time.ts';

const request = (value: string) => ({
  method: 'GET',
  target: '/',
  headers: [['x-request-start-time', value]] as [string, string][],
  body: null,
});

test.each([
  ['keeps its distance to the sending', '999.900', '1999.900'],
  ['a slow clock stays slow', '300.000', '1300.000'],
  ['a clock that is ahead stays ahead', '1100.5', '2100.500'],
  ['what is no time stays', 'soon', 'soon'],
  ['an empty one stays', ' ', ' '],
])('%s', (_, told, sent) => {
  const moved = withStartTime(request(told), 1_000_000, 2_000_000);
  expect(moved.headers).toEqual([['x-request-start-time', sent]]);
});

test('every sending moves it, also one of an old recording', async () => {
  const seen: string[] = [];
  const server = createServer((asked, answer) => {
    seen.push(String(asked.headers['x-request-start-time']));
    answer.end('{}');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const side = httpSide({ side: 'python', mode: 'live', url, timeoutMs: 5000, connections: 1 });
  const recordedAt = Date.parse('2026-03-01T00:00:00Z');
  await side.send({ caseKey: 'c', step: 's', request: request(String(recordedAt / 1000 - 1)), recordedAt });
  expect(Math.abs(Number(seen[0]) - (Date.now() / 1000 - 1))).toBeLessThan(2);
  await side.close();
  server.close();
});
