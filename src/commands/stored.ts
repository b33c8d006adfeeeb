/** Stored runs by their folder, or by their name below the folder of runs. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Folded, type FoldOptions, newFold } from '../events/fold.ts';
import { readEvents } from '../events/log.ts';
import { type CheckReport, checkReportSchema } from '../model/check.ts';
import { type DriftReport, driftReportSchema } from '../model/drift.ts';
import { readJsonFile } from '../recordings/read-file.ts';

/** The newest check of all modules, below the folder of runs: the gate and `accept` read it. */
export const CHECK_FILE = 'check.json';

/** The newest comparison of the client's sources with all modules. */
export const CLIENT_FILE = 'client.json';

export const storedDrift = async (out: string): Promise<DriftReport | undefined> =>
  existsSync(join(out, CLIENT_FILE))
    ? readJsonFile(join(out, CLIENT_FILE), driftReportSchema, 'a comparison of the client’s sources that parity wrote')
    : undefined;

export const storedCheck = async (out: string): Promise<CheckReport | undefined> =>
  existsSync(join(out, CHECK_FILE))
    ? readJsonFile(join(out, CHECK_FILE), checkReportSchema, 'a check that parity wrote')
    : undefined;

/** A folder itself, or a name below `out`. */
export function runFolder(run: string, out: string): string {
  const below = join(out, run);
  return !existsSync(run) && existsSync(below) ? below : run;
}

export function storedRun(run: string, out: string, options: FoldOptions): Folded {
  const folding = newFold(options);
  for (const event of readEvents(runFolder(run, out))) folding.add(event);
  return folding.done();
}
