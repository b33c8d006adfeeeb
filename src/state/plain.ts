/** Typed Firestore values → plain values that can be compared: number types are an encoding, instants are not text. */

import { toMicros } from '../client/instant.ts';
import type { Fields, FirestoreValue } from '../model/case.ts';
import type { Plain, PlainDocument } from '../model/plain.ts';

function integer(digits: string): number | bigint {
  const value = Number(digits);
  return Number.isSafeInteger(value) ? value : BigInt(digits);
}

export function plainValue(value: FirestoreValue): Plain {
  if ('stringValue' in value) return value.stringValue;
  if ('integerValue' in value) return integer(value.integerValue);
  if ('doubleValue' in value) return Number(value.doubleValue);
  if ('booleanValue' in value) return value.booleanValue;
  if ('timestampValue' in value) return { $instant: toMicros(value.timestampValue) ?? 0 };
  if ('bytesValue' in value) return { $bytes: value.bytesValue };
  if ('referenceValue' in value) return value.referenceValue.replace(/^projects\/.*?\/documents\//, '');
  if ('geoPointValue' in value) {
    return { latitude: value.geoPointValue.latitude ?? 0, longitude: value.geoPointValue.longitude ?? 0 };
  }
  if ('arrayValue' in value) return (value.arrayValue.values ?? []).map(plainValue);
  if ('mapValue' in value) return plainDocument(value.mapValue.fields ?? {});
  return null;
}

export function plainDocument(fields: Fields): PlainDocument & { readonly [key: string]: Plain } {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, plainValue(value)]));
}
