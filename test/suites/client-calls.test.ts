/** The catalogue's decoders against what is known of the client's calls, which was written down apart from them. */
import { expect, test } from 'vitest';
import {
  list,
  lossyEnum,
  nullable,
  optional,
  orElse,
  record,
  strictEnum,
  text,
  whole,
} from '../../src/client/blocks.ts';
import { anonymous } from '../../src/prove/facts.ts';
import { catalog } from '../../suites/catalog.ts';
import { clientCalls, disagreements } from '../support/client-calls.ts';

const all = await clientCalls();
/** The sign-in stands in no suite: it is Rust's, and nobody's documents. */
const calls = all.filter((c) => c.module === undefined);
const found = catalog.routes.map((r) => ({ ...r, key: anonymous(r.name) }));
const routeOf = (call: { route: string }) => found.find((r) => r.key === anonymous(call.route))?.route;

test('every call of the client stands in exactly one module', () => {
  const counted = calls.map((c) => [c.route, found.filter((r) => r.key === anonymous(c.route)).length]);
  expect(counted.filter(([, n]) => n !== 1)).toEqual([]);
  expect(calls.length).toBeGreaterThan(120);
});

test('every route of a module is a call of the client: parity prove goes by the calls', () => {
  const known = new Set(calls.map((c) => anonymous(c.route)));
  // Links and releases that others open, and calls whose bodies nobody has written down: prove does not try them.
  expect(found.map((r) => r.key).filter((key) => !known.has(key))).toEqual([
    'GET /v1/conversations/{}/shared',
    'POST /v1/folders/reorder',
    'GET /appcast.xml',
    'GET /updates/latest',
    'GET /download',
    'POST /updates/releases',
    'PATCH /updates/releases/promote',
    'POST /v1/webhooks/sentry',
    'POST /v1/webhooks/sentry/poll',
    'POST /v1/conversations/from-segments',
  ]);
});

test('what stands in no suite says its module, and is Rust’s', () => {
  const others = all.filter((c) => !calls.includes(c));
  expect(others.map((c) => [c.route, c.module, c.staysOnRust])).toEqual([
    ['GET /v1/auth/authorize', 'auth', true],
    ['POST /v1/auth/token', 'auth', true],
  ]);
});

test('calls that no part of the client makes any more are marked dead, the others are not', () => {
  expect(calls.filter((c) => (routeOf(c)?.dead ?? false) !== c.dead)).toEqual([]);
});

test('a body that the client decodes has a decoder, but for some that only Python ever serves', () => {
  const unlike = calls.filter((c) => (routeOf(c)?.decoder == null) !== (c.decodes === null));
  const forgiven = unlike.filter((c) => c.decodes !== null && routeOf(c)?.phase === 'served-by-python');
  expect(unlike.filter((c) => !forgiven.includes(c))).toEqual([]);
  expect(forgiven.map((c) => c.route)).toMatchInlineSnapshot(`
    [
      "POST /v1/payments/checkout-session",
      "POST /v1/payments/customer-portal",
      "GET /v1/tools/conversations",
      "POST /v1/tools/conversations/search",
      "GET /v1/tools/memories",
      "POST /v1/tools/memories/search",
      "GET /v1/tools/action-items",
      "POST /v1/tools/action-items",
      "PATCH /v1/tools/action-items/{id}",
      "POST /v2/voice-message/transcribe",
    ]
  `);
});

const decoded = calls.flatMap((c) => {
  const decoder = routeOf(c)?.decoder;
  return decoder && c.decodes !== null ? [[c.route, decoder.descriptor, c.decodes] as const] : [];
});

test('most calls have a body that is decoded', () => {
  expect(decoded.length).toBeGreaterThan(100);
});

test.each(decoded)('the descriptor of %s says what the client decodes', (_, descriptor, decodes) => {
  expect(disagreements(descriptor, decodes)).toEqual([]);
});

test('where they disagree the place is listed', () => {
  const { descriptor } = list(
    record({
      a: text(),
      b: orElse(whole(), 0),
      c: lossyEnum(['x', 'y'], 'x'),
      d: optional(record({ e: text() })),
      f: list(nullable(text())),
      g: optional(strictEnum('x', 'y')),
      h: text(),
    }),
  );
  const both = { a: 'string', b: 'int?', c: 'enum?(x|y)', g: 'enum(x|y)?' };
  const same = { ...both, 'd?': { e: 'string' }, f: ['string?'], h: 'string' };
  expect(disagreements(descriptor, [same])).toEqual([]);
  expect(disagreements(descriptor, [{ ...both, d: { e: 'date' }, 'f?': ['string'], i: 'bool' }])).toEqual([
    '/*/d: decoder record?, client record',
    '/*/d/e: decoder string, client date',
    '/*/f: decoder list, client list?',
    '/*/f/*: decoder string?, client string',
    '/*/h: decoder string, client nothing',
    '/*/i: decoder nothing, client bool',
  ]);
  expect(disagreements(descriptor, [{ ...same, a: 'string?', b: 'double?', c: 'enum(x|y)', g: 'enum(x)?' }])).toEqual([
    '/*/a: decoder string, client string?',
    '/*/b: decoder int?, client double?',
    '/*/c: decoder enum?(x|y), client enum(x|y)',
    '/*/g: decoder enum(x|y)?, client enum(x)?',
  ]);
});
