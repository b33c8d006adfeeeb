/** Bytes of a body → the JSON value that the client's decoder sees. The usual body costs one scan and `JSON.parse`. */
import { isUtf8 } from 'node:buffer';
import { toUtf8 } from './encoding.ts';
import { MAX_DEPTH, type Repeat, readFoundationJson } from './foundation-json.ts';
import { scan } from './scan.ts';

/** `repeats`: keys that one object holds more than once; of each the value has the first. */
export type Reading = { ok: true; value: unknown; repeats: readonly Repeat[] } | { ok: false; reason: string };

/**
 * Reads a body. Integers of 16 digits or more become bigint, what cannot be read a symbol that tells why. Never
 * throws.
 */
export function readJson(body: Uint8Array): Reading {
  const bytes = toUtf8(body);
  if (!bytes) return { ok: false, reason: 'the body is not valid UTF-16 or UTF-32, which its first bytes say it is' };
  // A body that is no text is broken as a whole, also where the bad byte stands in what nobody decodes.
  if (!isUtf8(bytes)) return { ok: false, reason: 'the body is not valid UTF-8' };
  const { depth, keys, odd } = scan(bytes);
  if (depth > MAX_DEPTH) return { ok: false, reason: `lists and objects are nested deeper than ${MAX_DEPTH} levels` };
  if (!odd) {
    const value = plain(bytes);
    if (value !== undefined && countKeys(value) === keys) return { ok: true, value, repeats: [] };
  }
  try {
    return { ok: true, ...readFoundationJson(bytes) };
  } catch {
    return { ok: false, reason: `expected JSON, found ${beginningOf(bytes)}` };
  }
}

/** Parses JSON that stands in a string: strict, and read as a body is. Throws a SyntaxError. */
export function parseJson(text: string): unknown {
  JSON.parse(text);
  const read = readJson(Buffer.from(text));
  if (!read.ok) throw new SyntaxError(read.reason);
  return read.value;
}

function plain(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Keys in a value and all that is in it. No value is deeper than the limit. */
function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const inner of value) if (typeof inner === 'object') count += countKeys(inner);
    return count;
  }
  for (const key in value) {
    count++;
    const inner = (value as Record<string, unknown>)[key];
    if (typeof inner === 'object') count += countKeys(inner);
  }
  return count;
}

function beginningOf(bytes: Buffer): string {
  // Sixty characters are at most 240 bytes.
  const text = bytes.toString('utf8', 0, 240);
  if (bytes.length <= 240 && text.trim() === '') return 'an empty body';
  return JSON.stringify(text.slice(0, 60));
}
