import { describe, expect, test } from 'vitest';
import {
  flag,
  instant,
  list,
  lossyEnum,
  nullable,
  number,
  optional,
  orElse,
  orNow,
  record,
  strictEnum,
  text,
  unseen,
  whole,
} from '../../src/client/blocks.ts';
import { decode, decoder } from '../../src/client/decode.ts';
import type { Block } from '../../src/client/descriptor.ts';
import { NOW } from '../../src/client/instant.ts';

function read(block: Block, json: string): unknown {
  const found = decode(decoder(record({ v: block })), Buffer.from(json));
  return found.ok ? (found.value as { v: unknown }).v : found;
}

const fails = (block: Block, json: string): void => {
  expect(read(block, json)).toMatchObject({ ok: false });
};

describe('scalars', () => {
  test('a whole number may be written with a fraction of zero', () => {
    expect(read(whole(), '{"v":3.0}')).toBe(3);
    fails(whole(), '{"v":3.5}');
    fails(whole(), '{"v":"3"}');
    fails(whole(), '{"v":99999999999999999999}');
  });

  test('an integer of 16 digits or more keeps every digit', () => {
    expect(read(whole(), '{"v":1234567890123456789}')).toBe(1234567890123456789n);
  });

  test('a number is never taken from a text, and 1e400 is none', () => {
    expect(read(number(), '{"v":1}')).toBe(1);
    fails(number(), '{"v":"1"}');
    fails(number(), '{"v":1e400}');
  });

  test('a flag is only true or false', () => {
    expect(read(flag(), '{"v":false}')).toBe(false);
    fails(flag(), '{"v":0}');
    fails(flag(), '{"v":"true"}');
  });

  test('a date without a zone fails and says where', () => {
    expect(read(instant(), '{"v":"2026-03-14T17:05:00"}')).toEqual({
      ok: false,
      pointer: '/v',
      reason: 'expected an ISO 8601 instant with a zone, found "2026-03-14T17:05:00"',
    });
  });

  test('a strict enum refuses what it does not know, a lossy one falls back', () => {
    fails(strictEnum('a', 'b'), '{"v":"c"}');
    expect(read(lossyEnum(['a'], 'unknown'), '{"v":"c"}')).toBe('unknown');
    fails(lossyEnum(['a'], 'unknown'), '{"v":1}');
  });
});

describe('presence', () => {
  test('required: neither absent nor null', () => {
    fails(text(), '{}');
    fails(text(), '{"v":null}');
  });

  test('optional and default: absent and null are the same, a wrong type fails', () => {
    for (const json of ['{}', '{"v":null}']) {
      expect(read(optional(text()), json)).toBeNull();
      expect(read(orElse(text(), 'x'), json)).toBe('x');
      expect(read(orNow(instant()), json)).toBe(NOW);
    }
    fails(optional(text()), '{"v":1}');
    fails(orElse(list(text()), []), '{"v":{}}');
  });

  test('nullable: null is an answer, absence is none', () => {
    expect(read(nullable(text()), '{"v":null}')).toBeNull();
    fails(nullable(text()), '{}');
  });

  test('unseen values must decode all the same', () => {
    expect(decoder(unseen(text())).shape).toEqual({ kind: 'unseen' });
    fails(unseen(text()), '{"v":1}');
  });
});

describe('bodies', () => {
  const rows = decoder(list(record({ id: text() }), 'id'));

  test('one bad element fails the whole list', () => {
    expect(decode(rows, Buffer.from('[{"id":"a"},{"id":2}]'))).toMatchObject({ ok: false, pointer: '/1/id' });
  });

  test.each([
    ['', 'an empty body'],
    ['<html>', 'expected JSON'],
    ['[{"id":"a"}', 'expected JSON'],
    ['{"id":"a"}', 'expected array'],
  ])('%j does not decode', (body, reason) => {
    const found = decode(rows, Buffer.from(body));
    expect(found.ok).toBe(false);
    expect(found).toHaveProperty('reason', expect.stringContaining(reason));
  });

  test('invalid UTF-8 does not decode', () => {
    const found = decode(rows, Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x5d]));
    expect(found).toMatchObject({ ok: false, pointer: '', reason: 'the body is not valid UTF-8' });
  });
});
