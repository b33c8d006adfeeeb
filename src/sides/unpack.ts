/** Undoes `Content-Encoding` as URL loading does, with the limit on what comes out. */
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';

type Unpack = (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const asInflate: Unpack = async (bytes, options) =>
  // Servers send deflate with and without the zlib frame.
  promisify(inflate)(bytes, options).catch((error: unknown) => {
    if (isTooLarge(error)) throw error;
    return promisify(inflateRaw)(bytes, options);
  });

const UNPACKERS: Readonly<Record<string, Unpack>> = {
  gzip: promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip),
  'x-gzip': promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip),
  deflate: asInflate,
  br: promisify<Buffer, { maxOutputLength: number }, Buffer>(brotliDecompress),
};

const isTooLarge = (error: unknown): boolean => Reflect.get(Object(error), 'code') === 'ERR_BUFFER_TOO_LARGE';

export type Unpacked =
  | { kind: 'body'; body: Buffer }
  /** The client cannot read it either: the call fails. */
  | { kind: 'unreadable'; body: Buffer; reason: string }
  /** It cannot be judged. */
  | { kind: 'error'; reason: string };

export async function unpack(
  headers: readonly (readonly [string, string])[],
  bytes: Buffer,
  maxBytes: number,
): Promise<Unpacked> {
  const encodings = headers
    .filter(([name]) => name === 'content-encoding')
    .flatMap(([, value]) => value.split(','))
    .map((value) => value.trim().toLowerCase())
    .filter((value) => value !== '' && value !== 'identity');
  if (bytes.length === 0) return { kind: 'body', body: bytes };
  let body = bytes;
  // The last encoding was put on last.
  for (const encoding of encodings.reverse()) {
    const undo = Object.hasOwn(UNPACKERS, encoding) ? UNPACKERS[encoding] : undefined;
    if (!undo)
      return {
        kind: 'error',
        reason: `the content encoding ${JSON.stringify(encoding)} is not one that can be undone`,
      };
    try {
      body = await undo(body, { maxOutputLength: maxBytes });
    } catch (error) {
      if (isTooLarge(error))
        return { kind: 'error', reason: `the answer has more than ${maxBytes} bytes when unpacked` };
      return { kind: 'unreadable', body: bytes, reason: `the body is not ${encoding}, which its headers say it is` };
    }
  }
  return { kind: 'body', body };
}
