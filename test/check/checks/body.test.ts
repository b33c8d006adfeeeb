import { describe, expect, test } from 'vitest';
import type { ClientCall } from '../../../src/catalog/client-call.ts';
import { found, object, POST, takes } from '../../support/declared.ts';

describe('the body', () => {
  const name = { name: { type: 'string' } } as const;
  const named = object({ name: { type: 'string' } }, 'name');
  test.each<[string, ClientCall['body'], object, string[]]>([
    ['fits', name, takes(named), []],
    ['none is sent', undefined, takes(named), ['breaking body-missing /body']],
    ['lacks a key', {}, takes(named), ['breaking body-required /body/name']],
    [
      'sometimes lacks a key',
      { name: { type: 'string', optional: true } },
      takes(named),
      ['breaking body-required? /body/name'],
    ],
    [
      'has a key that is not known',
      { ...name, more: { type: 'int' } },
      takes(named),
      ['differs body-unknown /body/more'],
    ],
    [
      'has a key that is refused',
      { ...name, more: { type: 'int' } },
      takes({ ...named, additionalProperties: false }),
      ['breaking body-refused /body/more'],
    ],
    [
      'has a key beside others of any name',
      { ...name, more: { type: 'int' } },
      takes({ ...named, additionalProperties: true }),
      [],
    ],
    ['is a free object', { ...name }, takes({ type: 'object' }), []],
    [
      'has a text that may be too long',
      { name: { type: 'string', grows: true } },
      takes(object({ name: { type: 'string', maxLength: 9 } })),
      ['breaking grows? /body/name'],
    ],
    [
      'has a text that is too long',
      { name: { type: 'string', length: 10 } },
      takes(object({ name: { type: 'string', maxLength: 9 } })),
      ['breaking bounds /body/name'],
    ],
    [
      'has a list that may be too long',
      { ids: { type: ['string'], grows: true } },
      takes(object({ ids: { type: 'array', maxItems: 5 } })),
      ['breaking grows? /body/ids'],
    ],
    [
      'has null where none is taken',
      { name: { type: 'string', nullable: true } },
      takes(named),
      ['breaking null-refused? /body/name'],
    ],
    [
      'has null where 3.0 takes it',
      { name: { type: 'string', nullable: true } },
      takes(object({ name: { type: 'string', nullable: true } })),
      [],
    ],
    ['has a number for a text', { name: { type: 'int' } }, takes(named), ['breaking value-type /body/name']],
    [
      'lacks a key of an element',
      { rows: { type: [{ a: { type: 'int' } }] } },
      takes(object({ rows: { type: 'array', items: object({ a: {}, b: {} }, 'b') } })),
      ['breaking body-required /body/rows/*/b'],
    ],
    [
      'has a key too many deep inside',
      { o: { type: { x: { type: 'int' } } } },
      takes(object({ o: object({ y: {} }) })),
      ['differs body-unknown /body/o/x'],
    ],
    [
      'is of another type',
      name,
      {
        '/v1/things': { post: { requestBody: { content: { 'multipart/form-data': { schema: {} } } }, responses: {} } },
      },
      ['breaking content-type /body'],
    ],
    ['is not taken at all', name, { '/v1/things': { post: { responses: {} } } }, ['differs body-ignored /body']],
    [
      'is wanted as query values',
      name,
      { '/v1/things': { post: { parameters: [{ name: 'name', in: 'query', required: true }], responses: {} } } },
      ['breaking body-as-query /body/name'],
    ],
  ])('%s', (_, body, paths, expected) =>
    expect(found({ route: POST, ...(body ? { body } : {}) }, paths)).toEqual(expected),
  );

  test('query values are wanted in the body', () => {
    const call = { route: POST, query: { name: { type: 'string' } }, body: {} } as const;
    expect(found(call, takes(named))).toEqual([
      'breaking query-as-body /query/name',
      'breaking body-required /body/name',
    ]);
  });

  test('bytes for a route that declares nothing: it reads the request itself', () => {
    const call = { route: POST, query: { rate: { type: 'int' } }, body: 'any', contentType: 'audio/wav' } as const;
    expect(found(call, { '/v1/things': { post: { responses: {} } } })).toEqual([]);
  });
});
