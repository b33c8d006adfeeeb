/** `parity doctor --scan DIR`: is anything in kept files that should not be there? */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import picomatch from 'picomatch';
import { z } from 'zod';
import { ParityError } from '../../errors.ts';
import { readJsonFile } from '../../recordings/read-file.ts';
import { scan } from '../../redaction/scan.ts';
import { plural } from '../../report/plural.ts';
import { print } from '../deliver.ts';

/** Larger files are read in no case: no recording is so large. */
const MOST = 512 * 1024 * 1024;

/** Hits that are meant, in the folder itself: made-up tokens that a case is about. */
const ALLOWED = 'scan-allowed.json';
const allowedSchema = z.array(z.strictObject({ files: z.string(), kind: z.string(), reason: z.string().min(1) }));

/** 0 nothing found, 1 a hit. Throws a ParityError for a folder that is not there. */
export async function scanFolder(folder: string): Promise<number> {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new ParityError(
      'no-folder',
      `--scan ${folder}: expected a folder of kept files, found none. Check the path.`,
    );
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const list = join(folder, ALLOWED);
  const allowed = files.includes(list) ? await readJsonFile(list, allowedSchema, 'hits that are meant') : [];
  const meant = allowed.map(({ files: glob, kind }) => ({ matches: picomatch(glob), kind, glob, used: 0 }));
  let hits = 0;
  for (const file of files) {
    if (statSync(file).size > MOST)
      throw new ParityError('too-large', `${file}: expected at most ${MOST} bytes to look through, found more.`);
    for (const { kind, place } of scan(readFileSync(file, 'utf8'))) {
      const entry = meant.find((m) => m.kind === kind && m.matches(relative(folder, file)));
      if (entry) {
        entry.used += 1;
        continue;
      }
      hits += 1;
      await print(`${relative('.', file)} ${place}: ${kind}\n`);
    }
  }
  for (const { glob, kind } of meant.filter(({ used }) => used === 0))
    await print(`${list}: ${glob} (${kind}) allows nothing any more: take it out\n`);
  const passed = meant.reduce((n, { used }) => n + used, 0);
  await print(
    `${plural(files.length, 'file')} looked through, ${plural(hits, 'hit')}${passed > 0 ? `, ${passed} that ${ALLOWED} allows` : ''}\n`,
  );
  return hits > 0 ? 1 : 0;
}
