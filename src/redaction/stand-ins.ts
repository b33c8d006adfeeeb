/**
 * Stand-ins: the same value gives the same one under the same key, of the same kind and about the same length, so that ids,
 * order by equality and decoding behave as before. Each can be told as one: what was redacted once stays as it is.
 */
import { createHmac } from 'node:crypto';
import type { PersonalKind } from '../model/personal.ts';

/** Bytes that belong to a value, as many as are asked for. */
function bytesOf(key: Buffer, kind: string, value: string, length = 32): Buffer {
  const parts: Buffer[] = [];
  for (let n = 0; n * 32 < length; n++)
    parts.push(createHmac('sha256', key).update(`${kind}\0${n}\0${value}`).digest());
  return Buffer.concat(parts);
}

const SECRET = /^REDACTED(?:-[a-f0-9]{12})?$/;
/** Reserved for documentation and tests (RFC 2606, 6761): nobody's. */
const NOBODYS = /@(?:[\w-]+\.)*(?:example(?:\.(?:com|net|org))?|invalid|test|localhost)$/i;
/** Syllables and an x: no language has such words. */
const MADE_WORD = /^(?:[bdfgklmnprstvz][aeiou])+x$/i;

/** Whether a text is a stand-in already, or was never anybody's. */
export function isStandIn(kind: PersonalKind | 'secret', value: string): boolean {
  if (kind === 'secret') return SECRET.test(value);
  if (kind === 'email') return NOBODYS.test(value);
  if (kind === 'phone') return /55501\d\d$/.test(value.replace(/\D/g, ''));
  if (kind === 'coordinate') return Math.abs(Number(value)) < 1;
  const words = value.match(/\p{L}+/gu) ?? [];
  return words.every((word) => MADE_WORD.test(word));
}

/** A secret has no length to keep: what it looked like is nobody's business. */
export const secretStandIn = (key: Buffer, value: string): string =>
  isStandIn('secret', value) ? value : `REDACTED-${bytesOf(key, 'secret', value).toString('hex').slice(0, 12)}`;

/** Nobody without the key can tell whose sessions they are; whose are one user's, everybody can. */
export const userStandIn = (key: Buffer, uid: string): string =>
  `user-${bytesOf(key, 'user', uid).toString('hex').slice(0, 12)}`;

const CONSONANTS = 'bdfgklmnprstvz';
const VOWELS = 'aeiou';

function madeWord(key: Buffer, kind: string, word: string): string {
  if (MADE_WORD.test(word)) return word;
  const syllables = Math.max(1, Math.floor(([...word].length - 1) / 2));
  const bytes = bytesOf(key, kind, word.toLowerCase(), syllables * 2);
  let made = '';
  for (let i = 0; i < syllables; i++)
    made += `${CONSONANTS[(bytes[2 * i] as number) % CONSONANTS.length]}${VOWELS[(bytes[2 * i + 1] as number) % VOWELS.length]}`;
  made += 'x';
  if (word === word.toUpperCase() && syllables > 1) return made.toUpperCase();
  return /^\p{Lu}/u.test(word) ? `${made[0]?.toUpperCase()}${made.slice(1)}` : made;
}

/** Digits change, all else stays: the last seven are of the numbers that films use. */
function phone(key: Buffer, value: string): string {
  const digits = value.replace(/\D/g, '');
  const bytes = bytesOf(key, 'phone', digits, digits.length);
  const made = [...digits].map((_, i) => String((bytes[i] as number) % 10));
  const tail = `55501${made.slice(-2).join('')}`;
  const all = (made.slice(0, Math.max(0, digits.length - tail.length)).join('') + tail).slice(
    -Math.max(digits.length, tail.length),
  );
  let i = 0;
  const laid = value.replace(/\d/g, () => all[i++] ?? '');
  return laid + all.slice(i);
}

/** Near 0, 0, where nobody is, with as many decimals. */
function coordinate(key: Buffer, value: string): string {
  const decimals = Math.min(15, value.split('.')[1]?.length ?? 0);
  if (decimals === 0) return '0';
  const bytes = bytesOf(key, 'coordinate', value, decimals);
  const digits = [...bytes.subarray(0, decimals)].map((byte) => byte % 10);
  // A last zero would be lost.
  digits[decimals - 1] = ((bytes[decimals - 1] as number) % 9) + 1;
  return `0.${digits.join('')}`;
}

export function standIn(kind: PersonalKind, key: Buffer, value: string): string {
  if (value === '' || isStandIn(kind, value)) return value;
  switch (kind) {
    case 'email':
      return `${bytesOf(key, 'email', value.toLowerCase()).toString('hex').slice(0, 10)}@example.com`;
    case 'phone':
      return phone(key, value);
    case 'coordinate':
      return coordinate(key, value);
    default:
      return value.replace(/\p{L}+/gu, (word) => madeWord(key, kind, word));
  }
}
