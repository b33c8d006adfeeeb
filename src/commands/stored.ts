/** Stored runs by their folder, or by their name below the folder of runs. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Folded, type FoldOptions, newFold } from '../events/fold.ts';
import { readEvents } from '../events/log.ts';
import { type CheckReport, checkReportSchema } from '../model/check.ts';
import { readJsonFile } from '../recordings/read-file.ts';

/** The newest check of all modules, below the folder of runs: the gate and `accept` read it. */
export const CHECK_FILE = 'check.json';

export const storedCheck = async (out: string): Promise<CheckReport | undefined> =>
  existsSync(join(out, CHECK_FILE))
    ? readJsonFile(join(out, CHECK_FILE), checkReportSchema, 'a check that parity wrote')
    : undefined;

export function storedRun(run: string, out: string, options: FoldOptions): Folded {
  const below = join(out, run);
  const folding = newFold(options);
  for (const event of readEvents(!existsSync(run) && existsSync(below) ? below : run)) folding.add(event);
  return folding.done();
}
