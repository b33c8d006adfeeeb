import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { pointerOf } from '../client/decode.ts';
import { ParityError } from '../errors.ts';

/** Line and column (from 1) of a character offset. */
function placeOf(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

/** Where JSON.parse gave up. Its message names an offset, or nothing when the text just ends. */
function syntaxPlace(text: string, error: unknown): string {
  const offset = /position (\d+)/.exec(String(error))?.[1];
  return offset ? placeOf(text, Number(offset)) : `the end of the file (${placeOf(text, text.length)})`;
}

/** Reads a JSON file and checks its form. Every failure names the file, the place and what was expected. */
export async function readJsonFile<T>(path: string, schema: z.ZodType<T>, what: string): Promise<T> {
  let text: string;
  try {
    // Four small files a case: the thread pool would cost more than the reading.
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    const found = missing ? 'no such file' : (cause as Error).message;
    throw new ParityError(missing ? 'missing-file' : 'unreadable-file', `${path}: expected ${what}, found ${found}.`, {
      cause,
    });
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new ParityError(
      'bad-json',
      `${path}: expected ${what} as JSON, found ${text.trim() === '' ? 'an empty file' : 'text that stops being JSON'} at ${syntaxPlace(text, cause)}. Record the case again or restore the file.`,
      { cause },
    );
  }
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const issue = innermost(result.error.issues[0]);
  const place = issue ? pointerOf(issue.path) || 'the top level' : 'the top level';
  throw new ParityError('bad-file', `${path}: expected ${what}; at ${place}: ${issue?.message ?? 'another form'}.`);
}

/** Inside a union the branch says most whose keys fit; where none fits, the union itself does. */
function innermost(issue: z.core.$ZodIssue | undefined): z.core.$ZodIssue | undefined {
  if (issue?.code === 'invalid_key') return { ...issue, message: issue.issues[0]?.message ?? issue.message };
  if (issue?.code !== 'invalid_union') return issue;
  const fitting = issue.errors.filter((branch) => !branch.some((i) => i.code === 'unrecognized_keys'));
  const inner = fitting.flat().sort((a, b) => b.path.length - a.path.length)[0];
  return inner ? innermost({ ...inner, path: [...issue.path, ...inner.path] }) : issue;
}
