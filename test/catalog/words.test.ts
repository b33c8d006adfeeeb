import { expect, test } from 'vitest';
import { stringsOf } from '../../src/catalog/words.ts';

test('every text of a body, in its order, keys left out', () => {
  expect(stringsOf(Buffer.from('{"a":["x",{"b":"y"},1,null],"c":"z"}'))).toEqual(['x', 'y', 'z']);
});

test('a body may be nested deeper than calls can be', () => {
  const levels = 200_000;
  expect(stringsOf(Buffer.from(`${'['.repeat(levels)}"x"${']'.repeat(levels)}`))).toEqual(['x']);
});
