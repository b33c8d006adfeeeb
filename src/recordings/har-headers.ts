/** Header lists of a HAR → the headers of one message, such as HTTP/1.1 can carry. */
import type { HarHeaders } from './har-schema.ts';

type Pairs = [string, string][];

const TOKEN = /^[!#$%&'*+.^_`|~0-9a-z-]+$/;
/** Of one connection, or set by whoever sends: they are not part of what the client says. */
const NOT_OF_A_REQUEST =
  /^(connection|keep-alive|proxy-.+|te|trailer|transfer-encoding|upgrade|expect|http2-settings|content-length|host)$/;
/** What a side's answer can be unpacked from. */
const UNPACKED = /^(gzip|x-gzip|deflate|br|identity|\*)$/;

/** Headers to send again. A browser's offer of newer codings than can be read here is left out. */
export function requestHeaders(list: HarHeaders): Pairs {
  return pairsOf(list).flatMap(([name, value]): Pairs => {
    if (NOT_OF_A_REQUEST.test(name)) return [];
    if (name !== 'accept-encoding') return [[name, value]];
    const known = value.split(',').filter((coding) => UNPACKED.test(coding.split(';')[0]?.trim().toLowerCase() ?? ''));
    return [[name, known.map((coding) => coding.trim()).join(', ') || 'identity']];
  });
}

/** Headers of an answer, as recorded. */
export const answerHeaders = (list: HarHeaders): Pairs => pairsOf(list);

/** Names in lower case. Pseudo headers of HTTP/2 (`:authority`) and names that are none have no place in a message. */
function pairsOf(list: HarHeaders): Pairs {
  return list.flatMap(({ name, value }): Pairs => {
    const lower = name.trim().toLowerCase();
    if (!TOKEN.test(lower)) return [];
    return textsOf(value).flatMap((text) => linesOf(text).map((line): [string, string] => [lower, wire(line)]));
  });
}

function textsOf(value: unknown): string[] {
  if (value === null || value === undefined) return [''];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  return [typeof value === 'object' ? JSON.stringify(value) : String(value)];
}

/** Browsers write a repeated header as one value with line breaks; a line that begins with a blank goes on. */
function linesOf(value: string): string[] {
  if (!/[\r\n]/.test(value)) return [value];
  const lines = value
    .replace(/[\r\n]+[ \t]+/g, ' ')
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.length > 0 ? lines : [''];
}

/** Header bytes are latin1: other letters go as their UTF-8 bytes, control letters not at all. */
function wire(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  const printable = value.replace(/[\u0000-\u0008\u000a-\u001f\u007f]/g, '');
  return [...printable].some((letter) => letter > '\u00ff')
    ? Buffer.from(printable, 'utf8').toString('latin1')
    : printable;
}
