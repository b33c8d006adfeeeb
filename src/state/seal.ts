/** Encrypted text of a recording, sealed again for another user and secret. The counterpart of `open.ts`. */
import type { Cipher } from '../catalog/packing.ts';
import type { Fields, FirestoreValue } from '../model/case.ts';

type Documents = Readonly<Record<string, Fields>>;

/** Whether any field is sealed for this owner: then a live run needs the secret of its own user. */
export function hasSealed(documents: Documents, cipher: Cipher): boolean {
  const found = (value: FirestoreValue): boolean => {
    if ('stringValue' in value) return cipher.open(value.stringValue) !== null;
    if ('arrayValue' in value) return (value.arrayValue.values ?? []).some(found);
    return 'mapValue' in value && Object.values(value.mapValue.fields ?? {}).some(found);
  };
  return Object.values(documents).some((fields) => Object.values(fields).some(found));
}

/** Every field that opens under `from` is sealed for `to`. `rewrite` changes the opened text on the way. */
export function resealDocuments(
  documents: Documents,
  from: Cipher,
  to: Cipher,
  rewrite: (opened: string) => string = (opened) => opened,
): Record<string, Fields> {
  const value = (given: FirestoreValue): FirestoreValue => {
    if ('stringValue' in given) {
      const text = from.open(given.stringValue);
      return text === null ? given : { stringValue: to.seal(rewrite(text)) };
    }
    if ('arrayValue' in given && given.arrayValue.values)
      return { arrayValue: { values: given.arrayValue.values.map(value) } };
    if ('mapValue' in given && given.mapValue.fields) return { mapValue: { fields: fields(given.mapValue.fields) } };
    return given;
  };
  const fields = (given: Fields): Fields =>
    Object.fromEntries(Object.entries(given).map(([name, v]) => [name, value(v)]));
  return Object.fromEntries(Object.entries(documents).map(([path, given]) => [path, fields(given)]));
}
