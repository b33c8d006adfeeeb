/** Reading from git. */
import { spawnSync } from 'node:child_process';
import { ParityError } from '../errors.ts';

const MOST_OUTPUT = 512 * 1024 * 1024;

/** The option that names a revision, and the revision: `--since v1.2`. */
export interface Asked {
  option: string;
  revision: string;
}

/** Output of git in a folder. Throws a ParityError where there is no git, or it ends with another code than those of `fine`. */
export function git(
  folder: string,
  args: readonly string[],
  { option, revision }: Asked,
  fine: readonly number[] = [0],
): string {
  const run = spawnSync('git', ['-C', folder, ...args], { encoding: 'utf8', maxBuffer: MOST_OUTPUT });
  if (run.error)
    throw new ParityError('no-git', `${option} ${revision}: expected git, found ${run.error.message}.`, {
      cause: run.error,
    });
  if (run.status !== null && fine.includes(run.status)) return run.stdout;
  const said = run.stderr.trim().split('\n')[0] ?? '';
  throw new ParityError(
    'bad-revision',
    `${option} ${revision}: expected a commit of the checkout that holds ${folder}, found: ${said}. Fetch it, or give another one.`,
  );
}

/** Full name of the commit. */
export const commitOf = (folder: string, asked: Asked): string =>
  git(folder, ['rev-parse', '--verify', '--end-of-options', `${asked.revision}^{commit}`], asked).trim();
