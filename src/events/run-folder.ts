/** Run folders below `reports/`: an append-only log of events, and what reporters write. */
import {
  appendFileSync,
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs';
import { join } from 'node:path';
import { ParityError } from '../errors.ts';
import { fileTrouble, isDiskTrouble, makeFolder, notWritten, writeWhole } from '../files.ts';
import type { KeptCase } from '../model/kept.ts';
import { cleansed, cleansedPieces } from '../redaction/own-secrets.ts';
import type { RunEvent } from './events.ts';
import { EVIDENCE } from './kept.ts';
import { EVENTS } from './log.ts';

/** Files that hold what was there before the run, until it is put back. */
const BACKUPS = ['backup.json', 'redis-backup.json'];

/** Runs that begin in the same second. */
const MOST = 1000;

export interface RunFolder {
  name: string;
  path: string;
  /**
   * Appends one event without the run's secrets, and returns it as it was kept: nothing else may look at the event. It is
   * on its way to the disk then. Throws a ParityError `disk-full` or `cannot-write`; the lines before it stay whole.
   */
  append(event: RunEvent): RunEvent;
  /** Keeps what pages show of a case, without the run's secrets, in a file beside the events. Throws as `append` does. */
  keep(kept: KeptCase): void;
  /** Writes a file whole or not at all, without the run's secrets. Throws a ParityError `disk-full` or `cannot-write`. */
  write(name: string, text: Iterable<string>): Promise<void>;
  close(): void;
  /** Takes the folder away again: nothing was run. */
  discard(): void;
}

/** Makes `<out>/<UTC time>`; a second run of the same second gets a number. Throws a ParityError `no-run-folder`. */
export function createRun(out: string, at: Date): RunFolder {
  const stem = at.toISOString().slice(0, 19).replaceAll(':', '-');
  try {
    makeFolder(out);
    const name = freshFolder(out, stem);
    return openRun(name, join(out, name));
  } catch (cause) {
    throw new ParityError(
      'no-run-folder',
      `--out ${out}: expected a folder to write to, found ${fileTrouble(cause)}. Give --out a folder that can be written.`,
      { cause, exitCode: isDiskTrouble(cause) ? 3 : 2 },
    );
  }
}

function freshFolder(out: string, stem: string): string {
  for (let n = 1; n <= MOST; n++) {
    const name = n === 1 ? stem : `${stem}-${n}`;
    try {
      mkdirSync(join(out, name));
      return name;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  throw new Error(`${MOST} runs of ${stem}`);
}

/** What a person does where a run could not be kept whole. */
const nextOf = (whole: readonly string[]): string =>
  `Whole are: ${whole.length > 0 ? whole.join(', ') : 'no file'}. Make room or give --out another place, and run again.`;

function openRun(name: string, path: string): RunFolder {
  const log = openSync(join(path, EVENTS), 'a');
  const whole: string[] = [];
  let size = 0;
  let lines = 0;
  const written = (): string[] => [`${EVENTS} (${lines} events)`, ...whole];
  return {
    name,
    path,
    append(event) {
      const clean = cleansed(event);
      const line = Buffer.from(`${JSON.stringify(clean)}\n`);
      try {
        appendFileSync(log, line);
      } catch (cause) {
        // Half a line goes away again.
        ftruncateSync(log, size);
        throw notWritten(join(path, EVENTS), cause, nextOf(written()));
      }
      size += line.length;
      lines += 1;
      return clean;
    },
    keep(kept) {
      const file = join(path, EVIDENCE);
      const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
      try {
        appendFileSync(file, `${JSON.stringify(cleansed(kept))}\n`);
      } catch (cause) {
        if (existsSync(file)) truncateSync(file, size);
        throw notWritten(file, cause, nextOf(written()));
      }
    },
    async write(file, text) {
      try {
        writeWhole(join(path, file), cleansedPieces(text));
      } catch (cause) {
        throw notWritten(join(path, file), cause, nextOf(written()));
      }
      whole.push(file);
    },
    close() {
      try {
        fsyncSync(log);
      } catch (cause) {
        throw notWritten(join(path, EVENTS), cause, nextOf(whole));
      } finally {
        closeSync(log);
      }
    },
    discard() {
      // What was not put back is worth more than a tidy folder.
      if (!BACKUPS.some((file) => existsSync(join(path, file)))) rmSync(path, { recursive: true, force: true });
    },
  };
}
