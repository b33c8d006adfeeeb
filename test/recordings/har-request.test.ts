import { describe, expect, test } from 'vitest';
import { targetOf } from '../../src/recordings/har-request.ts';
import { stepOf } from '../support/har.ts';

const FORM = 'application/x-www-form-urlencoded';
const post = (postData: unknown, more: object = {}) => stepOf({ request: { method: 'post', postData, ...more } });
const said = async (postData: unknown, more?: object) => (await post(postData, more)).request.body?.toString('utf8');

test('a form without text is built, letter for letter', async () => {
  const params = [
    { name: 'title', value: 'a b&c=d+é' },
    { name: 'no value' },
    { name: 'count', value: 3 },
    { name: 'kept', value: "*-._~'" },
  ];
  const form = 'title=a+b%26c%3Dd%2B%C3%A9&no+value=&count=3&kept=*-._%7E%27';
  expect(await said({ mimeType: FORM, params })).toBe(form);
  expect(await said({ mimeType: `${FORM}; charset=UTF-8`, text: '', params })).toBe(form);
});

test('a form of parts is built with the boundary of its type', async () => {
  const params = [
    { name: 'a "quoted" name', value: '1' },
    { name: 'b', value: '{"x":2}', contentType: 'application/json' },
  ];
  const body = [
    '--XyZ',
    'Content-Disposition: form-data; name="a %22quoted%22 name"',
    '',
    '1',
    '--XyZ',
    'Content-Disposition: form-data; name="b"',
    'Content-Type: application/json',
    '',
    '{"x":2}',
    '--XyZ--',
    '',
  ].join('\r\n');
  expect(await said({ mimeType: 'multipart/form-data; boundary=XyZ', params })).toBe(body);
  const headers = [{ name: 'Content-Type', value: 'multipart/form-data; boundary="XyZ"' }];
  expect(await said({ mimeType: 'multipart/form-data', params }, { headers })).toBe(body);
});

describe('a body that is not in the recording is not left away', () => {
  const params = [{ name: 'a', value: '1' }];
  test.each([
    [
      'a file',
      { mimeType: 'multipart/form-data; boundary=x', params: [{ name: 'photo', fileName: 'a.png' }] },
      'a file (photo)',
    ],
    ['no boundary', { mimeType: 'multipart/form-data', params }, 'no boundary'],
    ['another type', { mimeType: 'application/json', params }, 'application/json'],
    ['neither text nor params', { mimeType: 'application/json' }, 'the text of the body is missing'],
    ['a file beside', { mimeType: 'application/json', _file: 'ab.json' }, 'another file (ab.json)'],
    ['a false mark', { mimeType: 'x', text: '{"a":1}', _encoding: 'base64' }, 'marked as base64'],
  ])('%s', async (_, postData, told) => {
    const step = await post(postData);
    expect(step.unsendable).toContain('har: /log/entries/0/request/postData: ');
    expect(step.unsendable).toContain(told);
    expect(step.unusable).toBeUndefined();
  });

  test('no text, and a size', async () => {
    expect((await post(undefined, { bodySize: 24 })).unsendable).toContain('24 bytes');
    const headers = [{ name: 'Content-Length', value: '24' }];
    expect((await post({ mimeType: 'x', text: '' }, { headers })).unsendable).toContain('24 bytes');
  });
});

test('an empty text is an empty body, and nothing is none', async () => {
  expect((await post({ mimeType: 'x', text: '' })).request.body).toEqual(Buffer.alloc(0));
  expect((await post(undefined, { bodySize: 0 })).request.body).toBeNull();
  expect((await post(null, { bodySize: -1 })).request.body).toBeNull();
  expect((await post({ mimeType: 'x', text: 'eyJ9', _encoding: 'Base64' })).request.body?.toString()).toBe('{"}');
});

test('blanks and letters of an address that a tool has decoded', () => {
  expect(targetOf('https://host/a b?c=d\ne#f\ng')).toBe('/a%20b?c=d%0Ae');
  expect(targetOf('http://host')).toBe('/');
  expect(targetOf('http://host?x=é&y=%C3%A9🙂\ud800')).toBe('/?x=%C3%A9&y=%C3%A9%F0%9F%99%82%EF%BF%BD');
});
