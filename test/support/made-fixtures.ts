/** Folders of fixtures with one case each: an existing one, changed. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { FIXTURES } from './cases.ts';

/** An entry of a HAR, open to any change. */
// biome-ignore lint/suspicious/noExplicitAny: a test writes into it what no type allows.
export type Entry = Record<string, any>;

export interface CaseChange {
  /** `suite/case`. */
  from?: string;
  /** Changes the entries of a side's HAR. */
  rust?: (entries: Entry[]) => void;
  python?: (entries: Entry[]) => void;
  both?: (entries: Entry[]) => void;
  /** The whole of world.json. */
  world?: object;
  without?: string[];
}

export const emptyFolder = (): string => mkdtempSync(join(tmpdir(), 'parity-made-'));

/** Two reads of a list, equal as recorded. */
export const EQUAL = 'folders/list-of-both-writers';

/** Returns the folder to give with `--fixtures`. */
export function madeCase({ from = EQUAL, rust, python, both, world, without = [] }: CaseChange): string {
  const root = emptyFolder();
  const folder = join(root, from);
  mkdirSync(dirname(folder), { recursive: true });
  cpSync(join(FIXTURES, from), folder, { recursive: true });
  for (const [side, change] of Object.entries({ rust, python })) {
    const file = join(folder, `${side}.har`);
    const har = JSON.parse(readFileSync(file, 'utf8')) as { log: { entries: Entry[] } };
    both?.(har.log.entries);
    change?.(har.log.entries);
    writeFileSync(file, JSON.stringify(har));
  }
  if (world) writeFileSync(join(folder, 'world.json'), JSON.stringify(world));
  for (const name of without) rmSync(join(folder, name));
  return root;
}
