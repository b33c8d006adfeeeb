/** Whether typed fields are the same to Firestore: types count, the spelling of a value does not. */
import type { Fields, FirestoreValue } from '../model/case.ts';

/** One text per stored value, equal for all spellings that Firestore keeps as the same value. */
function canonical(value: FirestoreValue): unknown {
  if ('timestampValue' in value) return ['t', instantText(value.timestampValue)];
  if ('integerValue' in value) return ['i', String(BigInt(value.integerValue))];
  if ('doubleValue' in value) return ['d', String(value.doubleValue)];
  if ('bytesValue' in value) return ['b', Buffer.from(value.bytesValue, 'base64').toString('base64')];
  if ('geoPointValue' in value) return ['g', value.geoPointValue.latitude ?? 0, value.geoPointValue.longitude ?? 0];
  if ('arrayValue' in value) return ['a', ...(value.arrayValue.values ?? []).map(canonical)];
  if ('mapValue' in value) return ['m', canonicalFields(value.mapValue.fields ?? {})];
  const [kind, inner] = Object.entries(value)[0] ?? [];
  return [kind, inner];
}

const canonicalFields = (fields: Fields): unknown =>
  Object.keys(fields)
    .sort()
    .map((name) => [name, canonical(fields[name] as FirestoreValue)]);

/** UTC to the microsecond: what Firestore keeps of a timestamp. */
function instantText(text: string): string {
  const m = /^(.*?)(?:\.(\d+))?(Z|[+-]\d\d:?\d\d)$/i.exec(text);
  const seconds = m ? Date.parse(`${m[1]}${m[3]}`) : Number.NaN;
  if (Number.isNaN(seconds)) return text;
  return `${seconds}.${(m?.[2] ?? '').padEnd(6, '0').slice(0, 6)}`;
}

export function sameFields(a: Fields, b: Fields): boolean {
  return a === b || JSON.stringify(canonicalFields(a)) === JSON.stringify(canonicalFields(b));
}
