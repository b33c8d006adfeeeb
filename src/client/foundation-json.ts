/**
 * JSON as Foundation's JSONDecoder reads it, for the bodies in which it differs from `JSON.parse`: of a key written
 * twice the first counts, integers stay exact, and a text or number that is not valid fails only where it is decoded.
 */
import { isUtf8 } from 'node:buffer';
import { BACKSLASH, LETTER_U, LONG, QUOTE } from './scan.ts';

/** Lists and objects inside each other that the client still reads. */
export const MAX_DEPTH = 512;

/** Stand where a value cannot be read; no block takes a symbol, so that only what is decoded fails. */
const UNREADABLE = {
  text: Symbol('a text with bytes, escapes or control characters that are not valid'),
  number: Symbol('a number that is not valid or that a Double cannot hold'),
  object: Symbol('an object with a key that is not valid text'),
} as const;

/** A key that one object holds again. */
export interface Repeat {
  path: (string | number)[];
  first: unknown;
  again: unknown;
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const INTEGER = /^(-?\d+)(?:\.0+)?$/;
/** No 64 bits and no Double hold as many digits; making a bigint of a million of them would take seconds. */
const MOST_DIGITS = 310;

function numberOf(token: string): number | bigint | symbol {
  if (!NUMBER.test(token)) return UNREADABLE.number;
  const double = Number(token);
  if (!Number.isFinite(double)) return UNREADABLE.number;
  if (double === 0) return /^[^eE]*[1-9]/.test(token) ? UNREADABLE.number : double;
  const digits = token.length >= LONG ? INTEGER.exec(token)?.[1] : undefined;
  return digits && digits.length >= LONG && digits.length <= MOST_DIGITS ? BigInt(digits) : double;
}

/** The text between two quotes that has more than printable ASCII in it. */
function textOf(raw: Buffer): string | symbol {
  if (!isUtf8(raw)) return UNREADABLE.text;
  try {
    const text = JSON.parse(`"${raw.toString('utf8')}"`) as string;
    // Whole pairs are no surrogates to a pattern with the u flag.
    return /\p{Surrogate}/u.test(text) ? UNREADABLE.text : text;
  } catch {
    return UNREADABLE.text;
  }
}

/** Digits and any of `.eE+-`: where a number ends, valid or not. */
const isNumeric = (byte: number): boolean =>
  (byte >= 0x30 && byte <= 0x39) || byte === 0x2e || (byte | 0x20) === 0x65 || byte === 0x2b || byte === 0x2d;

/** Reads UTF-8. Throws a SyntaxError where the structure is not JSON: that fails whatever is decoded. */
export function readFoundationJson(bytes: Buffer): { value: unknown; repeats: Repeat[] } {
  const repeats: Repeat[] = [];
  const path: (string | number)[] = [];
  let at = 0;

  const fail = (): never => {
    throw new SyntaxError(`unexpected byte at ${at}`);
  };
  const next = (): number => {
    let byte = bytes[at];
    while (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) byte = bytes[++at];
    return byte ?? fail();
  };
  const word = <T>(text: string, value: T): T => {
    if (bytes.toString('latin1', at, at + text.length) !== text) fail();
    at += text.length;
    return value;
  };
  const string = (): string | symbol => {
    if (bytes[at] !== QUOTE) fail();
    const start = ++at;
    let simple = true;
    for (; bytes[at] !== QUOTE; at++) {
      const byte = bytes[at] ?? fail();
      if (byte >= 0x20 && byte < 0x80 && byte !== BACKSLASH) continue;
      simple = false;
      if (byte !== BACKSLASH || bytes[++at] !== LETTER_U) continue;
      // Four bytes belong to the escape, whatever they are, but a quote.
      if (bytes.subarray(at + 1, at + 5).includes(QUOTE)) fail();
      at += 4;
    }
    const end = at++;
    return simple ? bytes.toString('latin1', start, end) : textOf(bytes.subarray(start, end));
  };
  const number = (): number | bigint | symbol => {
    const start = at;
    while (isNumeric(bytes[at] ?? 0)) at++;
    return numberOf(bytes.toString('latin1', start, at));
  };
  /** Calls `each` for every element up to `end`. A comma before the end is allowed. */
  const elements = (end: number, each: () => void): void => {
    if (path.length >= MAX_DEPTH) fail();
    at++;
    path.push(0);
    while (next() !== end) {
      each();
      if (next() === end) break;
      if (bytes[at++] !== 0x2c) fail();
    }
    path.pop();
    at++;
  };
  const list = (): unknown[] => {
    const found: unknown[] = [];
    elements(0x5d, () => {
      path[path.length - 1] = found.length;
      found.push(value());
    });
    return found;
  };
  const object = (): unknown => {
    const found = new Map<string, unknown>();
    let readable = true;
    elements(0x7d, () => {
      const key = string();
      if (next() !== 0x3a) fail();
      at++;
      path[path.length - 1] = String(key);
      const read = value();
      if (typeof key === 'symbol') readable = false;
      else if (found.has(key)) repeats.push({ path: [...path], first: found.get(key), again: read });
      else found.set(key, read);
    });
    return readable ? Object.fromEntries(found) : UNREADABLE.object;
  };
  const value = (): unknown => {
    const byte = next();
    if (byte === QUOTE) return string();
    if (byte === 0x7b) return object();
    if (byte === 0x5b) return list();
    if (byte === 0x74) return word('true', true);
    if (byte === 0x66) return word('false', false);
    if (byte === 0x6e) return word('null', null);
    return byte === 0x2d || (byte >= 0x30 && byte <= 0x39) ? number() : fail();
  };

  const read = value();
  while (at < bytes.length) if (!' \t\r\n'.includes(String.fromCharCode(bytes[at++] as number))) fail();
  return { value: read, repeats };
}
