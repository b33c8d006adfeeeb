import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { hasSealed, resealDocuments } from '../../src/state/seal.ts';
import { product } from '../../suites/product.ts';
import { encryption } from '../../suites/store/encryption.ts';
import { readFixture } from '../support/cases.ts';

const FROM = encryption.cipherOf({ uid: product.recordedUid, secret: product.encryption?.recordedSecret ?? '' });
const TO = encryption.cipherOf({ uid: 'live', secret: 'another secret' });

describe('documents', () => {
  test.each(['messages/encrypted-history', 'memories/protected-memories'])(
    'of %s open under the new owner, and only sealed fields change',
    async (name) => {
      const { world } = await readFixture(join(import.meta.dirname, '../../fixtures', name));
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
    const hex = deflateSync('[{"person_id":"parity-user-1"}]').toString('hex');
    const documents = {
      'users/u': {
        a: {
          arrayValue: {
            values: [{ mapValue: { fields: { t: { stringValue: FROM.seal('I am parity-user-1') } } } }],
          },
        },
        s: { stringValue: FROM.seal(hex) },
      },
    };
    const rewrite = (opened: string): string =>
      encryption.rewrite(opened, (text) => text.replace('parity-user-1', 'live'));
    const after = resealDocuments(documents, FROM, TO, rewrite)['users/u'];
    const text = { stringValue: TO.seal('I am live') };
    expect(after?.a).toEqual({ arrayValue: { values: [{ mapValue: { fields: { t: text } } }] } });
    expect(after?.s).toEqual({ stringValue: TO.seal(deflateSync('[{"person_id":"live"}]').toString('hex')) });
  });
});

/** Every string that opens for the recorded owner, opened. */
function opened(documents: object): unknown {
  return JSON.parse(JSON.stringify(documents), (_, v) => (typeof v === 'string' ? (FROM.open(v) ?? v) : v));
}
