/** Keys that one object of a body holds twice with unlike values: of such a pair the client's decoder keeps the first. */
import { isDeepStrictEqual } from 'node:util';
import { pointerOf } from '../client/decode.ts';
import { readJson } from '../client/json.ts';

/** JSON Pointers of the keys; none where the body is not JSON. */
export function duplicateKeys(body: Uint8Array): string[] {
  const read = readJson(body);
  if (!read.ok) return [];
  const unlike = read.repeats.filter(({ first, again }) => !isDeepStrictEqual(first, again));
  return [...new Set(unlike.map(({ path }) => pointerOf(path)))];
}
