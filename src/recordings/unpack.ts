/** Bytes of a recording that are still packed as `Content-Encoding` says. */
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { messageOf } from '../errors.ts';

/** Bytes above which nothing is unpacked. */
export const MOST_UNPACKED = 256 * 1024 * 1024;

type Decoder = (bytes: Buffer, limit: { maxOutputLength: number }) => Buffer;

const decoders: Record<string, readonly Decoder[]> = {
  gzip: [gunzipSync],
  'x-gzip': [gunzipSync],
  // The name means zlib's form; some servers send the bare one.
  deflate: [inflateSync, inflateRawSync],
  br: [brotliDecompressSync],
};

export type Unpacked = { bytes: Buffer } | { tooLarge: string };

/** Undoes the codings of the header, last one first. Bytes that are not what it says stay as they are. */
export function unpack(bytes: Buffer, contentEncoding: string, most = MOST_UNPACKED): Unpacked {
  let result = bytes;
  for (const coding of contentEncoding.toLowerCase().split(',').reverse()) {
    // Most tools unpack and keep the header: what is JSON already is left alone.
    if (result.length === 0 || isJson(result)) break;
    for (const decode of decoders[coding.trim()] ?? []) {
      try {
        result = decode(result, { maxOutputLength: most });
        break;
      } catch (error) {
        if (Reflect.get(error as object, 'code') === 'ERR_BUFFER_TOO_LARGE') return { tooLarge: messageOf(error) };
      }
    }
  }
  return { bytes: result };
}

export function isJson(bytes: Buffer): boolean {
  try {
    JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, ''));
    return true;
  } catch {
    return false;
  }
}
