/** Stored runs by their folder, or by their name below the folder of runs. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Folded, type FoldOptions, newFold } from '../events/fold.ts';
import { readEvents } from '../events/log.ts';

export function storedRun(run: string, out: string, options: FoldOptions): Folded {
  const below = join(out, run);
  const folding = newFold(options);
  for (const event of readEvents(!existsSync(run) && existsSync(below) ? below : run)) folding.add(event);
  return folding.done();
}
