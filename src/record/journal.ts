/**
 * The case under way on the disk: one line per exchange, redacted, added as it ends. A case folder cannot grow (it is
 * whole or not there), and to write it anew with every request would cost more and more; a line costs the same at any time.
 * After kill -9 the next recording into the same folder makes cases of the lines.
 */
import { appendFileSync, closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, writeWhole } from '../files.ts';
import { SIDES, type Side } from '../model/side.ts';
import { INCOMPLETE } from '../recordings/write-case.ts';
import { type Kept, keptOf, lineOf } from './kept.ts';

const NAME = `${INCOMPLETE}recording-`;
/** Which side answered stands in the name: the next recording may be of another. */
const fileOf = (side: Side): string => `journal-${side}.ndjson`;

export interface Journal {
  /** Throws the error of the system. */
  add(kept: Kept): void;
  /** A case was written: only these are in none. */
  keep(open: readonly Kept[]): void;
  /** Takes it away. */
  end(): void;
}

export function openJournal(into: string, side: Side): Journal {
  const folder = join(into, `${NAME}${process.pid}`);
  const file = join(folder, fileOf(side));
  let last: Kept['before'] | undefined;
  /** Open for adding: to open it for each line would cost more than the line. */
  let fd: number | undefined;
  const close = (): void => {
    if (fd !== undefined) closeSync(fd);
    fd = undefined;
  };
  const line = (kept: Kept): string => {
    const same = last !== undefined && kept.before === last;
    last = kept.before;
    // The line break comes first: a line that was cut by a full disk does not spoil the next.
    return `\n${lineOf(kept, same)}`;
  };
  return {
    add(kept) {
      if (fd === undefined) {
        makeFolder(folder);
        fd = openSync(file, 'a', 0o600);
      }
      appendFileSync(fd, line(kept));
    },
    keep(open) {
      close();
      makeFolder(folder);
      last = undefined;
      writeWhole(file, open.map(line).join(''), 0o600);
    },
    end() {
      close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface Left {
  side: Side;
  /** In order. */
  kept: Kept[];
  /** Takes it away. */
  take(): void;
}

/** Journals of recordings that do not run any more. */
export function leftJournals(into: string): Left[] {
  if (!existsSync(into)) return [];
  const names = readdirSync(into).filter((name) => name.startsWith(NAME) && !runs(Number(name.slice(NAME.length))));
  return names.map((name) => {
    const folder = join(into, name);
    const side = SIDES.find((one) => existsSync(join(folder, fileOf(one)))) ?? 'rust';
    const file = join(folder, fileOf(side));
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
    const kept: Kept[] = [];
    for (const line of lines) {
      const one = line === '' ? undefined : keptOf(line, kept.at(-1));
      if (one) kept.push(one);
    }
    const take = (): void => rmSync(folder, { recursive: true, force: true });
    return { side, kept: kept.sort((a, b) => a.n - b.n), take };
  });
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return Reflect.get(Object(error), 'code') === 'EPERM';
  }
}
