/**
 * The run's own secrets, and texts without them. A secret is found whole, encoded, escaped, as a part of a JWT, and cut:
 * any run of twelve letters of it counts, so that a value which was shortened for reading tells nothing.
 */
import { formsOf, SHORTEST } from './encodings.ts';
import { unescaped } from './unescaped.ts';

/** Letters of a secret that are too many to show. */
const RUN = 12;
/** Every run of twelve holds a whole block of six that begins at a multiple of six: only those are looked at. */
const BLOCK = 6;
const BITS = 22;
const MARK = '[secret]';

const known = new Set<string>();
/** Every run of twelve of every form. */
const runs = new Set<string>();
/** Forms that are shorter than such a run: they count whole. */
const short = new Set<string>();
/** A bit per hash of a block of six. A wrong hit costs a few look-ups. */
const blocks = new Uint8Array(2 ** (BITS - 3));

function hashAt(text: string, at: number): number {
  let hash = 0;
  for (let i = at; i < at + BLOCK; i++) hash = (Math.imul(hash, 0x01000193) ^ text.charCodeAt(i)) | 0;
  return Math.imul(hash, 0x9e3779b1) >>> (32 - BITS);
}

/** From now on this text is in nothing that is kept or shown. Called wherever a secret becomes known; again is harmless. */
export function keepSecret(secret: string | null | undefined): void {
  if (!secret || secret.trim().length < SHORTEST || known.has(secret)) return;
  known.add(secret);
  for (const form of formsOf(secret)) {
    if (form.length < RUN) short.add(form);
    for (let at = 0; at + RUN <= form.length; at++) runs.add(form.slice(at, at + RUN));
    for (let at = 0; at + BLOCK <= form.length; at++) {
      const hash = hashAt(form, at);
      blocks[hash >> 3] = (blocks[hash >> 3] ?? 0) | (1 << (hash & 7));
    }
  }
}

type Span = [from: number, to: number];

/** Where letters of a secret stand, in order of their ends. */
function spansIn(text: string): Span[] {
  const spans: Span[] = [];
  let next = 0;
  for (let at = 0; at + BLOCK <= text.length; at += BLOCK) {
    const hash = hashAt(text, at);
    if (((blocks[hash >> 3] ?? 0) & (1 << (hash & 7))) === 0) continue;
    // Runs that hold this block begin at most six letters before it. None is looked at twice.
    for (next = Math.max(next, at - (RUN - BLOCK)); next <= at && next + RUN <= text.length; next++) {
      if (!runs.has(text.slice(next, next + RUN))) continue;
      const last = spans.at(-1);
      if (last && next <= last[1]) last[1] = next + RUN;
      else spans.push([next, next + RUN]);
    }
  }
  for (const form of short) {
    for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length))
      spans.push([at, at + form.length]);
  }
  return spans;
}

/** The text with `[secret]` where letters of a secret stood; the text itself where none did. Linear in its length. */
export function withoutSecrets(text: string): string {
  if (known.size === 0 || text.length < SHORTEST) return text;
  const spans = spansIn(text);
  const bare = unescaped(text);
  if (bare) {
    const at = (i: number): number => bare.starts[i] ?? text.length;
    spans.push(...spansIn(bare.text).map(([from, to]): Span => [at(from), at(to)]));
  }
  if (spans.length === 0) return text;
  const pieces: string[] = [];
  let done = 0;
  for (const [from, to] of spans.sort((a, b) => a[0] - b[0])) {
    if (to <= done) continue;
    if (from > done || done === 0) pieces.push(text.slice(done, from), MARK);
    done = to;
  }
  return [...pieces, text.slice(done)].join('');
}

/** The same for a text in pieces, each of which holds whole values. */
export function* cleansedPieces(pieces: Iterable<string>): Generator<string> {
  for (const piece of pieces) yield withoutSecrets(piece);
}

/** The same for bytes, of a text or not. */
export function bytesWithoutSecrets(bytes: Buffer): Buffer {
  if (known.size === 0) return bytes;
  const text = bytes.toString('latin1');
  const clean = withoutSecrets(text);
  return clean === text ? bytes : Buffer.from(clean, 'latin1');
}

/** A JSON value without secrets in its texts and keys; the value itself where there are none. */
export function cleansed<T>(value: T): T {
  return known.size === 0 ? value : (clean(value) as T);
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return withoutSecrets(value);
  if (Array.isArray(value)) {
    const items = value.map(clean);
    return items.some((item, i) => item !== value[i]) ? items : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  const before = Object.entries(value);
  const after = before.map(([key, member]): [string, unknown] => [withoutSecrets(key), clean(member)]);
  const same = after.every(([key, member], i) => key === before[i]?.[0] && member === before[i]?.[1]);
  return same ? value : Object.fromEntries(after);
}
