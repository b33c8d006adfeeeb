/** Stored text that is encrypted where the document says so. The level of protection is an encoding. */
import type { FieldRule } from '../../src/catalog/collection.ts';
import { SEALED, type Unpack, unreadable } from '../../src/catalog/packing.ts';
import type { PlainDocument } from '../../src/model/plain.ts';

export const isEnhanced = (document: PlainDocument): boolean => document.data_protection_level === 'enhanced';

const unpack: Unpack = (stored, document, cipher) => {
  if (!isEnhanced(document) || typeof stored !== 'string' || stored === '') return stored;
  if (!cipher) return SEALED;
  return cipher.open(stored) ?? unreadable(stored);
};

export const sealedField: FieldRule = { form: 'plain', unpack };
