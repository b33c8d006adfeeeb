import { brotliCompressSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newRedactor } from '../../src/redaction/new-redactor.ts';
import { catalog } from '../../suites/catalog.ts';
import { CANARIES, exchange, formsOf, jwt, MAIL, opened, SECRET, type Seen } from '../support/canaries.ts';
import { times } from '../support/long.ts';

const KEY = Buffer.alloc(32, 7);
const redactor = (keep: string[] = []) => newRedactor({ catalog, key: KEY, keep });

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

describe(`${CANARIES.length} canaries: none is in what is kept`, () => {
  test.each(CANARIES)('%s', (_, seen, canary) => {
    const { request, answer } = exchange(seen);
    const given = [JSON.stringify([request, answer]), String(request.body), String(answer.body)];
    const packed = request.body?.toString('base64');
    expect(opened([...given, packed].join('\n'))).toContain(canary.slice(0, 8));
    const text = opened(kept(seen));
    for (const form of formsOf(canary)) expect(text).not.toContain(form);
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
