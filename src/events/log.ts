/** Stored events: read line by line, so that a run of any length can be folded. */
import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { ParityError } from '../errors.ts';
import type { RunEvent } from './events.ts';

export const EVENTS = 'events.ndjson';

const CHUNK = 1 << 16;

/** Lines of a file, and whether each was ended: a last one without an end may be torn. */
export function* linesOf(file: string): Generator<{ line: string; ended: boolean }> {
  const fd = openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(CHUNK);
    const decoder = new StringDecoder('utf8');
    let rest = '';
    for (let size = readSync(fd, buffer); size > 0; size = readSync(fd, buffer)) {
      const parts = (rest + decoder.write(buffer.subarray(0, size))).split('\n');
      rest = parts.pop() ?? '';
      for (const line of parts) yield { line, ended: true };
    }
    rest += decoder.end();
    if (rest !== '') yield { line: rest, ended: false };
  } finally {
    closeSync(fd);
  }
}

/**
 * The events of a stored run, one by one. A last line that was torn by a kill is left out. Throws a ParityError for a
 * folder or file that holds no run.
 */
export function* readEvents(path: string): Generator<RunEvent> {
  const file = join(path, EVENTS);
  if (!existsSync(file)) {
    throw new ParityError(
      'no-run',
      `${path}: expected a stored run with ${EVENTS}, found none. Stored runs: parity run writes them below reports/.`,
    );
  }
  let number = 0;
  for (const { line, ended } of linesOf(file)) {
    number += 1;
    const event = parsed(line);
    if (event === undefined && !ended) break;
    if (event === undefined) {
      throw new ParityError(
        'bad-events',
        `${file}: expected one event per line, found another text in line ${number}.`,
      );
    }
    if (number === 1) mustBegin(file, event);
    yield event;
  }
  if (number === 0) mustBegin(file, undefined);
}

function parsed(line: string): RunEvent | undefined {
  try {
    return JSON.parse(line) as RunEvent;
  } catch {
    return undefined;
  }
}

function mustBegin(file: string, event: RunEvent | undefined): void {
  if (event?.type === 'run-started') return;
  throw new ParityError(
    'bad-events',
    `${file}: expected a run that begins with run-started, found ${event?.type ?? 'no event'}.`,
  );
}

/** Stored runs below a folder, the oldest first. */
export async function listRuns(out: string): Promise<string[]> {
  if (!existsSync(out)) return [];
  const entries = await readdir(out, { withFileTypes: true });
  return entries
    .filter((e) => e.isDirectory() && existsSync(join(out, e.name, EVENTS)))
    .map((e) => join(out, e.name))
    .sort((a, b) => basename(a).localeCompare(basename(b)));
}
