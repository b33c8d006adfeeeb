/** Files written whole or not at all, and folders. The usual libraries lose a short write on a full disk without a word. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { messageOf, ParityError } from './errors.ts';

/**
 * Makes a folder and those above it. Node's own `recursive` never ends where a file system refuses with ENOENT (/proc).
 * Throws the error of the system.
 */
export function makeFolder(path: string): void {
  const missing: string[] = [];
  for (let at = resolve(path); !existsSync(at); at = dirname(at)) missing.push(at);
  for (const folder of missing.reverse()) {
    try {
      mkdirSync(folder);
    } catch (error) {
      // Another process was faster.
      if (codeOf(error) !== 'EEXIST' || !statSync(folder).isDirectory()) throw error;
    }
  }
  if (!statSync(path).isDirectory()) throw new Error(`${path} is a file`);
}

let written = 0;

/** Replaces a file whole: beside it first, then renamed. What fails leaves nothing behind. Throws the error of the system. */
export function writeWhole(path: string, text: string | Iterable<string>, mode?: number): void {
  const there = statSync(path, { throwIfNoEntry: false });
  // A device or a pipe is written to, never replaced.
  if (there && !there.isFile() && !there.isDirectory()) {
    const file = openSync(path, 'w');
    try {
      writeAll(file, text);
    } finally {
      closeSync(file);
    }
    return;
  }
  const target = there ? realpathSync(path) : path;
  const fresh = join(dirname(target), `.${basename(target)}.${process.pid}.${++written}.new`);
  try {
    const file = openSync(fresh, 'wx', mode ?? (there?.mode ?? 0o666) & 0o777);
    try {
      writeAll(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(fresh, target);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}

/** Letters that go out at once. */
const AT_ONCE = 1 << 18;

/** The same text in fewer pieces. */
export function* batched(pieces: Iterable<string>): Generator<string> {
  let waiting = '';
  for (const piece of pieces) {
    waiting += piece;
    if (waiting.length < AT_ONCE) continue;
    yield waiting;
    waiting = '';
  }
  yield waiting;
}

function writeAll(file: number, text: string | Iterable<string>): void {
  // Bytes: of them Node writes on after a short write, until all is written or an error told.
  for (const piece of typeof text === 'string' ? [text] : batched(text)) writeFileSync(file, Buffer.from(piece));
}

const codeOf = (error: unknown): string => String(Reflect.get(Object(error), 'code') ?? '');
const FULL: Record<string, string> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  EIO: 'the disk failed',
};

export const isDiskTrouble = (error: unknown): boolean => codeOf(error) in FULL;

/** Trouble with a file in a few words. */
export const fileTrouble = (error: unknown): string => FULL[codeOf(error)] ?? messageOf(error);

/** A file of a folder that could not be written, and what to do. Exit code 3. */
export function notWritten(
  path: string,
  cause: unknown,
  next = `Make room or give --out another place, and run again.`,
): ParityError {
  const code = isDiskTrouble(cause) ? 'disk-full' : 'cannot-write';
  return new ParityError(
    code,
    `${dirname(path)}: expected to write ${basename(path)}, found that ${fileTrouble(cause)} (${codeOf(cause) || 'no code'}). ${next}`,
    { exitCode: 3, cause },
  );
}
