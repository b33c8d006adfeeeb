/** What the test of the pages takes as shown, and what it does not. */
import { expect, test } from 'vitest';
import { notPrinted } from '../support/docs/pages.ts';

const PRINTED = 'one  2026-11-25T23-54-35\n\n two three\nfour 12.5 ms\nfive\n';

test.each([
  ['all of it, at another time', 'one  2025-01-02T03-04-05-2\n\n two three\nfour 3 ms\nfive'],
  ['lines left out', 'one  2025-01-02T03-04-05\n…\nfive'],
  ['a beginning', 'one …\n…'],
  ['an end', '…\nfive'],
  ['something of one line', '… three …'],
  ['text left out of a line', 'one …\n\n two … three\nfour …\nfive'],
])('is shown: %s', (_, shows) => {
  expect(notPrinted(shows, PRINTED)).toBeUndefined();
});

test.each([
  ['another word', 'one …\n\n two there\n…', ' two there'],
  ['a line too few at the end', 'one …\n\n two three', 'more was printed than the page shows'],
  ['a line too few at the beginning', ' two three\n…', ' two three'],
  ['lines in another order', '…\nfive\nfour …', 'four …'],
  ['a line that was not printed', 'one …\n…\nsix', 'six'],
  ['part of a line without …', '…\nfiv', 'fiv'],
])('is not shown: %s', (_, shows, missing) => {
  expect(notPrinted(shows, PRINTED)).toBe(missing);
});
