/**
 * `targets.json` and its history. The kill switch uses this file: it may import nothing but Node and the pure map.
 * Every change is first a line of `targets.history.ndjson`, then the whole map renamed into place, so that a kill at any
 * moment leaves a whole map and a history without holes.
 */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, truncateSync, writeSync } from 'node:fs';
import { type Change, emptyMap, parseMap, type TargetMap } from '../gate/targets.ts';
import { locked } from './lock.ts';

const historyOf = (file: string): string => file.replace(/(\.json)?$/, '.history.ndjson');

export class TargetsError extends Error {
  readonly exitCode = 2;
}

/** The map, empty where there is no file. Throws a TargetsError for a file that is no map. */
export function readTargets(file: string): TargetMap {
  if (!existsSync(file)) return emptyMap();
  const map = parseMap(readFileSync(file, 'utf8'));
  if (typeof map !== 'string') return map;
  throw new TargetsError(
    `${file}: expected a server-target map, found ${map}. "parity revert --all" replaces it by one with every route on Rust.`,
  );
}

type Line = Change & { map: TargetMap };

/** Lines that were written whole. */
function wholeLines(file: string): string[] {
  const path = historyOf(file);
  if (!existsSync(path)) return [];
  const text = readFileSync(path, 'utf8');
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter(Boolean);
}

/** Every change, the oldest first. */
export const readHistory = (file: string): Line[] => wholeLines(file).map((line) => JSON.parse(line) as Line);

/** The map of the last change, if there is one that can be read. */
function lastMap(file: string): TargetMap | undefined {
  const line = wholeLines(file).at(-1);
  try {
    return line === undefined ? undefined : (JSON.parse(line) as Line).map;
  } catch {
    return undefined;
  }
}

/**
 * Changes the map; `change` gives null where nothing is to change. A line of the history that was written before a kill counts as done: its map is put in place first.
 * `broken`: what to start from where the file is no map.
 */
export function changeTargets(
  file: string,
  change: (map: TargetMap) => { map: TargetMap; entry: Omit<Change, 'revision'> } | null,
  broken?: () => TargetMap,
): TargetMap {
  return locked(file, () => {
    const last = lastMap(file);
    let current: TargetMap;
    let whole: TargetMap | undefined;
    try {
      whole = readTargets(file);
      current = whole;
    } catch (error) {
      if (!broken) throw error;
      current = last ?? broken();
    }
    if (last && last.revision > current.revision) current = last;
    const changed = change(current);
    if (!changed) {
      // Nothing changes, but what the file should hold is there again.
      if (current !== whole) replace(file, `${JSON.stringify(current, null, 2)}\n`);
      return current;
    }
    const { map, entry } = changed;
    append(historyOf(file), `${JSON.stringify({ revision: map.revision, ...entry, map })}\n`);
    replace(file, `${JSON.stringify(map, null, 2)}\n`);
    return map;
  });
}

/** A torn last line is cut off before the next is written. */
function append(path: string, line: string): void {
  if (existsSync(path)) {
    const text = readFileSync(path);
    const whole = text.lastIndexOf(10) + 1;
    if (whole < text.length) truncateSync(path, whole);
  }
  write(path, 'a', line);
}

function replace(path: string, text: string): void {
  const fresh = `${path}.${process.pid}.new`;
  write(fresh, 'w', text);
  renameSync(fresh, path);
}

function write(path: string, flags: 'a' | 'w', text: string): void {
  const fd = openSync(path, flags);
  try {
    writeSync(fd, text);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
