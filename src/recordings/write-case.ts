/** A recorded or imported case → its folder, whole or not at all. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, notWritten, writeWhole } from '../files.ts';
import type { Changes, RecordedStep, World } from '../model/case.ts';
import type { Pair, Side } from '../model/side.ts';
import { harOf } from './write-har.ts';

/** A folder that is still written, or was left by a process that was killed. Whoever lists cases skips it. */
export const INCOMPLETE = '.incomplete-';

export interface NewCase {
  suite: string;
  name: string;
  facts: {
    note: string;
    /** ISO instant. */
    recordedAt: string;
    origin: 'recorded' | 'imported' | 'made' | 'found';
    /** Stands for the user of the session. */
    user?: string;
    relativeTo?: 'recordedAt';
    needs?: readonly string[];
  };
  /** A text: why nobody knows what was there. */
  world: World | string;
  /** The answers of the sides that were recorded; at least one. */
  sides: Partial<Pair<readonly RecordedStep[]>>;
  changes?: Partial<Pair<Changes>>;
  /** Per step id what it changed, exact where it is there. */
  stepChanges?: Readonly<Record<string, Partial<Pair<Changes>>>>;
}

const text = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Writes `<root>/<suite>/<name>/`; a name that is taken gets a number. Returns the folder. Throws a ParityError (exit code 3). */
export function writeCase(root: string, made: NewCase): string {
  const suite = join(root, made.suite);
  const fresh = join(suite, `${INCOMPLETE}${made.name}-${process.pid}`);
  const files = filesOf(made);
  for (const [name, content] of files) {
    try {
      makeFolder(fresh);
      writeWhole(join(fresh, name), content);
    } catch (error) {
      rmSync(fresh, { recursive: true, force: true });
      throw notWritten(
        join(suite, made.name, name),
        error,
        'Nothing of this case was kept. Make room, or give --into another place.',
      );
    }
  }
  for (let n = 1; ; n++) {
    const folder = join(suite, n === 1 ? made.name : `${made.name}-${n}`);
    if (existsSync(folder)) continue;
    renameSync(fresh, folder);
    return folder;
  }
}

function filesOf({ facts, world, sides, changes, stepChanges }: NewCase): [string, string][] {
  const har = (side: Side, steps: readonly RecordedStep[]): string =>
    text(harOf(steps, { origin: `http://${side}.invalid`, comment: `${side}` }));
  const of = (side: Side): [string, string][] => (sides[side] ? [[`${side}.har`, har(side, sides[side])]] : []);
  // The requests to replay stand in rust.har, whoever answered them.
  const asked = sides.rust ?? sides.python?.map((step) => ({ ...step, unusable: 'Rust was not recorded' })) ?? [];
  return [
    ['case.json', text(facts)],
    ['world.json', text(typeof world === 'string' ? { documents: {}, unknown: world } : world)],
    ['rust.har', har('rust', asked)],
    ...of('python'),
    ...(changes || stepChanges
      ? [['changes.json', text({ ...changes, ...(stepChanges ? { steps: stepChanges } : {}) })] as [string, string]]
      : []),
  ];
}
