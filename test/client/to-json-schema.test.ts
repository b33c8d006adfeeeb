import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  flag,
  id,
  instant,
  list,
  lossyEnum,
  nullable,
  number,
  optional,
  orElse,
  orNow,
  record,
  section,
  strictEnum,
  text,
  unseen,
  whole,
} from '../../src/client/blocks.ts';
import { toJsonSchema } from '../../src/client/to-json-schema.ts';
import { anyBody, interpret } from '../support/descriptors.ts';
import { validatorOf } from '../support/validator.ts';

test('the schema accepts what the client decodes, and nothing else', () => {
  let read = 0;
  fc.assert(
    fc.property(anyBody, ([descriptor, json]) => {
      const decodes = interpret(descriptor, json) !== null;
      expect(validatorOf(descriptor)(json)).toBe(decodes);
      if (decodes) read += 1;
    }),
    { numRuns: 500 },
  );
  expect(read).toBeGreaterThan(100);
  expect(read).toBeLessThan(475);
});

test('each block in its own words', () => {
  const { descriptor } = record({
    id: id(),
    count: whole(),
    score: optional(number(0.01)),
    on: orElse(flag(), true),
    at: orNow(instant()),
    kind: strictEnum('a', 'b'),
    mood: optional(strictEnum('a', 'b')),
    source: unseen(optional(lossyEnum(['x', 'y'], 'x'))),
    tags: orElse(list(text()), []),
    best: nullable(section({ n: text() })),
  });
  expect(toJsonSchema(descriptor)).toEqual({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: {
      id: { type: 'string' },
      count: { type: 'integer', format: 'int64' },
      score: { type: ['number', 'null'] },
      on: { type: ['boolean', 'null'], default: true },
      at: { type: ['string', 'null'], format: 'date-time' },
      kind: { type: 'string', enum: ['a', 'b'] },
      mood: { type: ['string', 'null'], enum: ['a', 'b', null] },
      source: { type: ['string', 'null'], 'x-known-values': ['x', 'y'] },
      tags: { type: ['array', 'null'], items: { type: 'string' }, default: [] },
      best: { type: ['object', 'null'], properties: { n: { type: 'string' } }, required: ['n'] },
    },
    required: ['id', 'count', 'kind', 'best'],
  });
});
