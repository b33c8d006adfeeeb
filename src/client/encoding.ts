/** Which encoding a body is in, told as Foundation tells it: by a byte order mark, else by where the zeros stand. */

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be';

/** The encoding and the length of the mark. A mark of UTF-32 counts as Foundation looks for it: FE FF 00 00 is LE. */
function encodingOf(bytes: Uint8Array): [Encoding, number] {
  const [a, b, c, d] = bytes;
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return ['utf-32be', 4];
  if (a === 0xfe && b === 0xff) return c === 0 && d === 0 ? ['utf-32le', 4] : ['utf-16be', 2];
  if (a === 0xff && b === 0xfe) return ['utf-16le', 2];
  if (a === 0xef && b === 0xbb && c === 0xbf) return ['utf-8', 3];
  if (a === 0 && b === 0 && c === 0 && d) return ['utf-32be', 0];
  if (a && b === 0 && c === 0 && d === 0) return ['utf-32le', 0];
  // Four bytes tell, or the two of a body that is one digit.
  if (a === 0 && b && (bytes.length === 2 || (c === 0 && d))) return ['utf-16be', 0];
  if (a && b === 0 && (bytes.length === 2 || (c && d === 0))) return ['utf-16le', 0];
  return ['utf-8', 0];
}

/** The body as UTF-8 without a mark, or null where it is not in the encoding that it seems to be in. */
export function toUtf8(bytes: Uint8Array): Buffer | null {
  const [encoding, mark] = encodingOf(bytes);
  const rest = Buffer.from(bytes.buffer, bytes.byteOffset + mark, bytes.byteLength - mark);
  if (encoding === 'utf-8') return rest;
  try {
    if (encoding === 'utf-32le' || encoding === 'utf-32be') return fromUtf32(rest, encoding === 'utf-32be');
    return Buffer.from(new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(rest));
  } catch {
    return null;
  }
}

/** Throws a RangeError where a unit is no code point. */
function fromUtf32(bytes: Buffer, bigEndian: boolean): Buffer | null {
  if (bytes.length % 4 !== 0) return null;
  const parts: string[] = [];
  for (let i = 0; i < bytes.length; i += 4) {
    const point = bigEndian ? bytes.readUInt32BE(i) : bytes.readUInt32LE(i);
    if (point >= 0xd800 && point <= 0xdfff) return null;
    parts.push(String.fromCodePoint(point));
  }
  return Buffer.from(parts.join(''));
}
