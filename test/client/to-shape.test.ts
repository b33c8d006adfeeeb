import { expect, test } from 'vitest';
import {
  flag,
  id,
  instant,
  jsonText,
  keyed,
  list,
  lossyEnum,
  modelText,
  number,
  optional,
  ranking,
  record,
  section,
  setOf,
  strictEnum,
  text,
  unseen,
  whole,
} from '../../src/client/blocks.ts';
import type { Block } from '../../src/client/descriptor.ts';
import type { Shape } from '../../src/client/shape.ts';
import { toShape } from '../../src/client/to-shape.ts';

const row = record({ id: id() });
const element: Shape = { kind: 'record', fields: { id: { kind: 'text', role: 'id' } } };

test.each<[string, Block, Shape]>([
  ['text', text(), { kind: 'text' }],
  ['modelText', modelText(), { kind: 'text', role: 'model' }],
  ['jsonText', jsonText(), { kind: 'text', role: 'json' }],
  ['an enum is text', strictEnum('a'), { kind: 'text' }],
  ['a lossy enum is text', lossyEnum(['a'], 'a'), { kind: 'text' }],
  ['whole', whole(), { kind: 'number' }],
  ['number', number(), { kind: 'number' }],
  ['number within', number(0.5), { kind: 'number', within: 0.5 }],
  ['flag', flag(), { kind: 'flag' }],
  ['instant', instant(), { kind: 'instant' }],
  ['what may be missing is compared as what is there', optional(row), element],
  ['section', section({ id: id() }), element],
  ['unseen', unseen(list(row)), { kind: 'unseen' }],
  ['unseen that may be missing', optional(unseen(text())), { kind: 'unseen' }],
  ['list', list(row), { kind: 'list', element, order: 'shown' }],
  ['list with a key', list(row, 'id'), { kind: 'list', element, order: 'shown', key: 'id' }],
  ['keyed', keyed(row, 'id'), { kind: 'list', element, order: 'free', key: 'id' }],
  ['setOf', setOf(text()), { kind: 'list', element: { kind: 'text' }, order: 'free' }],
  [
    'ranking',
    ranking(row, { key: 'id', rank: 'n', top: 3 }),
    { kind: 'list', element, order: 'shown', key: 'id', rank: 'n', top: 3 },
  ],
])('%s', (_, { descriptor }, shape) => {
  expect(toShape(descriptor)).toEqual(shape);
});
