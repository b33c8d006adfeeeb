import { describe, expect, test } from 'vitest';
import type { ClientCall } from '../../src/catalog/client-call.ts';
import { check, type KnownCall } from '../../src/check/check.ts';
import { operationsOf } from '../../src/check/document.ts';
import { flag, instant, list, lossyEnum, optional, record, strictEnum, text, whole } from '../../src/client/blocks.ts';
import type { Block } from '../../src/client/descriptor.ts';

type Call = Partial<ClientCall> & { route: string };

/** One call and one document → `class kind at`, with `?` for what is only sometimes so. */
function found(call: Call, paths: object, decodes?: Block, more: object = {}): string[] {
  const [method = '', path = ''] = call.route.split(' ');
  const known: KnownCall = {
    call: { dead: false, decodes: null, ...call },
    method,
    path,
    module: 'things',
    stays: false,
    decodes: decodes?.descriptor ?? null,
    notices: 'nothing comes',
  };
  const document = { openapi: '3.1.0', info: { title: 't', version: '1' }, paths, ...more };
  const lookup = (reference: string): unknown =>
    reference
      .slice(2)
      .split('/')
      .reduce((at: unknown, part) => Reflect.get(Object(at), part), document);
  const { findings } = check({
    calls: [known],
    operations: operationsOf(document, lookup),
    clientHeaders: [['x-client', '1']],
    sendsDefaults: 'sendsDefaults' in more,
    placeOf: () => ({ file: 'things.ts' }),
  });
  return findings.map((f) => `${f.class} ${f.kind}${f.when === undefined ? '' : '?'} ${f.at}`.trim());
}

const GET = 'GET /v1/things';
const POST = 'POST /v1/things';
const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const answers = (schema: object, more: object = {}) => ({
  '/v1/things': { get: { ...more, responses: { 200: json(schema) } } },
});
const takes = (schema: object, more: object = {}) => ({
  '/v1/things': { post: { requestBody: { required: true, ...json(schema) }, responses: {}, ...more } },
});
const query = (...parameters: object[]) => ({
  '/v1/things': { get: { parameters: parameters.map((p) => ({ in: 'query', schema: {}, ...p })), responses: {} } },
});
const object = (properties: object, ...required: string[]) => ({ type: 'object', properties, required });

describe('the route', () => {
  const empty = { get: { responses: {} } };
  test.each<[string, string, object, string[]]>([
    ['is there', GET, { '/v1/things': empty }, []],
    ['is not there', GET, { '/v1/other': empty }, ['breaking no-route']],
    ['has another method', 'POST /v1/things', { '/v1/things': empty }, ['breaking other-method']],
    ['is a parameter of another', 'GET /v1/things/all', { '/v1/things/{id}': empty }, ['breaking captured']],
    [
      'comes after it',
      'GET /v1/things/all',
      { '/v1/things/{id}': empty, '/v1/things/all': empty },
      ['breaking captured'],
    ],
    ['comes before it', 'GET /v1/things/all', { '/v1/things/all': empty, '/v1/things/{id}': empty }, []],
    ['has its parameter', 'GET /v1/things/{thing}', { '/v1/things/all': empty, '/v1/things/{id}': empty }, []],
    ['is a word where a value comes', 'GET /v1/things/{thing}', { '/v1/things/all': empty }, ['breaking no-route']],
    ['is longer', GET, { '/v1/things/{id}': empty }, ['breaking no-route']],
    ['takes part of a segment', 'GET /v1/a.xml', { '/v1/{name}.xml': empty }, ['breaking captured']],
  ])('%s', (_, route, paths, expected) => expect(found({ route }, paths)).toEqual(expected));

  test('x-route-order goes before the order of the document', () => {
    const paths = { '/v1/things/{id}': empty, '/v1/things/all': empty };
    const order = [
      ['GET', '/v1/things/all'],
      ['GET', '/v1/things/{id}'],
    ];
    expect(found({ route: 'GET /v1/things/all' }, paths, undefined, { 'x-route-order': order })).toEqual([]);
  });

  test('what follows from another route is folded into it', () => {
    const paths = {
      '/v1/things/{id}': { get: { parameters: [{ name: 'a', in: 'query', required: true }], responses: {} } },
    };
    expect(found({ route: 'GET /v1/things/all', query: { b: { type: 'int' } } }, paths)).toEqual(['breaking captured']);
  });
});

describe('query values and headers', () => {
  const int = { type: 'int' } as const;
  test.each<[string, ClientCall['query'], object[], string[]]>([
    ['wanted and sent', { a: int }, [{ name: 'a', required: true }], []],
    ['wanted and not sent', {}, [{ name: 'a', required: true }], ['breaking query-required /query/a']],
    [
      'wanted and sometimes sent',
      { a: { ...int, optional: true } },
      [{ name: 'a', required: true }],
      ['breaking query-required? /query/a'],
    ],
    ['not known', { a: int }, [], ['differs query-unknown /query/a']],
    ['not known and sometimes sent', { a: { ...int, optional: true } }, [], ['differs query-unknown? /query/a']],
    [
      'over the cap',
      { a: { ...int, values: [100] } },
      [{ name: 'a', schema: { type: 'integer', maximum: 50 } }],
      ['breaking bounds /query/a'],
    ],
    [
      'one of them over the cap',
      { a: { ...int, values: [5, 100] } },
      [{ name: 'a', schema: { type: 'integer', maximum: 50 } }],
      ['breaking bounds? /query/a'],
    ],
    ['at the cap', { a: { ...int, values: [50] } }, [{ name: 'a', schema: { type: 'integer', maximum: 50 } }], []],
    [
      'at an exclusive cap',
      { a: { ...int, values: [50] } },
      [{ name: 'a', schema: { type: 'integer', exclusiveMaximum: 50 } }],
      ['breaking bounds /query/a'],
    ],
    [
      'at an exclusive cap of 3.0',
      { a: { ...int, values: [50] } },
      [{ name: 'a', schema: { type: 'integer', maximum: 50, exclusiveMaximum: true } }],
      ['breaking bounds /query/a'],
    ],
    [
      'below the least',
      { a: { ...int, values: [0] } },
      [{ name: 'a', schema: { type: 'integer', minimum: 1 } }],
      ['breaking bounds /query/a'],
    ],
    [
      'growing under a cap',
      { a: { ...int, grows: true } },
      [{ name: 'a', schema: { anyOf: [{ type: 'integer', maximum: 500 }, { type: 'null' }] } }],
      ['breaking grows? /query/a'],
    ],
    [
      'no value of the list',
      { a: { type: 'string', values: ['x'] } },
      [{ name: 'a', schema: { enum: ['y', 'z'] } }],
      ['breaking bounds /query/a'],
    ],
    [
      'not of the pattern',
      { a: { type: 'string', values: ['x'] } },
      [{ name: 'a', schema: { type: 'string', pattern: '^y' } }],
      ['breaking bounds /query/a'],
    ],
    [
      'a text for a number',
      { a: { type: 'string' } },
      [{ name: 'a', schema: { type: 'integer' } }],
      ['breaking value-type /query/a'],
    ],
    ['a number for a text', { a: int }, [{ name: 'a', schema: { type: 'string' } }], []],
    ['one for a list', { a: { type: 'csv' } }, [{ name: 'a', schema: { type: 'array', items: {} } }], []],
  ])('%s', (_, sent, declared, expected) =>
    expect(found({ route: GET, query: sent as ClientCall['query'] }, query(...declared))).toEqual(expected),
  );

  test('a header that is wanted and not sent; the token of a call with one is', () => {
    const headers = (...names: string[]) => query(...names.map((name) => ({ name, in: 'header', required: true })));
    expect(found({ route: GET }, headers('X-Client', 'Authorization'))).toEqual([]);
    expect(found({ route: GET, public: true }, headers('authorization'))).toEqual([
      'breaking header-required /headers/authorization',
    ]);
    expect(found({ route: GET }, headers('x-other'))).toEqual(['breaking header-required /headers/x-other']);
  });
});

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
