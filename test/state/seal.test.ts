import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCase } from '../../src/recordings/fixture.ts';
import { hasSealed, type Owner, resealDocuments, sealText } from '../../src/state/seal.ts';
import { openText, RECORDING_SECRET, userKey } from '../../src/state/secret.ts';

const FROM: Owner = { uid: 'parity-user-1', secret: RECORDING_SECRET };
const TO: Owner = { uid: 'live', secret: 'another secret' };
const key = userKey(TO.secret, TO.uid);

test('what is sealed opens under the same key only', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(openText(key, sealText(key, text))).toBe(text);
      expect(openText(userKey(TO.secret, 'other'), sealText(key, text))).toBeNull();
    }),
    { numRuns: 50 },
  );
});

test('the same text gives the same bytes, another text another nonce', () => {
  expect(sealText(key, 'a')).toBe(sealText(key, 'a'));
  expect(sealText(key, 'a').slice(0, 16)).not.toBe(sealText(key, 'b').slice(0, 16));
});

describe('documents', () => {
  test.each(['messages/encrypted-history', 'memories/protected-memories'])(
    'of %s open under the new owner, and only sealed fields change',
    async (name) => {
      const { world } = await readCase(join(import.meta.dirname, '../../fixtures', name));
      expect(hasSealed(world.documents, FROM)).toBe(true);
      const sealed = resealDocuments(world.documents, FROM, TO);
      expect(hasSealed(sealed, FROM)).toBe(false);
      expect(hasSealed(sealed, TO)).toBe(true);
      expect(sealed).not.toEqual(world.documents);
      expect(opened(resealDocuments(sealed, TO, FROM))).toEqual(opened(world.documents));
    },
  );

  test('without sealed fields stay as they are', () => {
    const documents = { 'users/u': { t: { stringValue: 'A'.repeat(64) }, m: { mapValue: {} }, l: { arrayValue: {} } } };
    expect([hasSealed(documents, FROM), resealDocuments(documents, FROM, TO)]).toEqual([false, documents]);
  });

  test('the opened text can be changed on the way, also inside a transcript and a list', () => {
    const from = userKey(FROM.secret, FROM.uid);
    const hex = deflateSync('[{"person_id":"parity-user-1"}]').toString('hex');
    const documents = {
      'users/u': {
        a: {
          arrayValue: {
            values: [{ mapValue: { fields: { t: { stringValue: sealText(from, 'I am parity-user-1') } } } }],
          },
        },
        s: { stringValue: sealText(from, hex) },
      },
    };
    const rewrite = (text: string): string => text.replace('parity-user-1', 'live');
    const after = resealDocuments(documents, FROM, TO, rewrite)['users/u'];
    const text = { stringValue: sealText(key, 'I am live') };
    expect(after?.a).toEqual({ arrayValue: { values: [{ mapValue: { fields: { t: text } } }] } });
    expect(after?.s).toEqual({ stringValue: sealText(key, deflateSync('[{"person_id":"live"}]').toString('hex')) });
  });
});

/** Every string that opens for the recorded owner, opened. */
function opened(documents: object): unknown {
  const from = userKey(FROM.secret, FROM.uid);
  return JSON.parse(JSON.stringify(documents), (_, v) => (typeof v === 'string' ? (openText(from, v) ?? v) : v));
}
