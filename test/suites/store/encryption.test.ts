import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encryption } from '../../../suites/store/encryption.ts';

const own = encryption.cipherOf({ uid: 'live', secret: 'another secret' });
const other = encryption.cipherOf({ uid: 'other', secret: 'another secret' });

test('what is sealed opens under the same key only', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(own.open(own.seal(text))).toBe(text);
      expect(other.open(own.seal(text))).toBeNull();
    }),
    { numRuns: 50 },
  );
});

test('the same text gives the same bytes, another text another nonce', () => {
  expect(own.seal('a')).toBe(own.seal('a'));
  expect(own.seal('a').slice(0, 16)).not.toBe(own.seal('b').slice(0, 16));
});

test.each(['', 'short', 'A'.repeat(64), 'ä'.repeat(40), `${own.seal('a')} `])('%j is not encrypted', (text) => {
  expect(own.open(text)).toBeNull();
});
