/**
 * The entries of a HAR file of any size, one text at a time: the file is read in pieces, and only one entry is in memory.
 * A tokenizer follows strings and nesting; what stands between entries is skipped.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { Tokenizer, TokenType } from '@streamparser/json';
import { ParityError } from '../errors.ts';

const PIECE = 1 << 20;
const MOST = 256 * 1024 * 1024;
const BYTE_ORDER_MARK = Buffer.from('\uFEFF');

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
    yield* split(file, fd);
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
  for (let at = 0; ; ) {
    const piece = Buffer.alloc(PIECE);
    let size: number;
    try {
      size = readSync(fd, piece, 0, PIECE, at);
    } catch (cause) {
      throw new ParityError('unreadable-file', `${file}: expected a HAR file, found ${(cause as Error).message}.`, {
        cause,
      });
    }
    if (size === 0) return;
    if (at === 0 && size > 1 && ((piece[0] === 0xff && piece[1] === 0xfe) || (piece[0] === 0xfe && piece[1] === 0xff)))
      throw new ParityError(
        'utf-16',
        `${file}: expected UTF-8, found UTF-16. Convert it: iconv -f UTF-16 -t UTF-8 FILE.`,
      );
    at += size;
    yield piece.subarray(0, size);
  }
}

/** Where the reader stands: before `"entries": [`, between its elements, or inside one. */
function* split(file: string, fd: number): Generator<EntryText> {
  // Strings are gathered in a buffer of this size: letter by letter costs twice the time.
  const tokens = new Tokenizer({ stringBufferSize: 1 << 16 });
  const ended: { offset: number; length: number }[] = [];
  let [depth, listAt, begin, count] = [0, 0, -1, 0];
  let last: unknown;
  let [any, seen] = [false, false];
  tokens.onToken = ({ token, value, offset }) => {
    any = true;
    if (token === TokenType.STRING) last = value;
    else if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) {
      depth += 1;
      if (listAt === 0 && token === TokenType.LEFT_BRACKET && last === 'entries' && depth === 3) {
        listAt = depth;
        seen = true;
      } else if (listAt > 0 && depth === listAt + 1) begin = offset;
    } else if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) {
      depth -= 1;
      if (listAt > 0 && depth === listAt && begin >= 0) {
        ended.push({ offset: begin, length: offset - begin + 1 });
        [begin, count] = [-1, count + 1];
      } else if (depth < listAt) listAt = 0;
    }
  };
  tokens.onError = (cause) => {
    throw cause;
  };
  // Without it the library ends at the first whole value.
  tokens.onEnd = () => undefined;
  let index = 0;
  let done = 0;
  let marks = 0;
  for (const piece of pieces(fd, file)) {
    try {
      // The library does not count a byte order mark.
      if (done === 0 && piece.subarray(0, 3).equals(BYTE_ORDER_MARK)) marks = 3;
      tokens.write(done === 0 ? piece.subarray(marks) : piece);
    } catch (cause) {
      const what = wordsOf(cause, marks);
      throw seen ? broken(file, count, what) : noHar(file, what);
    }
    done += piece.length;
    for (const { offset: from, length } of ended.splice(0)) {
      const offset = from + marks;
      yield { index, offset, length, text: textAt(fd, offset, length) };
      index += 1;
    }
    if (begin >= 0 && done - marks - begin > MOST) throw broken(file, count, `more than ${MOST} bytes in one entry`);
  }
  if (!seen) throw noHar(file, any ? 'other JSON' : 'nothing');
  if (depth !== 0) throw broken(file, count, 'the end of the file');
}

/** The library tells the letter and where it stands in the file. */
function wordsOf(cause: unknown, marks: number): string {
  const { message } = cause as Error;
  const [, letter, at] = /^Unexpected "(.*)" at chunk .*absolute position "(\d+)"/s.exec(message) ?? [];
  return letter === undefined ? message : `${JSON.stringify(letter)} at byte ${Number(at) + marks}`;
}

const noHar = (file: string, found: string): ParityError =>
  new ParityError('no-har', `${file}: expected a HAR with /log/entries, found ${found}. Export it as HAR 1.2.`);

const broken = (file: string, index: number, found: string): ParityError =>
  new ParityError(
    'cut-har',
    `${file}: expected a whole HAR, found ${found} at /log/entries/${index}. Export it again, or restore the file.`,
  );

function textAt(fd: number, offset: number, length: number): string {
  const bytes = Buffer.alloc(length);
  readSync(fd, bytes, 0, length, offset);
  return bytes.toString('utf8');
}

/** One entry again. */
export function entryAt(file: string, offset: number, length: number): string {
  const fd = opened(file);
  try {
    return textAt(fd, offset, length);
  } finally {
    closeSync(fd);
  }
}
