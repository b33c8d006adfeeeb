import { describe, expect, test } from 'vitest';
import {
  flag,
  instant,
  list,
  lossyEnum,
  optional,
  record,
  strictEnum,
  text,
  whole,
} from '../../../src/client/blocks.ts';
import type { Block } from '../../../src/client/descriptor.ts';
import { answers, found, GET, object } from '../../support/declared.ts';

describe('the answer', () => {
  /** With all of its keys. */
  const filled = (properties: object) => object(properties, ...Object.keys(properties));
  const thing = record({ id: text(), at: instant(), kind: strictEnum('a', 'b'), on: optional(flag()) });
  const at = { type: 'string', format: 'date-time' };
  const kind = { type: 'string', enum: ['a', 'b'] };
  const all = { id: { type: 'string' }, at, kind, on: { type: 'boolean' } };
  const full = filled(all);
  test.each<[string, Block, object, string[]]>([
    ['fits', thing, answers(full), []],
    [
      'fits through references and all-of',
      list(thing),
      answers({ type: 'array', items: { allOf: [filled(all), object({}, 'at')] } }),
      [],
    ],
    ['is not declared', thing, answers({}), []],
    ['is a list', thing, answers({ type: 'array', items: full }), ['breaking answer-shape /answer']],
    ['is an object', list(thing), answers(full), ['breaking answer-shape /answer']],
    [
      'may be one of both',
      list(thing),
      answers({ anyOf: [{ type: 'array', items: full }, full] }),
      ['breaking answer-shape? /answer'],
    ],
    ['lacks a key', thing, answers(filled({ at, kind })), ['breaking answer-key-absent /answer/id']],
    ['lacks a key that may be missing', thing, answers(filled({ id: { type: 'string' }, at, kind })), []],
    ['may have any key', thing, answers({ ...filled({ at, kind }), additionalProperties: true }), []],
    [
      'has null',
      thing,
      answers(filled({ ...all, id: { anyOf: [{ type: 'string' }, { type: 'null' }] } })),
      ['breaking answer-null? /answer/id'],
    ],
    [
      'has null as 3.1 writes it',
      thing,
      answers(filled({ ...all, id: { type: ['string', 'null'] } })),
      ['breaking answer-null? /answer/id'],
    ],
    [
      'has null as 3.0 writes it',
      thing,
      answers(filled({ ...all, id: { type: 'string', nullable: true } })),
      ['breaking answer-null? /answer/id'],
    ],
    ['has null where it decodes', thing, answers(filled({ ...all, on: { type: 'boolean', nullable: true } })), []],
    ['is null as a whole', thing, answers({ anyOf: [full, { type: 'null' }] }), ['breaking answer-null? /answer']],
    [
      'has a word that is not known',
      thing,
      answers(filled({ ...all, kind: { enum: ['a', 'c'], type: 'string' } })),
      ['breaking answer-enum? /answer/kind'],
    ],
    [
      'has a word that is read as another',
      record({ kind: lossyEnum(['a', 'b'], 'a') }),
      answers(filled({ kind: { enum: ['c'], type: 'string' } })),
      [],
    ],
    [
      'has a day for an instant',
      thing,
      answers(filled({ ...all, at: { type: 'string', format: 'date' } })),
      ['breaking answer-date /answer/at'],
    ],
    [
      'has a number for an instant',
      thing,
      answers(filled({ ...all, at: { type: 'number' } })),
      ['breaking answer-shape /answer/at'],
    ],
    [
      'has a fraction for a whole number',
      record({ n: whole() }),
      answers(filled({ n: { type: 'number' } })),
      ['breaking answer-shape? /answer/n'],
    ],
    [
      'has a discriminated union',
      thing,
      answers({ oneOf: [full, filled({ at, kind })], discriminator: { propertyName: 'kind' } }),
      ['breaking answer-key-absent /answer/id'],
    ],
    [
      'is a page',
      thing,
      { '/v1/things': { get: { responses: { 200: { content: { 'text/html': { schema: {} } } } } } } },
      ['breaking answer-media /answer'],
    ],
    [
      'has no body',
      thing,
      { '/v1/things': { get: { responses: { 204: { description: '' } } } } },
      ['breaking answer-none /answer'],
    ],
  ])('%s', (_, decodes, paths, expected) => expect(found({ route: GET }, paths, decodes)).toEqual(expected));

  test('a key that may be left out; not where a default is sent, nor twice where it may be null', () => {
    const open = (id: object) => answers(object({ ...all, id }, 'at', 'kind'));
    expect(found({ route: GET }, open({ type: 'string' }), thing)).toEqual([
      'breaking answer-key-optional? /answer/id',
    ]);
    expect(found({ route: GET }, open({ type: 'string', default: '' }), thing)).toEqual([]);
    expect(found({ route: GET }, open({ type: 'string' }), thing, { sendsDefaults: true })).toEqual([]);
    expect(found({ route: GET }, open({ type: ['string', 'null'] }), thing)).toEqual([
      'breaking answer-null? /answer/id',
    ]);
  });

  test('a schema that leads back to itself ends', () => {
    const node = object({ id: { type: 'string' }, child: { $ref: '#/components/schemas/Node' } }, 'id');
    const decodes = record({
      id: text(),
      child: optional(record({ id: text(), child: optional(record({ id: whole() })) })),
    });
    expect(
      found({ route: GET }, answers({ $ref: '#/components/schemas/Node' }), decodes, {
        components: { schemas: { Node: node } },
      }),
    ).toEqual(['breaking answer-shape /answer/child/child/id']);
  });
});
