import { expect, test } from 'vitest';
import { stepOf } from '../support/har.ts';

const both = async (headers: unknown) => {
  const { request, answer } = await stepOf({ request: { headers }, response: { headers } });
  return { request: request.headers, answer: answer.headers };
};
const list = (...pairs: [string, unknown][]) => pairs.map(([name, value]) => ({ name, value }));

test('what a value may be beside a text', async () => {
  const { answer } = await both(list(['A', 5], ['b', null], ['c', ['x', 'y']], ['d', { e: 1 }], ['f', true]));
  const read = [
    ['a', '5'],
    ['b', ''],
    ['c', 'x'],
    ['c', 'y'],
    ['d', '{"e":1}'],
    ['f', 'true'],
  ];
  expect(answer).toEqual(read);
});

test('a list may be an object, null or missing', async () => {
  const read = [
    ['vary', 'a'],
    ['set-cookie', 'b=1'],
    ['set-cookie', 'c=2'],
  ];
  expect((await both({ Vary: 'a', 'Set-Cookie': ['b=1', 'c=2'] })).answer).toEqual(read);
  expect(await both(null)).toEqual({ request: [], answer: [] });
  expect(await both(undefined)).toEqual({ request: [], answer: [] });
});

test('line breaks repeat a header, folded lines go on, control letters go', async () => {
  const { request, answer } = await both(
    list(['set-cookie', 'a=1; Path=/\nb=2'], ['x-long', 'a\r\n  b'], ['x-odd', '\u0000a\u0007\tb\u007f']),
  );
  const read = [
    ['set-cookie', 'a=1; Path=/'],
    ['set-cookie', 'b=2'],
    ['x-long', 'a b'],
    ['x-odd', 'a\tb'],
  ];
  expect(answer).toEqual(read);
  expect(request).toEqual(read);
});

test('letters beyond latin1 go as their UTF-8 bytes', async () => {
  const { request } = await both(list(['x-name', 'Łódź 🙂'], ['x-latin', 'é']));
  expect(Buffer.from(request[0]?.[1] ?? '', 'latin1').toString('utf8')).toBe('Łódź 🙂');
  expect(request[1]).toEqual(['x-latin', 'é']);
});

test('pseudo headers and names that are none are dropped', async () => {
  const odd = list([':authority', 'x'], [':status', '200'], ['', 'x'], ['a b', 'x'], ['é', 'x'], ['vary', 'a']);
  expect(await both(odd)).toEqual({ request: [['vary', 'a']], answer: [['vary', 'a']] });
});

test('a request keeps nothing of its connection, an answer keeps what was recorded', async () => {
  const names =
    'Connection Keep-Alive Proxy-Connection Proxy-Authorization TE Trailer Transfer-Encoding Upgrade Expect HTTP2-Settings Content-Length Host';
  const { request, answer } = await both(
    list(...names.split(' ').map((n): [string, string] => [n, '1']), ['Accept', '*/*']),
  );
  expect(request).toEqual([['accept', '*/*']]);
  expect(answer).toHaveLength(13);
});

test('a coding that cannot be unpacked here is not asked for', async () => {
  const { request } = await both(
    list(['Accept-Encoding', 'gzip, deflate, br;q=0.5, zstd'], ['accept-encoding', 'zstd']),
  );
  expect(request.map(([, value]) => value)).toEqual(['gzip, deflate, br;q=0.5', 'identity']);
});
