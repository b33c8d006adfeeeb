import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ParityError } from '../../src/errors.ts';
import { entriesOf, entryAt } from '../../src/import/entries.ts';
import { importHars } from '../../src/import/import.ts';
import { newRedactor } from '../../src/redaction/new-redactor.ts';
import { product } from '../../suites/product.ts';
import { entryOf, harOf } from '../support/har.ts';

const file = join(mkdtempSync(join(tmpdir(), 'parity-import-fuzz-')), 'x.har');
const whole = JSON.stringify(
  harOf(entryOf({ request: { url: 'http://h/v1/folders' } }), entryOf({ entry: { time: 'x' } })),
);

function run(): number {
  const redactor = newRedactor({ catalog: product.catalog, key: Buffer.alloc(32), keep: [] });
  let cases = 0;
  importHars([file], { product, redactor, side: 'rust', idleMs: 20_000, hosts: [], world: 'none' }, () => {
    cases += 1;
  });
  return cases;
}

test('a thousand broken files: cases, or an error with file and place', () => {
  const edit = fc.record({
    at: fc.nat(whole.length),
    gone: fc.nat(40),
    put: fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('"', '{', '}', '[', ']', '\\', 'null', '-1', '\u0000')),
  });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
      let text = whole;
      for (const { at, gone, put } of edits) text = text.slice(0, at) + put + text.slice(at + gone);
      writeFileSync(file, text);
      try {
        run();
      } catch (error) {
        expect(error).toBeInstanceOf(ParityError);
        expect((error as ParityError).message).toMatch(/x\.har: expected .*found/);
      }
    }),
    { numRuns: 1000 },
  );
});

test('property: entries are found as JSON has them, whatever stands in them, and read again by their place', () => {
  const entry = fc.dictionary(
    fc.string(),
    fc.oneof(
      fc.string(),
      fc.constantFrom('"entries":[', '}]}', '\\"', '{'),
      fc.json().map((t) => JSON.parse(t) as unknown),
    ),
  );
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 8 }), fc.boolean(), (entries, indented) => {
      writeFileSync(
        file,
        JSON.stringify({ log: { comment: 'entries', pages: [{ entries: 1 }], entries } }, null, indented ? 2 : 0),
      );
      const found = [...entriesOf(file)];
      expect(found.map((e) => JSON.parse(e.text))).toEqual(JSON.parse(JSON.stringify(entries)));
      for (const { text, offset, length } of found) expect(entryAt(file, offset, length)).toBe(text);
    }),
    { numRuns: 200 },
  );
});
