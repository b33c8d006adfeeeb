/** Run folders below `reports/`: an append-only log of events, and what reporters write. */
import { appendFileSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { messageOf, ParityError } from '../errors.ts';
import type { RunEvent } from './events.ts';

export const EVENTS = 'events.ndjson';
/** Files that hold what was there before the run, until it is put back. */
const BACKUPS = ['backup.json', 'redis-backup.json'];

export interface RunFolder {
  name: string;
  path: string;
  /** Appends one event and gives back what was kept; it is on its way to the disk when this returns. */
  append(event: RunEvent): RunEvent;
  /** Writes a file whole or not at all. */
  write(name: string, text: string): Promise<void>;
  close(): void;
  /** Takes the folder away again: nothing was run. */
  discard(): void;
}

/** Makes `<out>/<UTC time>`; a second run of the same second gets a number. */
export function createRun(out: string, at: Date): RunFolder {
  const stem = at.toISOString().slice(0, 19).replaceAll(':', '-');
  try {
    mkdirSync(out, { recursive: true });
    for (let n = 1; ; n++) {
      const name = n === 1 ? stem : `${stem}-${n}`;
      const path = join(out, name);
      try {
        mkdirSync(path);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
        throw error;
      }
      const log = openSync(join(path, EVENTS), 'a');
      return {
        name,
        path,
        append(event) {
          appendFileSync(log, `${JSON.stringify(event)}\n`);
          return event;
        },
        write: (file, text) => writeFileAtomic(join(path, file), text),
        close() {
          fsyncSync(log);
          closeSync(log);
        },
        discard() {
          // What was not put back is worth more than a tidy folder.
          if (!BACKUPS.some((name) => existsSync(join(path, name)))) rmSync(path, { recursive: true, force: true });
        },
      };
    }
  } catch (cause) {
    throw new ParityError('no-run-folder', `--out ${out}: expected a folder to write to, found ${messageOf(cause)}.`, {
      cause,
    });
  }
}

/** The events of a stored run. A last line that was torn by a kill is left out. */
export function readEvents(path: string): RunEvent[] {
  const file = join(path, EVENTS);
  if (!existsSync(file)) {
    throw new ParityError(
      'no-run',
      `${path}: expected a stored run with ${EVENTS}, found none. Stored runs: parity run writes them below reports/.`,
    );
  }
  const lines = readFileSync(file, 'utf8').split('\n');
  const torn = lines.pop();
  const events = lines.map((line, i) => {
    try {
      return JSON.parse(line) as RunEvent;
    } catch (cause) {
      throw new ParityError(
        'bad-events',
        `${file}: expected one event per line, found another text in line ${i + 1}.`,
        { cause },
      );
    }
  });
  if (torn) {
    try {
      events.push(JSON.parse(torn) as RunEvent);
    } catch {
      // The run was killed while it wrote this line.
    }
  }
  if (events[0]?.type !== 'run-started') {
    throw new ParityError(
      'bad-events',
      `${file}: expected a run that begins with run-started, found ${events[0]?.type ?? 'no event'}.`,
    );
  }
  return events;
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
