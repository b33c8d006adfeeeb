/**
 * The entries of a HAR file of any size, one text at a time: the file is read in pieces, and only one entry is in memory.
 * Strings and nesting are followed; what stands between entries is skipped.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { ParityError } from '../errors.ts';

const PIECE = 1 << 20;
const MOST = 256 * 1024 * 1024;
const [QUOTE, BACKSLASH, OPEN, CLOSE, LIST, LIST_END] = [0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d];

export interface EntryText {
  /** Counts from 0 over the whole file. */
  index: number;
  text: string;
  /** Bytes from the beginning of the file. */
  offset: number;
  length: number;
}

/** Throws a ParityError for a file that is no HAR, names the place of what is cut. */
export function* entriesOf(file: string): Generator<EntryText> {
  const fd = opened(file);
  try {
    yield* split(file, pieces(fd, file));
  } finally {
    closeSync(fd);
  }
}

function opened(file: string): number {
  try {
    return openSync(file, 'r');
  } catch (cause) {
    const missing = Reflect.get(Object(cause), 'code') === 'ENOENT';
    throw new ParityError(
      'missing-file',
      `${file}: expected a HAR file, found ${missing ? 'no such file' : (cause as Error).message}. Check the path.`,
      { cause },
    );
  }
}

function* pieces(fd: number, file: string): Generator<Buffer> {
  let first = true;
  for (;;) {
    const piece = Buffer.alloc(PIECE);
    let size: number;
    try {
      size = readSync(fd, piece);
    } catch (cause) {
      throw new ParityError('unreadable-file', `${file}: expected a HAR file, found ${(cause as Error).message}.`, {
        cause,
      });
    }
    if (size === 0) return;
    if (first && size > 1 && ((piece[0] === 0xff && piece[1] === 0xfe) || (piece[0] === 0xfe && piece[1] === 0xff)))
      throw new ParityError(
        'utf-16',
        `${file}: expected UTF-8, found UTF-16. Convert it: iconv -f UTF-16 -t UTF-8 FILE.`,
      );
    first = false;
    yield piece.subarray(0, size);
  }
}

/** Where the reader stands: before `"entries": [`, between its elements, or inside one. */
function* split(file: string, source: Iterable<Buffer>): Generator<EntryText> {
  let depth = 0;
  let inString = false;
  let escaped = false;
  let word = '';
  let last = '';
  /** Depth of the list of entries; 0 before it. */
  let listAt = 0;
  let index = 0;
  let parts: Buffer[] = [];
  let size = 0;
  let seen = false;
  let anything = false;
  let base = 0;
  let offset = 0;
  for (const piece of source) {
    let from = listAt > 0 && depth > listAt ? 0 : -1;
    for (let at = 0; at < piece.length; at++) {
      const byte = piece[at] as number;
      anything ||= byte > 0x20 && byte < 0x80;
      if (inString) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) {
          inString = false;
          last = word;
        } else if (listAt === 0 && word.length < 20) word += String.fromCharCode(byte);
        continue;
      }
      if (byte === QUOTE) {
        inString = true;
        word = '';
      } else if (byte === OPEN || byte === LIST) {
        depth += 1;
        if (listAt === 0 && byte === LIST && last === 'entries' && depth === 3) {
          listAt = depth;
          seen = true;
        } else if (listAt > 0 && depth === listAt + 1) {
          from = at;
          offset = base + at;
        }
      } else if (byte === CLOSE || byte === LIST_END) {
        depth -= 1;
        if (listAt > 0 && depth === listAt && from >= 0) {
          parts.push(piece.subarray(from, at + 1));
          const whole = Buffer.concat(parts);
          yield { index, offset, length: whole.length, text: whole.toString('utf8') };
          index += 1;
          parts = [];
          size = 0;
          from = -1;
        } else if (depth < listAt) listAt = 0;
        if (depth < 0) throw broken(file, index, 'a bracket that nothing opened');
      }
    }
    if (from >= 0) {
      parts.push(piece.subarray(from));
      size += piece.length - from;
      if (size > MOST) throw broken(file, index, `more than ${MOST} bytes in one entry`);
    }
    base += piece.length;
  }
  if (!seen)
    throw new ParityError(
      'no-har',
      `${file}: expected a HAR with /log/entries, found ${anything ? 'other text' : 'nothing'}. Export it as HAR 1.2.`,
    );
  if (depth !== 0 || inString) throw broken(file, index, 'the end of the file');
}

const broken = (file: string, index: number, found: string): ParityError =>
  new ParityError(
    'cut-har',
    `${file}: expected a whole HAR, found ${found} at /log/entries/${index}. Export it again, or restore the file.`,
  );

/** One entry again. */
export function entryAt(file: string, offset: number, length: number): string {
  const fd = opened(file);
  try {
    const bytes = Buffer.alloc(length);
    readSync(fd, bytes, 0, length, offset);
    return bytes.toString('utf8');
  } finally {
    closeSync(fd);
  }
}
