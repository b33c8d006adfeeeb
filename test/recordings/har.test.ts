import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readHar } from '../../src/recordings/har.ts';
import { targetOf } from '../../src/recordings/har-request.ts';
import { FIXTURES, readFixture } from '../support/cases.ts';
import { stepOf } from '../support/har.ts';

const folder = mkdtempSync(join(tmpdir(), 'parity-har-'));
let made = 0;

async function read(entry: object) {
  const file = join(folder, `${++made}.har`);
  writeFileSync(file, JSON.stringify({ log: { version: '1.2', creator: { name: 'x' }, _own: 1, entries: [entry] } }));
  const [step] = await readHar(file);
  return step;
}

const entry = (more: object = {}, content: object = {}): object => ({
  startedDateTime: '2026-11-24T01:56:12.224+01:00',
  time: 2.5,
  comment: 'one',
  _own: true,
  request: { method: 'get', url: 'http://host/a?b=c', headers: [], ...more },
  response: {
    status: 200,
    headers: [
      { name: 'Vary', value: 'a' },
      { name: 'Vary', value: 'b' },
    ],
    content,
  },
});

test('times, methods and repeated headers', async () => {
  const step = await read(entry());
  expect(step).toMatchObject({
    id: 'one',
    startedAt: Date.parse('2026-11-24T00:56:12.224Z'),
    request: { method: 'GET', target: '/a?b=c', body: null },
  });
  expect((step?.endedAt ?? 0) - (step?.startedAt ?? 0)).toBe(2.5);
  expect(step?.answer.headers).toEqual([
    ['vary', 'a'],
    ['vary', 'b'],
  ]);
  expect(step?.answer.body.length).toBe(0);
});

test.each([null, -1, 1e308, 'x', undefined])('a time of %s is none', async (time) => {
  const step = await stepOf({ entry: { time } });
  expect(step.endedAt).toBe(step.startedAt);
});

test.each([
  ['2026-11-24T01:56:12.224+0100', '2026-11-24T00:56:12.224Z'],
  ['2026-11-24T01:56:12,224517Z', '2026-11-24T01:56:12.224Z'],
  ['2026-11-24T01:56Z', '2026-11-24T01:56:00Z'],
])('an instant written as %s', async (startedDateTime, same) => {
  expect((await stepOf({ entry: { startedDateTime } })).startedAt).toBe(Date.parse(same));
});

test.each(['2026-11-24T01:56:12.224', '2026-13-41T01:56:12Z', 'yesterday', '', 5, null])(
  'an instant such as %j is told with its place',
  async (startedDateTime) => {
    await expect(stepOf({ entry: { startedDateTime } })).rejects.toThrow('at /log/entries/0/startedDateTime: ');
  },
);

test.each(['rust.har', 'python.har'])('a case without a step in %s', async (file) => {
  const folder = mkdtempSync(join(tmpdir(), 'parity-no-steps-'));
  cpSync(join(FIXTURES, 'goals/create-with-little'), folder, { recursive: true });
  writeFileSync(join(folder, file), '{"log":{"version":"1.2","entries":[]}}');
  await expect(readFixture(folder)).rejects.toThrow(`${file}: expected at least one step, found none at /log/entries`);
});

test('any bytes survive as base64', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      const text = Buffer.from(bytes).toString('base64');
      const step = await read(
        entry({ postData: { mimeType: 'x', text, _encoding: 'base64' } }, { text, encoding: 'base64' }),
      );
      expect(step?.answer.body.equals(Buffer.from(bytes))).toBe(true);
      expect(step?.request.body?.equals(Buffer.from(bytes))).toBe(true);
    }),
    { numRuns: 50 },
  );
});

test('path and query stay byte for byte', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[A-Za-z0-9%&+=,.:;~_-]{0,40}$/),
      fc.stringMatching(/^[A-Za-z0-9%&+=,.:;~_/-]{0,40}$/),
      (query, path) => {
        const target = `/${path.replace(/^\/+/, '')}?${query}`;
        expect(targetOf(`https://user-host.example:8443${target}`)).toBe(target);
        expect(targetOf(target)).toBe(target);
      },
    ),
  );
});
