import { describe, expect, test } from 'vitest';
import type { ClientCall } from '../../../src/catalog/client-call.ts';
import { found, GET, query } from '../../support/declared.ts';

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
