import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { readJsonFile } from '../../src/recordings/read-file.ts';
import { written } from '../support/har.ts';

const read = (bytes: string | Buffer) => readJsonFile(written(bytes), z.unknown(), 'a test');
const LITTLE = Buffer.from([0xff, 0xfe]);

test('byte order marks', async () => {
  const json = { name: 'Łódź 🙂' };
  const text = JSON.stringify(json);
  const little = Buffer.concat([LITTLE, Buffer.from(text, 'utf16le')]);
  for (const bytes of [`\uFEFF${text}`, little, Buffer.from(little).swap16()]) expect(await read(bytes)).toEqual(json);
});

test.each([
  ['{"a": 1\n"b": 2}', 'line 2, column 1'],
  ['{"a": 1,\n "b" 2}', 'line 2, column 6'],
  ['{\n "a": 1,\n}', 'line 3, column 1'],
  ['[1,\n 2,]', 'line 2, column 4'],
  ['{"a":\n tru}', 'line 2, column 2'],
  ['{"a": 1,\n  b: 2}', 'line 2, column 3'],
  ["{\n 'a': 1}", 'line 2, column 2'],
  ['{"a":\n NaN}', 'line 2, column 2'],
  ['{"a":\n "x\ty"}', 'line 2, column 4'],
  ['{"a":\n "\\q"}', 'line 2, column 4'],
  ['{"a": 1}\n\n{"b": 2}', 'line 3, column 1'],
  ['{"a":\n // why\n 1}', 'line 2, column 2'],
  ['<html>\n</html>', 'line 1, column 1'],
  ['{"text": "in JSON at position 3",\n "a": -}', 'line 2, column 8'],
  ['{"a":\n "cut', 'the end of the file (line 2, column 6)'],
  ['{"a":\n [1, ', 'the end of the file (line 2, column 6)'],
  ['', 'the end of the file (line 1, column 1)'],
])('%j breaks at %s', async (text, place) => {
  await expect(read(text)).rejects.toThrow(` at ${place}. `);
});

test('a text that was cut breaks at its end, one with an odd letter put in at the letter', async () => {
  // Without true, false and null: a break inside such a word is told as the word's beginning.
  const value = { log: { entries: [{ text: '{"a":"ä\\n"}', n: [1, 2.5e3] }, {}] } };
  const text = JSON.stringify(value, null, 1);
  const lineAndColumn = (at: number): string => {
    const lines = text.slice(0, at).split('\n');
    return `line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`;
  };
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: text.length - 1 }), async (at) => {
      await expect(read(text.slice(0, at))).rejects.toThrow('the end of the file');
      const odd = `${text.slice(0, at)}\u0001${text.slice(at)}`;
      await expect(read(odd)).rejects.toThrow(lineAndColumn(at));
    }),
    { numRuns: 100 },
  );
});

test('a broken file without a bottom has no place, but an error of ours', async () => {
  await expect(read(`${'['.repeat(100_000)}x`)).rejects.toMatchObject({ code: 'bad-json' });
});
