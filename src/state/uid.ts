/** Another user than the recorded one: the uid in paths, stored values, Redis commands, requests and answers. */

import type { Changes, Fields, FirestoreValue, World } from '../model/case.ts';
import type { Answer, SentRequest } from '../model/exchange.ts';

/** Replaces one uid by another wherever it stands as a whole word. Each function returns a new value. */
export interface UidMap {
  text(text: string): string;
  documents(documents: Readonly<Record<string, Fields>>): Record<string, Fields>;
  world(world: World): World;
  changes(changes: Changes): Changes;
  request<T extends SentRequest>(request: T): T;
  answer<T extends Answer>(answer: T): T;
}

const WORD = '[A-Za-z0-9_]';
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\-]/g, '\\$&');
/** As it stands in the bytes of a JSON text, one letter per byte. */
const asJson = (text: string): string => Buffer.from(JSON.stringify(text).slice(1, -1)).toString('latin1');

/** Hyphens end a word: backends make names such as `thing-{uid}`. `before` lets more than a non-word precede. */
function replacer(from: string, to: string, before = ''): (text: string) => string {
  const pattern = new RegExp(`(?:(?<!${WORD})${before && `|(?<=${before})`})${escaped(from)}(?!${WORD})`, 'g');
  return (text) => text.replace(pattern, () => to);
}

/** From the recorded uid to the live one; with the two exchanged, answers back for the comparison. */
export function uidMap(from: string, to: string): UidMap {
  const text = replacer(from, to);
  // A word also begins after an escape: `users%2Fu1`, `"line\nu1"`.
  const encoded = replacer(encodeURIComponent(from), encodeURIComponent(to), '%[0-9A-Fa-f]{2}');
  const json = replacer(asJson(from), asJson(to), '\\\\[bfnrt]|\\\\u[0-9A-Fa-f]{4}');

  const documents: UidMap['documents'] = (given) =>
    Object.fromEntries(Object.entries(given).map(([path, fields]) => [text(path), mapped(fields, text)]));
  const headers = (given: readonly (readonly [string, string])[]): (readonly [string, string])[] =>
    given.map(([name, value]) => [name, text(value)]);
  // Bytes that are not UTF-8 have to survive, so the body is read byte by byte.
  const bytes = (body: Buffer, replace: (text: string) => string): Buffer => {
    const before = body.toString('latin1');
    const after = replace(before);
    return before === after ? body : Buffer.from(after, 'latin1');
  };
  const isForm = (given: readonly (readonly [string, string])[]): boolean =>
    given.some(([name, value]) => name === 'content-type' && value.startsWith('application/x-www-form-urlencoded'));

  return {
    text,
    documents,
    world: ({ documents: given, redis }) => ({ documents: documents(given), redis: redis.map((c) => c.map(text)) }),
    changes: ({ set, deleted }) => ({ set: documents(set), deleted: deleted.map(text) }),
    request: (given) => ({
      ...given,
      target: encoded(given.target),
      headers: headers(given.headers),
      body: given.body && bytes(given.body, isForm(given.headers) ? encoded : json),
    }),
    answer: (given) => ({ ...given, headers: headers(given.headers), body: bytes(given.body, json) }),
  };
}

function mapped(fields: Fields, text: (text: string) => string): Fields {
  // Maps may be keyed by user (reviews, votes).
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [text(name), mappedValue(value, text)]));
}

function mappedValue(value: FirestoreValue, text: (text: string) => string): FirestoreValue {
  if ('stringValue' in value) return { stringValue: text(value.stringValue) };
  if ('referenceValue' in value) return { referenceValue: text(value.referenceValue) };
  if ('arrayValue' in value && value.arrayValue.values) {
    return { arrayValue: { values: value.arrayValue.values.map((v) => mappedValue(v, text)) } };
  }
  if ('mapValue' in value && value.mapValue.fields)
    return { mapValue: { fields: mapped(value.mapValue.fields, text) } };
  return value;
}
