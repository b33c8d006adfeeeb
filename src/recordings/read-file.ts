import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { pointerOf } from '../client/decode.ts';
import { ParityError } from '../errors.ts';

/** The text of a file: UTF-8, or what its byte order mark says. */
function decoded(bytes: Buffer): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return bytes.toString('utf16le', 2);
  if (first === 0xfe && second === 0xff) {
    const pairs = Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)));
    return pairs.swap16().toString('utf16le');
  }
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}

/** Reads a JSON file and checks its form. Every failure names the file, the place and what was expected. */
export async function readJsonFile<T>(path: string, schema: z.ZodType<T>, what: string): Promise<T> {
  let text: string;
  try {
    // Four small files a case: the thread pool would cost more than the reading.
    text = decoded(readFileSync(path));
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    const found = missing ? 'no such file' : (cause as Error).message;
    throw new ParityError(
      missing ? 'missing-file' : 'unreadable-file',
      `${path}: expected ${what}, found ${found}. Check the path, or restore the file.`,
      {
        cause,
      },
    );
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    const { placeOfBreak } = await import('./json-place.ts');
    throw new ParityError(
      'bad-json',
      `${path}: expected ${what} as JSON, found ${text.trim() === '' ? 'an empty file' : 'text that stops being JSON'} at ${placeOfBreak(text, cause)}. Restore the file, or make it again.`,
      { cause },
    );
  }
  const result = checked(path, schema, json, what);
  if (result.success) return result.data;
  const issue = innermost(result.error.issues[0]);
  const place = issue ? pointerOf(issue.path) || 'the top level' : 'the top level';
  throw new ParityError('bad-file', `${path}: expected ${what}; at ${place}: ${issue?.message ?? 'another form'}.`);
}

/** A file nested without end breaks every reader that goes down with it. */
function checked<T>(path: string, schema: z.ZodType<T>, json: unknown, what: string): z.ZodSafeParseResult<T> {
  try {
    return schema.safeParse(json);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    const message = `${path}: expected ${what}; at the top level: it is nested too deep to be read.`;
    throw new ParityError('bad-file', message, { cause });
  }
}

/** Inside a union the branch says most whose keys fit; where none fits, the union itself does. */
function innermost(issue: z.core.$ZodIssue | undefined): z.core.$ZodIssue | undefined {
  if (issue?.code === 'invalid_key') return { ...issue, message: issue.issues[0]?.message ?? issue.message };
  if (issue?.code !== 'invalid_union') return issue;
  const fitting = issue.errors.filter((branch) => !branch.some((i) => i.code === 'unrecognized_keys'));
  const inner = fitting.flat().sort((a, b) => b.path.length - a.path.length)[0];
  return inner ? innermost({ ...inner, path: [...issue.path, ...inner.path] }) : issue;
}
