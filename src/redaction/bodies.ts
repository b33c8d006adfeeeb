/** Bodies of every form: JSON, forms, multipart, text, packed, or bytes of anything else. */
import { isUtf8 } from 'node:buffer';
import { brotliCompressSync, brotliDecompressSync, deflateSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib';
import { replacedInJson } from './json-text.ts';
import { namesSecret } from './names.ts';

/** One value of a body: its place as a JSON Pointer (`/items/0/name`), which few ask for, and the name that it stands under. */
export interface Value {
  pointer(): string;
  name: string;
  text: string;
  kind: 'string' | 'number';
}

export interface BodyRules {
  /** Of a value with a name and a place. */
  value(value: Value): string;
  /** Of a text without either. */
  text(text: string): string;
}

type Coding = [pack: (bytes: Buffer) => Buffer, unpack: (bytes: Buffer) => Buffer];
const LIMIT = { maxOutputLength: 256 * 1024 * 1024 };
const CODINGS: Record<string, Coding> = {
  gzip: [(b) => gzipSync(b), (b) => gunzipSync(b, LIMIT)],
  'x-gzip': [(b) => gzipSync(b), (b) => gunzipSync(b, LIMIT)],
  deflate: [(b) => deflateSync(b), (b) => inflateSync(b, LIMIT)],
  br: [(b) => brotliCompressSync(b), (b) => brotliDecompressSync(b, LIMIT)],
};

/** `type` and `coding` as the headers of the message say. The body itself where nothing was replaced. */
export function replacedBody(body: Buffer, type: string, coding: string, rules: BodyRules): Buffer {
  if (body.length === 0) return body;
  const packed = CODINGS[coding.trim().toLowerCase()];
  if (packed) {
    const [pack, unpack] = packed;
    const plain = unpacked(body, unpack);
    if (plain) {
      const after = replacedBody(plain, type, '', rules);
      return after === plain ? body : pack(after);
    }
  }
  // What is no UTF-8 is looked through letter per byte: tokens are ASCII.
  const encoding = isUtf8(body) ? 'utf8' : 'latin1';
  const before = body.toString(encoding);
  const after = replacedText(before, type, rules);
  return after === before ? body : Buffer.from(after, encoding);
}

function unpacked(body: Buffer, unpack: (bytes: Buffer) => Buffer): Buffer | undefined {
  try {
    return unpack(body);
  } catch {
    return undefined;
  }
}

function replacedText(text: string, type: string, rules: BodyRules): string {
  if (/^\s*[[{"]/.test(text.replace(/^\uFEFF/, ''))) {
    const json = replacedInJson(
      text,
      inJson(rules, () => ''),
    );
    if (json !== undefined) return json;
  }
  if (/^multipart\//i.test(type)) return rules.text(replacedParts(text));
  if (/^application\/x-www-form-urlencoded/i.test(type)) return replacedForm(text, rules);
  if (/^text\/event-stream/i.test(type)) return replacedEvents(text, rules);
  return rules.text(replacedPairs(text));
}

const escaped = (name: string | number): string => String(name).replaceAll('~', '~0').replaceAll('/', '~1');

/** JSON inside a string is JSON of its own at that place; base64 of a text is that text. */
const inJson =
  (rules: BodyRules, base: () => string): Parameters<typeof replacedInJson>[1] =>
  (text, path, kind) => {
    const pointer = (): string => base() + path.map((part) => `/${escaped(part)}`).join('');
    const name = String(path.findLast((part) => typeof part === 'string') ?? '');
    const after = rules.value({ pointer, name, text, kind });
    return after !== text || kind === 'number' ? after : deeper(text, rules, pointer);
  };

/** JSON inside a text, or a text in base64. */
function deeper(text: string, rules: BodyRules, pointer: () => string): string {
  if (/^\s*[[{]/.test(text)) {
    const inner = replacedInJson(text, inJson(rules, pointer));
    if (inner !== undefined) return inner;
  }
  return replacedBase64(text, rules);
}

const BASE64 = /^[A-Za-z0-9+/]{24,}={0,2}$/;

function replacedBase64(text: string, rules: BodyRules): string {
  if (!BASE64.test(text) || text.length % 4 !== 0) return text;
  const bytes = Buffer.from(text, 'base64');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: bytes of something else have them.
  if (!isUtf8(bytes) || /[\u0000-\u0008]/.test(bytes.toString('utf8'))) return text;
  const after = replacedBody(bytes, '', '', rules);
  return after === bytes ? text : after.toString('base64');
}

/** `a=1&token=x`, decoded one by one; what was not replaced keeps its bytes. */
export function replacedForm(text: string, rules: BodyRules): string {
  return text.replace(/([^&=]+)=([^&]*)/g, (whole: string, name: string, value: string) => {
    const plain = decoded(value);
    const key = decoded(name);
    const pointer = (): string => `/${escaped(key)}`;
    const replaced = rules.value({ pointer, name: key, text: plain, kind: 'string' });
    const after = replaced === plain ? deeper(plain, rules, pointer) : replaced;
    return after === plain ? whole : `${name}=${encodeURIComponent(after)}`;
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/** Events of a stream are texts or JSON, line by line. */
const replacedEvents = (text: string, rules: BodyRules): string =>
  text.replace(/^(data: ?)(.+)$/gm, (_, start: string, data: string) => start + replacedText(data, '', rules));

/** Parts whose names tell a secret. */
const replacedParts = (text: string): string =>
  text.replace(
    /(\bname="([^"\r\n]{1,200})"[^\r\n]{0,500}\r?\n(?:[^\r\n]{1,1000}\r?\n){0,10}\r?\n)([^\r\n]{1,100000})/g,
    (whole: string, head: string, name: string) => (namesSecret(name) ? `${head}REDACTED` : whole),
  );

/** `"token": "x"` in broken JSON, `token=x` in a log. */
const replacedPairs = (text: string): string =>
  text
    .replace(
      /"([\w.-]{1,60})"(\s{0,10}:\s{0,10})"((?:[^"\\]|\\.){1,100000})"?/g,
      (whole: string, name: string, colon: string) => (namesSecret(name) ? `"${name}"${colon}"REDACTED"` : whole),
    )
    .replace(/\b([\w.-]{1,60})=([^\s&;,"'<>]{4,})/g, (whole: string, name: string, value: string) =>
      namesSecret(name) && !value.startsWith('REDACTED') ? `${name}=REDACTED` : whole,
    );
