import { brotliCompressSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Traffic } from '../../src/model/traffic.ts';
import { newRedactor } from '../../src/redaction/new-redactor.ts';
import { catalog } from '../../suites/catalog.ts';
import { times } from '../support/long.ts';

const KEY = Buffer.alloc(32, 7);
const redactor = (keep: string[] = []) => newRedactor({ catalog, key: KEY, keep });

const b64 = (text: string): string => Buffer.from(text).toString('base64');
const jwt = (name: string): string =>
  `eyJhbGciOiJSUzI1NiJ9.${Buffer.from(JSON.stringify({ name })).toString('base64url')}.c2lnbmF0dXJl${name.slice(-8)}`;

interface Seen {
  target?: string;
  headers?: [string, string][];
  body?: string | Buffer;
  type?: string;
  answer?: string | Buffer;
  answerHeaders?: [string, string][];
  answerType?: string;
}

function exchange({
  target = '/v1/folders',
  headers = [],
  body,
  type = 'application/json',
  answer = '[]',
  answerHeaders = [],
  answerType = 'application/json',
}: Seen) {
  return {
    startedAt: 0,
    endedAt: 1,
    request: {
      method: body === undefined ? 'GET' : 'POST',
      target,
      headers: [...headers, ['content-type', type]] as [string, string][],
      body: body === undefined ? null : Buffer.from(body as string),
    },
    answer: {
      status: 200,
      headers: [...answerHeaders, ['content-type', answerType]] as [string, string][],
      body: Buffer.from(answer as string),
    },
  } satisfies Traffic;
}

/** All that would reach a disk, with packed bodies opened. */
function kept(seen: Seen): string {
  const { request, answer } = redactor().exchange(exchange(seen));
  return JSON.stringify([
    request.target,
    request.headers,
    String(request.body),
    request.body?.toString('base64'),
    answer.headers,
    String(answer.body),
  ]);
}

const SECRET = 'CanaryS3cretValue42xyz';
const MAIL = 'jane.canary@somewhere-real.org';
const part = (name: string, value: string): string =>
  `--b1\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n--b1--\r\n`;

/** Each holds one canary somewhere. */
const CANARIES: [string, Seen, string][] = [
  ['authorization: bearer', { headers: [['authorization', `Bearer ${SECRET}`]] }, SECRET],
  ['authorization: basic', { headers: [['authorization', `Basic ${b64(`u:${SECRET}`)}`]] }, b64(`u:${SECRET}`)],
  ['proxy-authorization', { headers: [['proxy-authorization', SECRET]] }, SECRET],
  ['a cookie', { headers: [['cookie', `theme=dark; session=${SECRET}`]] }, SECRET],
  ['set-cookie', { answerHeaders: [['set-cookie', `sid=${SECRET}; Path=/; HttpOnly`]] }, SECRET],
  ['x-api-key', { headers: [['x-api-key', SECRET]] }, SECRET],
  ['x-goog-api-key', { headers: [['x-goog-api-key', SECRET]] }, SECRET],
  ['a token in any header', { headers: [['x-forwarded-note', `uses ${jwt(SECRET)}`]] }, jwt(SECRET)],
  ['an e-mail address in a header', { headers: [['from', MAIL]] }, MAIL],
  ['?token=', { target: `/v1/folders?limit=5&token=${SECRET}` }, SECRET],
  ['?api_key=, percent-encoded', { target: `/v1/folders?api%5Fkey=${SECRET}` }, SECRET],
  ['?id_token= of a redirect', { target: `/v1/folders?next=x&id_token=${jwt(SECRET)}` }, jwt(SECRET)],
  ['an e-mail address in a query', { target: `/v1/folders?q=${encodeURIComponent(MAIL)}` }, 'jane.canary'],
  ['an e-mail address in a path', { target: `/v1/users/${MAIL}` }, 'jane.canary'],
  ['a token in a path', { target: `/v1/hooks/sk_live_${SECRET}` }, SECRET],
  ['a key of JSON', { body: JSON.stringify({ password: SECRET }) }, SECRET],
  ['a key deep in JSON', { body: JSON.stringify({ a: [{ b: { refreshToken: SECRET } }] }) }, SECRET],
  ['a JWT under any key', { body: JSON.stringify({ note: jwt(SECRET) }) }, jwt(SECRET)],
  ['a JWT inside a sentence', { body: JSON.stringify({ note: `see ${jwt(SECRET)} please` }) }, jwt(SECRET)],
  ['JSON in a string', { body: JSON.stringify({ metadata: JSON.stringify({ api_key: SECRET }) }) }, SECRET],
  [
    'JSON in a string in a string',
    { body: JSON.stringify({ a: JSON.stringify({ b: JSON.stringify({ secret: SECRET }) }) }) },
    SECRET,
  ],
  [
    'base64 of JSON in a string',
    { body: JSON.stringify({ blob: b64(JSON.stringify({ password: SECRET, pad: 'xx' })) }) },
    b64(JSON.stringify({ password: SECRET, pad: 'xx' })),
  ],
  ['an AWS key', { body: JSON.stringify({ note: 'AKIAQYLPMN5HFIQR7CAN' }) }, 'AKIAQYLPMN5HFIQR7CAN'],
  ['a GitHub token', { body: JSON.stringify({ note: `ghp_${'Canary42'.repeat(5)}` }) }, 'Canary42Canary42'],
  [
    'a private key',
    { body: JSON.stringify({ note: `-----BEGIN RSA PRIVATE KEY-----\nMIIE${SECRET}\n-----END RSA PRIVATE KEY-----` }) },
    SECRET,
  ],
  [
    'a private key that was cut',
    { body: JSON.stringify({ note: `-----BEGIN PRIVATE KEY-----\nMIIE${SECRET}` }) },
    SECRET,
  ],
  ['multipart', { body: part('password', SECRET), type: 'multipart/form-data; boundary=b1' }, SECRET],
  [
    'a token in a file of a form',
    { body: part('file', `log ${jwt(SECRET)}`), type: 'multipart/form-data; boundary=b1' },
    jwt(SECRET),
  ],
  ['a form', { body: `grant_type=x&client_secret=${SECRET}`, type: 'application/x-www-form-urlencoded' }, SECRET],
  [
    'JSON in a form',
    {
      body: `data=${encodeURIComponent(JSON.stringify({ token: SECRET }))}`,
      type: 'application/x-www-form-urlencoded',
    },
    SECRET,
  ],
  ['an answer', { answer: JSON.stringify({ access_token: SECRET }) }, SECRET],
  ['an answer with a list', { answer: JSON.stringify([{ id: 1, apiKey: SECRET }]) }, SECRET],
  ['an error page', { answer: `<html>failed: token=${SECRET}</html>`, answerType: 'text/html' }, SECRET],
  ['a stack trace', { answer: `Error: {"password":"${SECRET}","at":`, answerType: 'text/plain' }, SECRET],
  [
    'events of a stream',
    { answer: `data: {"token":"${SECRET}"}\n\ndata: done\n\n`, answerType: 'text/event-stream' },
    SECRET,
  ],
  ['the user of an address', { body: JSON.stringify({ url: `https://jane:${SECRET}@host.example/x` }) }, SECRET],
  ['a redirect', { answerHeaders: [['location', `https://h.example/cb?code=1&token=${jwt(SECRET)}`]] }, jwt(SECRET)],
  ['an e-mail address in an answer', { answer: JSON.stringify({ note: `write to ${MAIL} now` }) }, 'jane.canary'],
  ['a phone number', { answer: JSON.stringify({ note: 'call +49 151 2345 6789 today' }) }, '2345 6789'],
  ['broken JSON', { body: `{"secret": "${SECRET}` }, SECRET],
  ['a byte order mark before JSON', { body: `\uFEFF{"secret":"${SECRET}"}` }, SECRET],
  [
    'bytes that are no UTF-8',
    {
      body: Buffer.concat([Buffer.from([0xff, 0xfe, 0x00]), Buffer.from(`ghp_${'Canary42'.repeat(5)}`)]),
      type: 'application/octet-stream',
    },
    'Canary42Canary42',
  ],
];

describe(`${CANARIES.length} canaries: none is in what is kept`, () => {
  test.each(CANARIES)('%s', (_, seen, canary) => {
    expect(JSON.stringify([seen, String(seen.body), String(seen.answer)])).toContain(
      JSON.stringify(canary).slice(1, -1).slice(0, 8),
    );
    const text = kept(seen);
    for (const form of [canary, encodeURIComponent(canary), b64(canary)]) expect(text).not.toContain(form);
  });

  test.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ])('a request packed with %s', (coding, pack) => {
    const body = pack(Buffer.from(JSON.stringify({ password: SECRET })));
    const clean = redactor().exchange(exchange({ body, headers: [['content-encoding', coding]] })).request.body;
    const again = redactor().exchange(exchange({ body: clean ?? '', headers: [['content-encoding', coding]] })).request
      .body;
    expect(clean?.equals(body)).toBe(false);
    expect(again?.equals(clean ?? Buffer.alloc(0))).toBe(true);
  });
});

describe('what stays as it was', () => {
  test('an exchange with nothing in it, byte for byte', () => {
    const seen = exchange({
      target: '/v1/folders?limit=50&q=a%20b',
      body: '{ "n": 12345678901234567890, "t": "x" }',
      answer: '[1,  2]',
    });
    const clean = redactor().exchange(seen);
    expect([clean.request.target, String(clean.request.body), String(clean.answer.body)]).toEqual([
      seen.request.target,
      String(seen.request.body),
      String(seen.answer.body),
    ]);
  });
  test('the rest of a body of which one value went', () => {
    const { request } = redactor().exchange(
      exchange({ body: `{ "n": 12345678901234567890,\n "password":"${SECRET}" }` }),
    );
    expect(String(request.body)).toMatch(/^\{ "n": 12345678901234567890,\n "password":"REDACTED-[a-f0-9]{12}" \}$/);
  });
  test('addresses that are nobody’s, stand-ins, and the placeholder of recordings', () => {
    const body = JSON.stringify({ a: 'jane@example.com', b: 'REDACTED-0123456789ab', c: 'Bearer REDACTED' });
    expect(String(redactor().exchange(exchange({ body })).request.body)).toBe(body);
  });
  test('what is to be kept', () => {
    const body = JSON.stringify({ contact: MAIL, other: MAIL, password: SECRET });
    const clean = JSON.parse(
      String(redactor(['contact', 'password']).exchange(exchange({ body })).request.body),
    ) as Record<string, string>;
    expect(clean.contact).toBe(MAIL);
    expect(clean.other).toMatch(/^[a-f0-9]{10}@example\.com$/);
    expect(clean.password).toMatch(/^REDACTED-/);
  });
});

test('equal values stay equal: in address, body, answer and documents', () => {
  const r = redactor();
  const seen = r.exchange(
    exchange({
      target: `/v1/users/${MAIL}`,
      body: JSON.stringify({ to: MAIL }),
      answer: JSON.stringify({ from: MAIL.toUpperCase() }),
    }),
  );
  const { to } = JSON.parse(String(seen.request.body)) as { to: string };
  expect(decodeURIComponent(seen.request.target)).toBe(`/v1/users/${to}`);
  expect((JSON.parse(String(seen.answer.body)) as { from: string }).from).toBe(to);
  expect(r.documents({ [`shares/${MAIL}`]: { by: { stringValue: MAIL } } })).toEqual({
    [`shares/${to}`]: { by: { stringValue: to } },
  });
  expect(r.commands([['SET', `last:${MAIL}`, MAIL]])).toEqual([['SET', `last:${to}`, to]]);
});

test('what was done is counted, and free text that stays is listed', () => {
  const r = redactor();
  r.exchange(exchange({ body: JSON.stringify({ name: 'what I said to her yesterday', password: SECRET }) }));
  expect(r.told()).toEqual({ replaced: { 'named-secret': 1 }, freeText: ['POST /v1/folders /name'] });
});

test('property: redacted once is redacted; JSON keeps its shape', () => {
  const text = fc.oneof(fc.string(), fc.constantFrom(MAIL, SECRET, jwt(SECRET), '+49 151 2345 6789', 'token=abcdefgh'));
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      text,
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('any')),
      fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('password', 'note')), tie('any')),
    ),
  })).any;
  const shape = (v: unknown): unknown =>
    Array.isArray(v)
      ? v.map(shape)
      : typeof v === 'object' && v !== null
        ? Object.fromEntries(Object.entries(v).map(([k, m]) => [k, shape(m)]))
        : typeof v;
  fc.assert(
    fc.property(value, (given) => {
      const body = JSON.stringify(given);
      const once = redactor().exchange(exchange({ body })).request.body ?? Buffer.alloc(0);
      const twice = redactor().exchange(exchange({ body: once })).request.body;
      expect(String(twice)).toBe(String(once));
      if (typeof given === 'object' && given !== null)
        expect(shape(JSON.parse(String(once)))).toEqual(shape(JSON.parse(body)));
    }),
    { numRuns: 300 },
  );
});

test('linear in the length, whatever a text repeats', { timeout: 60_000 }, () => {
  for (const unit of [
    'a',
    '@',
    'a@',
    'eyJ',
    '-----BEGIN PRIVATE KEY-----',
    'x://a',
    '+1 ',
    'sk-',
    '"a":"b",',
    'password=',
    'a ',
    ' ',
  ]) {
    const text = unit.repeat(Math.ceil(times(200_000, 1_000_000) / unit.length));
    for (const [body, type] of [
      [text, 'text/plain'],
      [JSON.stringify({ text }), 'application/json'],
    ] as const) {
      const start = performance.now();
      redactor().exchange(exchange({ body, type }));
      expect(performance.now() - start, `${unit} as ${type}`).toBeLessThan(1000);
    }
  }
  const rows = JSON.stringify(
    Array.from({ length: times(30_000, 300_000) }, (_, i) => ({
      id: `id-${i}`,
      note: 'some words that were said here',
      n: i,
    })),
  );
  const start = performance.now();
  redactor().exchange(exchange({ body: rows }));
  expect(performance.now() - start).toBeLessThan(5000);
});
