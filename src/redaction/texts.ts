/** Secrets and personal data inside any text, found by what they look like. */
import { holdsToken, TOKEN_RULES } from './rules.ts';
import { isStandIn, secretStandIn, standIn } from './stand-ins.ts';

export interface Found {
  kind: string;
  from: number;
  to: number;
}

const EMAIL = /[\w.+-]{1,64}@(?:[a-z\d](?:[a-z\d-]{0,62})\.){1,8}[a-z]{2,24}/gi;
/** International, with its plus: other digits are ids as often as numbers of people. */
const PHONE = /(?<![\w.+])\+\d[\d ().-]{7,18}\d(?![\w.])/g;
/** The user of an address. */
const USER_INFO = /(?<=[a-z][a-z\d+.-]{0,20}:\/\/)([^\s/?#@"'<>]{1,200})(?=@)/gi;

/** In order, none inside another. Linear in the length. */
export function foundIn(text: string): Found[] {
  const all: Found[] = [];
  const add = (kind: string, from: number, value: string): void =>
    void all.push({ kind, from, to: from + value.length });
  for (const { kind, pattern } of holdsToken(text) ? TOKEN_RULES : []) {
    for (const match of text.matchAll(pattern)) {
      const value = match[1] ?? match[0];
      if (!isStandIn('secret', value)) add(kind, match.index + match[0].indexOf(value), value);
    }
  }
  if (text.includes('://'))
    for (const match of text.matchAll(USER_INFO))
      if (!isStandIn('secret', match[0])) add('user-info', match.index, match[0]);
  if (text.includes('@'))
    for (const match of text.matchAll(EMAIL)) if (!isStandIn('email', match[0])) add('email', match.index, match[0]);
  if (text.includes('+'))
    for (const match of text.matchAll(PHONE)) if (!isStandIn('phone', match[0])) add('phone', match.index, match[0]);
  all.sort((a, b) => a.from - b.from || b.to - a.to);
  let end = 0;
  return all.filter(({ from, to }) => {
    if (from < end) return false;
    end = to;
    return true;
  });
}

export interface Replacing {
  key: Buffer;
  /** Told of each replacement. */
  count(kind: string): void;
  /** Kinds that stay. */
  keepPersonal?: boolean;
}

/** The text with stand-ins; the text itself where nothing was found. */
export function replaced(text: string, { key, count, keepPersonal }: Replacing): string {
  if (text.length < 6) return text;
  const pieces: string[] = [];
  let done = 0;
  for (const { kind, from, to } of foundIn(text)) {
    const personal = kind === 'email' || kind === 'phone';
    if (personal && keepPersonal) continue;
    const value = text.slice(from, to);
    pieces.push(text.slice(done, from), personal ? standIn(kind, key, value) : secretStandIn(key, value));
    count(kind);
    done = to;
  }
  return done === 0 ? text : [...pieces, text.slice(done)].join('');
}

/** Words that a person may have said or written. */
export const isFreeText = (value: string): boolean => value.length >= 20 && /\p{L}\s+\p{L}+\s+\p{L}/u.test(value);
