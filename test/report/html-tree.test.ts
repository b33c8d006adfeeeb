import { describe, expect, test } from 'vitest';
import { parsedJson } from '../../src/report/html/app/json.ts';
import { type Branch, inWordsOfRust, markedTree } from '../../src/report/html/app/tree.ts';

const same = (text: string): string => text;

/** `pointer mark` of every place but the root. */
const marks = ({ children }: Branch): string[] => children.flatMap((c) => [`${c.pointer} ${c.mark}`, ...marks(c)]);

describe('two answers as one tree', () => {
  test('a finding is marked at its place, another difference is told apart, null is nothing', () => {
    const tree = markedTree(
      [
        { a: 1, b: 'x', c: null },
        { a: 2, b: 'y' },
      ],
      ['/a'],
      same,
    );
    expect(marks(tree)).toEqual(['/a found', '/b differs', '/c same']);
    expect(tree.within).toBe('found');
  });

  test('a finding at a place that neither has is marked at the nearest above', () => {
    expect(marks(markedTree([{ a: { b: 1 } }, { a: { b: 1 } }], ['/a/gone/deep'], same))).toEqual([
      '/a found',
      '/a/b same',
    ]);
    expect(markedTree([[], []], ['/0'], same).mark).toBe('found');
  });

  test('elements are paired by their ids, also by ids that each side made for itself; a place is that of rust', () => {
    const asRust = inWordsOfRust([{ rust: 'rust-made-1', python: 'python-made-1' }]);
    const tree = markedTree(
      [
        [
          { id: 'rust-made-1', n: 1 },
          { id: 'b', n: 2 },
        ],
        [
          { id: 'b', n: 2 },
          { id: 'python-made-1', n: 3 },
        ],
      ],
      ['/0/n'],
      asRust,
    );
    expect(marks(tree)).toEqual(['/0 same', '/0/id same', '/0/n found', '/1 same', '/1/id same', '/1/n same']);
  });

  test('elements with an id that stands twice are paired by their place', () => {
    const tree = markedTree(
      [
        [
          { id: 'a', n: 1 },
          { id: 'a', n: 2 },
        ],
        [{ id: 'a', n: 1 }],
      ],
      [],
      same,
    );
    expect(marks(tree)).toEqual(['/0 same', '/0/id same', '/0/n same', '/1 differs', '/1/id differs', '/1/n differs']);
  });

  test('documents have three columns, and only the last two are compared', () => {
    expect(marks(markedTree([undefined, { a: 1 }, { a: 1 }], [], same))).toEqual(['/a same']);
  });

  test('keys with slashes and tildes keep their pointers', () => {
    expect(marks(markedTree([{ 'a/b~c': 1 }, { 'a/b~c': 2 }], ['/a~1b~0c'], same))).toEqual(['/a~1b~0c found']);
  });
});

test('an id inside a text is put in the words of rust, a short one only where it is the whole text', () => {
  const asRust = inWordsOfRust([
    { rust: 'R-0123456789', python: 'P-0123456789' },
    { rust: 'r1', python: 'p1' },
  ]);
  expect(asRust('see P-0123456789!')).toBe('see R-0123456789!');
  expect([asRust('p1'), asRust('p1 and more')]).toEqual(['r1', 'p1 and more']);
});

test('integers that JavaScript cannot hold do not look the same; digits of texts stay', () => {
  const text = '[9007199254740993, 9007199254740992, 0.125, "a \\" 9007199254740993"]';
  expect(parsedJson(text)).toEqual(['9007199254740993', '9007199254740992', 0.125, 'a " 9007199254740993']);
});
