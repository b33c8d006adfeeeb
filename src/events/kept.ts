/** What a run kept of its cases with findings, read a case at a time. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ParityError } from '../errors.ts';
import { type KeptCase, keptCaseSchema } from '../model/kept.ts';
import { linesOf } from './log.ts';

export const EVIDENCE = 'evidence.ndjson';

/**
 * Of the run in this folder; undefined where it kept nothing: older runs did not. A last line that was torn by a kill is
 * left out. Throws a ParityError `bad-evidence` with the file and the line.
 */
export function readKept(run: string): Iterable<KeptCase> | undefined {
  const file = join(run, EVIDENCE);
  // Several reporters read it, each from its beginning.
  return existsSync(file) ? { [Symbol.iterator]: () => keptIn(file) } : undefined;
}

function* keptIn(file: string): Generator<KeptCase> {
  let number = 0;
  for (const { line, ended } of linesOf(file)) {
    number += 1;
    const kept = parsed(line);
    if (kept) yield kept;
    else if (ended)
      throw new ParityError(
        'bad-evidence',
        `${file}: expected a case per line, as parity keeps it, found another text in line ${number}. Without the file the report tells of no answers.`,
      );
  }
}

function parsed(line: string): KeptCase | undefined {
  try {
    return keptCaseSchema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
