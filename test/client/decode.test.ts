import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  flag,
  id,
  instant,
  list,
  nullable,
  number,
  optional,
  record,
  strictEnum,
  text,
  unseen,
  whole,
} from '../../src/client/blocks.ts';
import { decode, decoder } from '../../src/client/decode.ts';
import type { Block } from '../../src/client/descriptor.ts';

const read = (block: Block, body: string | Buffer) => decode(decoder(block), Buffer.from(body));
const row = record({ title: text(), score: optional(number()), n: optional(whole()), note: optional(text()) });

describe('what nobody decodes may be anything but badly built', () => {
  const plain = { ok: true, value: { title: 'x', score: null, n: null, note: null } };

  test.each(['"\\ud800"', '1e400', '01', '"a\tb"', '{"\\ud800":1}', '[1,]'])('%s', (other) => {
    expect(read(row, `{"title":"x","other":${other}}`)).toEqual(plain);
  });

  test('bytes that are not UTF-8 break the whole body, wherever they stand', () => {
    const body = Buffer.concat([Buffer.from('{"title":"x","other":"'), Buffer.from([0xff]), Buffer.from('"}')]);
    expect(read(row, body)).toEqual({ ok: false, pointer: '', reason: 'the body is not valid UTF-8' });
  });

  test('nesting counts everywhere', () => {
    const nested = (n: number): string => '['.repeat(n) + ']'.repeat(n);
    expect(read(row, `{"title":"x","other":${nested(511)}}`)).toEqual(plain);
    expect(read(row, `{"title":"x","other":${nested(512)}}`)).toEqual({
      ok: false,
      pointer: '',
      reason: 'lists and objects are nested deeper than 512 levels',
    });
    expect(read(row, `{"title":"x","other":${nested(1_000_000)}}`)).toMatchObject({ ok: false, pointer: '' });
  });
});

describe('what is decoded has to be valid', () => {
  test.each([
    ['{"title":"\\ud800"}', '/title', 'expected string, found a text'],
    ['{"title":"x","note":"\\ude00\\ud83d"}', '/note', 'found a text'],
    ['{"title":"x","score":1e400}', '/score', 'expected a number'],
    ['{"title":"x","score":1e-400}', '/score', 'found a number'],
    ['{"title":"x","n":01}', '/n', 'found a number'],
    ['{"title":"x","\\ud800":1}', '', 'found an object'],
    ['{"title":["\\ud800"]}', '/title', 'expected string, found ["a text'],
  ])('%s', (body, pointer, reason) => {
    const found = read(row, body);
    expect(found).toMatchObject({ ok: false, pointer });
    expect(found).toHaveProperty('reason', expect.stringContaining(reason));
  });

  test('also where nobody looks at it and where null would do', () => {
    expect(read(record({ v: unseen(text()) }), '{"v":"\\ud800"}').ok).toBe(false);
    expect(read(record({ v: nullable(text()) }), '{"v":"\\ud800"}').ok).toBe(false);
    expect(read(record({ v: strictEnum('a') }), '{"v":"\\ud800"}').ok).toBe(false);
    expect(read(record({ v: optional(record({ w: optional(text()) })) }), '{"v":"\\ud800"}').ok).toBe(false);
  });
});

test('of a key written twice the first is decoded, whatever the second is', () => {
  expect(read(row, '{"title":"first","title":7,"x":1234567890123456}')).toMatchObject({ value: { title: 'first' } });
  expect(read(row, '{"title":7,"title":"second"}')).toMatchObject({ ok: false, pointer: '/title' });
});

test('a long integer is exact as Int, and the nearest Double as Double', () => {
  const two = read(record({ a: number(), b: whole() }), '{"a":9007199254740993,"b":9007199254740993}');
  expect(two).toEqual({ ok: true, value: { a: 9007199254740992, b: 9007199254740993n } });
});

test('nothing is thrown, whatever the bytes', () => {
  const how = decoder(
    list(record({ id: id(), n: whole(), x: optional(number()), at: optional(instant()), on: unseen(flag()) }), 'id'),
  );
  const field = fc.tuple(
    fc.constantFrom('"id"', '"n"', '"x"', '"at"', '"on"', '"\\ud800"', '"other"'),
    fc.constantFrom(
      '"a"',
      '1',
      '1.5',
      '12345678901234567890',
      '1e400',
      '01',
      '"\\udc00"',
      'null',
      'true',
      '[[1]]',
      '{}',
    ),
  );
  const object = fc.array(field, { maxLength: 8 }).map((fields) => `{${fields.map((f) => f.join(':')).join(',')}}`);
  const rows = fc.array(object, { maxLength: 3 }).map((all) => Buffer.from(`[${all.join(',')}]`));
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array(), fc.json().map(Buffer.from), rows), (bytes) => {
      expect(typeof decode(how, bytes).ok).toBe('boolean');
    }),
    { numRuns: 2000 },
  );
});
