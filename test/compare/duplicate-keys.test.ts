import { expect, test } from 'vitest';
import { duplicateKeys } from '../../src/compare/duplicate-keys.ts';
import { duplicateNotes, wireNotes } from '../../src/compare/wire.ts';
import type { Answer } from '../../src/model/exchange.ts';

const answer = (body: string | Buffer): Answer => ({ status: 200, headers: [], body: Buffer.from(body) });
const keys = (body: string | Buffer): string[] => duplicateKeys(Buffer.from(body));

test.each([
  ['{"a":1,"a":2}', ['/a']],
  ['{"a":1,"a":1}', []],
  ['{"a":1,"a":1.0}', []],
  ['{"a":{"x":1,"y":[2]},"a":{"y":[2],"x":1}}', []],
  ['{"a":1,"a":1,"a":2}', ['/a']],
  ['{"a":1,"a":2,"a":3}', ['/a']],
  ['[{"b":0},{"a/b":[{"c":1,"c":2}]}]', ['/1/a~1b/0/c']],
  ['{"a":1,"\\u0061":2}', ['/a']],
  ['{"a":"{\\"b\\":1,\\"b\\":2}"}', []],
  ['{"a":1,"a":2,"n":1234567890123456789}', ['/a']],
  ['{"n":9007199254740993,"n":9007199254740992}', ['/n']],
  ['\ufeff{"a":1,"a":2}', ['/a']],
  ['{"a":1,"a":2', []],
  ['', []],
])('%s', (body, expected) => {
  expect(keys(body)).toEqual(expected);
});

test('no depth and no number of keys is too much', () => {
  expect(keys('['.repeat(1_000_000) + ']'.repeat(1_000_000))).toEqual([]);
  const many = Array.from({ length: 100_000 }, (_, i) => `"k${i}":${i}`).join(',');
  expect(keys(`{${many},"k5":0}`)).toEqual(['/k5']);
});

test('a note names the side', () => {
  expect(duplicateNotes(answer('{"a":1}'), answer('{"a":1,"a":2,"n":1234567890123456}'))).toEqual([
    'python writes the key /a twice with unlike values',
  ]);
});

test('notes on the wire are those of the values that the client sees', () => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);
  expect(wireNotes(answer('{"a":1}'), answer('\ufeff{"a":1,"a":2}'))).toEqual([]);
  expect(wireNotes(answer('{"a":12345678901234567891}'), answer('{"a":12345678901234567890,"s":"\\ud800"}'))).toEqual([
    'not the same: /a',
    'only python has /s',
  ]);
  expect(wireNotes(answer(deep), answer('[]'))).toEqual([]);
});
