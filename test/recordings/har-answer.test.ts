import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { unpack } from '../../src/recordings/unpack.ts';
import { stepOf } from '../support/har.ts';

const header = (name: string, value: string) => ({ headers: [{ name, value }] });
const JSON_TEXT = '{"goals":[{"id":"a","title":"Read twelve books"}]}';

describe('bodies that a tool did not save are no answers', () => {
  const content = 'har: /log/entries/0/response/content: ';
  test.each([
    ['no text', { size: 812, text: undefined }, `${content}the size says 812 bytes and the text is missing`],
    ['null for a text', { size: 812, text: null }, 'the text is missing'],
    ['an empty text', { size: 812, text: '' }, 'the text is missing'],
    ['size unknown', { size: -1, text: undefined }, 'the size is not known and the text is missing'],
    ['a file beside', { size: 812, text: undefined, _file: 'ab.json' }, 'another file (ab.json)'],
    ['cut', { size: 50, text: JSON_TEXT.slice(0, 30) }, 'cut by the tool: 30 of 50 bytes are there'],
    ['an unknown encoding', { encoding: 'rot13' }, 'found "rot13"'],
    ['a false mark', { encoding: 'base64', text: '{"a":1}' }, 'marked as base64 and is something else'],
  ])('%s', async (_, odd, told) => {
    expect((await stepOf({ content: odd })).unusable).toContain(told);
  });

  test('no size, and a header that tells of a body', async () => {
    const response = { content: {}, ...header('Content-Length', '77') };
    expect((await stepOf({ response })).unusable).toContain('77 bytes');
    expect((await stepOf({ response: { content: null, bodySize: 9 } })).unusable).toContain('9 bytes');
  });
});

describe('an empty or odd body is one where nothing is missing', () => {
  test.each([
    ['size 0', { content: { size: 0, text: undefined } }],
    ['204', { response: { status: 204 }, content: { size: 812, text: undefined } }],
    ['a failure, whose body nobody reads', { response: { status: 500 }, content: { size: 812, text: undefined } }],
    ['a redirect', { response: { status: 307, content: { size: 812 } } }],
    ['HEAD', { request: { method: 'head' }, response: { content: { size: 812 } } }],
    ['no content at all', { response: { content: undefined } }],
    ['JSON that is whole, and a wrong size', { content: { size: 999 } }],
    ['no JSON, and whole', { content: { size: 5, text: '<html' } }],
    ['no JSON by its type', { content: { size: 99, mimeType: 'text/html', text: '<html' } }],
  ])('%s', async (_, odd) => {
    expect((await stepOf(odd)).unusable).toBeUndefined();
  });
});

test.each([
  [0, 'aborted: no answer was recorded (status 0)'],
  [-1, 'aborted'],
  [null, 'aborted'],
  [101, 'a final status'],
  [600, 'found 600'],
  [200.5, 'found 200.5'],
])('status %s is no answer', async (status, told) => {
  const { unusable } = await stepOf({ response: { status } });
  expect(unusable).toContain('/log/entries/0/response/status: ');
  expect(unusable).toContain(told);
});

describe('base64', () => {
  const base64 = (bytes: Buffer | string, mark = 'base64') => ({
    encoding: mark,
    text: Buffer.from(bytes).toString('base64'),
    size: JSON_TEXT.length,
  });

  test.each(['base64', 'Base64', 'BASE64'])('marked %s', async (mark) => {
    const step = await stepOf({ content: base64(JSON_TEXT, mark) });
    expect(String(step.answer.body)).toBe(JSON_TEXT);
  });

  test.each([
    ['gzip', gzipSync(JSON_TEXT)],
    ['br', brotliCompressSync(JSON_TEXT)],
    ['deflate', deflateSync(JSON_TEXT)],
    ['deflate', deflateRawSync(JSON_TEXT)],
    ['gzip, br', brotliCompressSync(gzipSync(JSON_TEXT))],
    ['gzip', Buffer.from(JSON_TEXT)],
    ['br', Buffer.from(JSON_TEXT)],
    ['deflate', Buffer.from(JSON_TEXT)],
  ])('of bytes under %s is unpacked where they are packed', async (coding, bytes) => {
    const step = await stepOf({ response: { ...header('content-encoding', coding), content: base64(bytes) } });
    expect(String(step.answer.body)).toBe(JSON_TEXT);
    expect(step.unusable).toBeUndefined();
  });

  test('packed bytes that were cut are cut by the tool', async () => {
    const content = { ...base64(gzipSync(JSON_TEXT).subarray(0, 30)), mimeType: 'application/json' };
    const step = await stepOf({ response: { ...header('content-encoding', 'gzip'), content } });
    expect(step.unusable).toContain('cut by the tool');
  });

  test('what unpacks without end is not', () => {
    expect(unpack(gzipSync(Buffer.alloc(100_000)), 'gzip', 99_999)).toHaveProperty('tooLarge');
    expect(unpack(gzipSync(Buffer.alloc(100_000)), 'gzip', 100_000)).toEqual({ bytes: Buffer.alloc(100_000) });
  });
});
