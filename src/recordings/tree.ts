/** The tree of cases: which suites and cases there are. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ParityError } from '../errors.ts';

export interface CaseRef {
  suite: string;
  name: string;
  folder: string;
}

async function foldersIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true });
  return entries
    .filter((e) => e.isDirectory() && !e.name.startsWith('.'))
    .map((e) => e.name)
    .sort();
}

/** All cases below a fixtures folder, by suite and name. */
export async function listCases(root: string): Promise<CaseRef[]> {
  let suites: string[];
  try {
    suites = await foldersIn(root);
  } catch (cause) {
    throw new ParityError(
      'no-fixtures',
      `${root}: expected a folder of suites, found none. Give it with --fixtures DIR.`,
      {
        cause,
      },
    );
  }
  const cases: CaseRef[] = [];
  for (const suite of suites) {
    for (const name of await foldersIn(join(root, suite))) cases.push({ suite, name, folder: join(root, suite, name) });
  }
  return cases;
}
