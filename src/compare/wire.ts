/**
 * What differs on the wire and not to the client: extra keys, error texts, null where absent means the same,
 * headers. Notes for a reader who asks for them; never part of a verdict.
 */
import { diff, type IChange } from 'json-diff-ts';
import { pointerOf } from '../client/decode.ts';
import { readJson } from '../client/json.ts';
import type { Answer } from '../model/exchange.ts';
import { duplicateKeys } from './duplicate-keys.ts';

/** More places than this say no more than these. */
const MOST = 20;

export function wireNotes(rust: Answer, python: Answer): string[] {
  if (rust.status === python.status && rust.body.equals(python.body)) return [];
  const notes: string[] = [];
  const note = (text: string): void => void notes.push(text);
  if (rust.status !== python.status) note(`status ${rust.status} on rust, ${python.status} on python`);
  const types = [rust, python].map((a) => a.headers.find(([name]) => name === 'content-type')?.[1] ?? 'none');
  if (types[0] !== types[1]) note(`content type ${types[0]} on rust, ${types[1]} on python`);
  const [a, b] = [parsed(rust.body), parsed(python.body)];
  if (a === undefined || b === undefined) return notes;
  const places = placesOf(diff(a, b), []);
  for (const place of places.slice(0, MOST)) note(place);
  if (places.length > MOST) note(`and ${places.length - MOST} more places`);
  return notes;
}

/** Keys that a side writes twice with unlike values. */
export function duplicateNotes(rust: Answer, python: Answer): string[] {
  if (rust.body.equals(python.body)) return [];
  return [['rust', rust] as const, ['python', python] as const].flatMap(([side, answer]) =>
    duplicateKeys(answer.body).map((pointer) => `${side} writes the key ${pointer} twice with unlike values`),
  );
}

function parsed(body: Buffer): object | undefined {
  const read = readJson(body);
  return read.ok && typeof read.value === 'object' && read.value !== null ? read.value : undefined;
}

const VERBS = { ADD: 'only python has', REMOVE: 'only rust has', UPDATE: 'not the same:' } as const;

/** The tree of changes as lines with JSON Pointers. */
function placesOf(changes: readonly IChange[], path: readonly string[]): string[] {
  return changes.flatMap((change) => {
    const here = change.key === '$root' ? [...path] : [...path, String(change.key)];
    if (change.changes) return placesOf(change.changes, here);
    return [`${VERBS[change.type as keyof typeof VERBS] ?? change.type} ${pointerOf(here) || 'the whole body'}`];
  });
}
