import { describe, expect, test } from 'vitest';
import { found, GET } from '../support/declared.ts';

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
    ['wants an ending of a value', 'GET /v1/{name}', { '/v1/{name}.xml': empty }, ['breaking no-route']],
    ['has two parameters in a segment', 'GET /v1/{a}:{b}', { '/v1/{x}:{y}': empty }, []],
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
