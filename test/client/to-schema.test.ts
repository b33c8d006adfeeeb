import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { optional, record, section, text, whole } from '../../src/client/blocks.ts';
import { decodeJson, decoder } from '../../src/client/decode.ts';
import { toSchema } from '../../src/client/to-schema.ts';
import { anyBody, anyDescriptor, interpret } from '../support/descriptors.ts';

test('a schema decodes exactly what its descriptor says, to the same values', () => {
  let read = 0;
  fc.assert(
    fc.property(anyBody, ([descriptor, json]) => {
      const { ok, ...rest } = decodeJson(decoder({ descriptor }), json);
      const expected = interpret(descriptor, json);
      expect(ok ? rest : null).toEqual(expected);
      if (ok) read += 1;
    }),
    { numRuns: 2000 },
  );
  expect(read).toBeGreaterThan(400);
  expect(read).toBeLessThan(1900);
});

test('every schema compiles', () => {
  fc.assert(
    fc.property(anyDescriptor, (descriptor) => {
      expect(() => z.compile(toSchema(descriptor), { strict: true })).not.toThrow();
    }),
    { numRuns: 300 },
  );
});

test('a section whose keys are all null is as good as none', () => {
  const how = decoder(record({ s: section({ a: optional(text()), b: optional(whole()) }) }));
  const none = { ok: true, value: { s: null } };
  for (const s of [undefined, null, {}, { a: null }, { a: null, b: null, c: 1 }])
    expect(decodeJson(how, { s })).toEqual(none);
  expect(decodeJson(how, { s: { b: 0 } })).toEqual({ ok: true, value: { s: { a: null, b: 0 } } });
  expect(decodeJson(how, { s: { a: 1 } })).toMatchObject({ ok: false, pointer: '/s/a' });
  expect(decodeJson(how, { s: [] })).toMatchObject({ ok: false, pointer: '/s' });
});
