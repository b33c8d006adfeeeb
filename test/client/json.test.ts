import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJson, readJson } from '../../src/client/json.ts';

const bytesOf = (body: string | Uint8Array): Uint8Array => (typeof body === 'string' ? Buffer.from(body) : body);

function value(body: string | Uint8Array): unknown {
  const read = readJson(bytesOf(body));
  if (!read.ok) throw new Error(read.reason);
  return read.value;
}

const reason = (body: string | Uint8Array): string => {
  const read = readJson(bytesOf(body));
  return read.ok ? 'it reads' : read.reason;
};

const nested = (levels: number, inner = ''): string => '['.repeat(levels) + inner + ']'.repeat(levels);

describe('a key written twice', () => {
  test('the first counts, at every level and beside long integers', () => {
    expect(value('{"a":1,"b":2,"a":3}')).toEqual({ a: 1, b: 2 });
    expect(value('[{"a":{"x":1,"x":2},"a":null}]')).toEqual([{ a: { x: 1 } }]);
    expect(value('{"a":1,"a":2,"n":1234567890123456789}')).toEqual({ a: 1, n: 1234567890123456789n });
  });

  test('a key is the same however it is escaped', () => {
    expect(value('{"a":1,"\\u0061":2}')).toEqual({ a: 1 });
  });

  test('the same key in two objects is no repetition', () => {
    expect(readJson(Buffer.from('[{"a":{"a":1}},{"a":2}]'))).toMatchObject({ ok: true, repeats: [] });
  });

  test('__proto__ is a key like any other', () => {
    expect(Object.entries(value('{"__proto__":1,"__proto__":2}') as object)).toEqual([['__proto__', 1]]);
  });
});

describe('encodings', () => {
  const body = '{"title":"Käse 😀"}';
  const le = Buffer.from(body, 'utf16le');
  const be = Buffer.from(le).swap16();
  const utf32 = Buffer.alloc([...body].length * 4);
  [...body].forEach((c, i) => void utf32.writeUInt32BE(c.codePointAt(0) as number, i * 4));
  const marked = (mark: number[], rest: Buffer): Buffer => Buffer.concat([Buffer.from(mark), rest]);

  test.each([
    ['UTF-8 with a mark', marked([0xef, 0xbb, 0xbf], Buffer.from(body))],
    ['UTF-16 LE with a mark', marked([0xff, 0xfe], le)],
    ['UTF-16 BE with a mark', marked([0xfe, 0xff], be)],
    ['UTF-32 BE with a mark', marked([0, 0, 0xfe, 0xff], utf32)],
    ['UTF-16 LE', le],
    ['UTF-16 BE', be],
    ['UTF-32 BE', utf32],
    ['UTF-32 LE', Buffer.from(utf32).swap32()],
  ])('%s reads', (_, bytes) => {
    expect(value(bytes)).toEqual({ title: 'Käse 😀' });
  });

  test('a body of one digit in UTF-16', () => {
    expect(value(Buffer.from([0x37, 0]))).toBe(7);
    expect(value(Buffer.from([0, 0x37]))).toBe(7);
  });

  test('the mark of UTF-32 LE is taken for that of UTF-16', () => {
    expect(reason(marked([0xff, 0xfe, 0, 0], Buffer.from(utf32).swap32()))).toContain('expected JSON');
  });

  test('a second mark, half a unit and no code point do not read', () => {
    expect(reason(`\ufeff\ufeff${body}`)).toContain('expected JSON');
    expect(reason(marked([0xff, 0xfe], le.subarray(0, -1)))).toContain('UTF-16');
    expect(reason(marked([0, 0, 0xfe, 0xff], Buffer.from([0xff, 0, 0, 0])))).toContain('UTF-32');
  });
});

describe('depth', () => {
  test('512 levels read, 513 do not, of lists and of objects', () => {
    expect(reason(nested(512))).toBe('it reads');
    expect(reason(nested(512, '1234567890123456789'))).toBe('it reads');
    expect(reason(nested(513))).toContain('deeper than 512');
    const objects = (n: number): string => `${'{"a":'.repeat(n)}1${'}'.repeat(n)}`;
    expect(reason(objects(512))).toBe('it reads');
    expect(reason(objects(513))).toContain('deeper than 512');
  });

  test.each([5_000, 1_000_000])('%i levels are a reason, not an overflow', (levels) => {
    expect(reason(`{"x":${nested(levels)}}`)).toContain('deeper than 512');
    expect(reason('['.repeat(levels))).toContain('deeper than 512');
  });

  test('brackets in a text are no nesting', () => {
    expect(reason(JSON.stringify({ a: '[{"'.repeat(600) }))).toBe('it reads');
  });
});

describe('what is not JSON', () => {
  test.each([
    '',
    ' ',
    '[',
    '[+1]',
    '[NaN]',
    '[-Infinity]',
    '[0x10]',
    "['a']",
    '[1,,2]',
    '[,]',
    '{a:1}',
    '[1] 2',
    '"\\u12"',
  ])('%j', (body) => {
    expect(reason(body)).toContain('expected JSON');
  });

  test('as Foundation has it, a comma may stand before the end of a list or an object', () => {
    expect(value('{"a":[1,2,],}')).toEqual({ a: [1, 2] });
  });
});

describe('what does not read fails only where it stands', () => {
  test.each(['01', '1.', '-', '1e', '1e400', '1e-400', '-1.5e999', '9'.repeat(400)])('the number %s', (number) => {
    expect(value(`{"bad":${number},"good":1}`)).toMatchObject({ good: 1 });
    const { bad } = value(`{"bad":${number}}`) as { bad: unknown };
    // JSON.parse, which reads most bodies, has Infinity for what is too large; no block takes that either.
    expect(typeof bad === 'symbol' || bad === Number.POSITIVE_INFINITY || bad === Number.NEGATIVE_INFINITY).toBe(true);
  });

  test.each([
    ['half of a pair', '"\\ud800"'],
    ['a pair the wrong way round', '"\\ude00\\ud83d"'],
    ['two first halves', '"\\ud83d\\ud83d"'],
    ['a first half and a letter', '"\\ud83da"'],
    ['an escape that is none', '"\\q"'],
    ['a control character', '"a\tb"'],
  ])('a text with %s', (_, text) => {
    const body = Buffer.concat([Buffer.from('{"bad":'), Buffer.from(text), Buffer.from(',"good":1}')]);
    const read = value(body) as { bad: unknown; good: unknown };
    expect([typeof read.bad, read.good]).toEqual(['symbol', 1]);
  });

  test('an object of which a key is not valid is none', () => {
    expect(typeof value('{"\\ud800":1}')).toBe('symbol');
    expect(value('{"x":{"\\ud800":1},"y":2}')).toMatchObject({ y: 2 });
  });

  test('whole pairs and zeros read', () => {
    expect(value('["\\ud83d\\ude00","\\u0000",0,0.0,0e-500,1e-5]')).toEqual(['😀', '\0', 0, 0, 0, 0.00001]);
  });
});

test('long integers keep every digit, a fraction of zero changes nothing', () => {
  expect(value('[9007199254740993,-9007199254740993.0,0.1234567890123456]')).toEqual([
    9007199254740993n,
    -9007199254740993n,
    0.1234567890123456,
  ]);
});

test('a text of 50 MB reads', () => {
  const text = Buffer.concat([Buffer.from('["'), Buffer.alloc(50 * 1024 * 1024, 'a'), Buffer.from('"]')]);
  expect((value(text) as string[])[0]).toHaveLength(50 * 1024 * 1024);
});

test('JSON in a string is strict, and keeps long integers', () => {
  expect(parseJson('{"a":1234567890123456789}')).toEqual({ a: 1234567890123456789n });
  expect(() => parseJson('[1,]')).toThrow(SyntaxError);
  expect(() => parseJson(nested(600))).toThrow(SyntaxError);
});

describe('properties', () => {
  /** Both readings of a body: long integers send it the slow way. */
  const slow = (body: string): unknown => (value(`[1234567890123456789,${body}]`) as unknown[])[1];

  test('a body reads as JSON.parse reads it, both ways', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom(undefined, 1, '\t'), (json, indent) => {
        const body = JSON.stringify(JSON.parse(json), undefined, indent);
        fc.pre(!/\d{16}|e-\d{3}|\\ud/i.test(body));
        expect(value(body)).toStrictEqual(JSON.parse(body));
        expect(slow(body)).toStrictEqual(JSON.parse(body));
      }),
    );
  });

  test('any bytes are read or refused with a reason', () => {
    const ends = fc.constantFrom(
      '"',
      '\\',
      '\\u',
      '\\ud83d',
      '[',
      '{',
      ']',
      '}',
      ':',
      ',',
      '1',
      '-',
      'e9',
      '.',
      'true',
      ' ',
    );
    const crumbs = fc.array(ends, { maxLength: 30 }).map((parts) => Uint8Array.from(Buffer.from(parts.join(''))));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 60 }), crumbs), (bytes) => {
        const read = readJson(bytes);
        expect(read.ok || read.reason.length > 0).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('of what JSON.parse takes, nothing is refused', () => {
    const crumbs = fc.array(
      fc.constantFrom('"', 'a', '[', '{', ']', '}', ':', ',', '1', '-', 'e9', '.5', 'null', ' '),
      {
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(crumbs, (parts) => {
        const body = parts.join('');
        // What a Double cannot hold is Infinity to JSON.parse.
        fc.pre(!/e\d{3}/.test(body));
        let parsed: unknown;
        try {
          parsed = JSON.parse(body);
        } catch {
          return;
        }
        expect(JSON.stringify(value(body))).toBe(JSON.stringify(parsed));
      }),
      { numRuns: 3000 },
    );
  });
});
