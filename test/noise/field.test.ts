import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pointerOf } from '../../src/client/decode.ts';
import type { Shape } from '../../src/client/shape.ts';
import { fieldOf, isPlaceOf, valueAt } from '../../src/noise/field.ts';

const text: Shape = { kind: 'text' };
const shape: Shape = {
  kind: 'record',
  fields: {
    items: {
      kind: 'list',
      order: 'shown',
      element: {
        kind: 'record',
        fields: { '7': text, 'a/b': text, tags: { kind: 'list', order: 'free', element: text } },
      },
    },
    '0': text,
  },
};

test.each([
  ['', ''],
  ['/items', '/items'],
  ['/items/3', '/items/*'],
  ['/items/3/7', '/items/*/7'],
  ['/items/3/a~1b', '/items/*/a~1b'],
  ['/items/12/tags/0', '/items/*/tags/*'],
  ['/0', '/0'],
])('%s is a place of %s', (pointer, field) => {
  expect(fieldOf(shape, pointer)).toBe(field);
  expect(isPlaceOf(field, pointer)).toBe(true);
});

test.each([
  ['/items/*', '/items'],
  ['/items/*', '/items/3/7'],
  ['/items/*/7', '/items/x/7'],
  ['/items/*/7', '/items/3/8'],
  ['', '/items'],
])('%s does not cover %s', (field, pointer) => {
  expect(isPlaceOf(field, pointer)).toBe(false);
});

test('a value is found by the pointer of its path, whatever its keys', () => {
  const key = fc.string().filter((k) => k !== '__proto__');
  fc.assert(
    fc.property(fc.array(fc.oneof(key, fc.nat(3)), { maxLength: 5 }), fc.integer(), (path, leaf) => {
      const root = path.reduceRight<unknown>((inner, part) => {
        if (typeof part === 'string') return { [part]: inner };
        return Array.from({ length: part + 1 }, (_, i) => (i === part ? inner : null));
      }, leaf);
      expect(valueAt(root, pointerOf(path))).toBe(leaf);
      expect(valueAt(root, `${pointerOf(path)}/deeper`)).toBeUndefined();
    }),
  );
});
