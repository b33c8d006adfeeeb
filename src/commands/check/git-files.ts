/** Swift sources as they stood at a commit of the client's checkout. */
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ParityError } from '../../errors.ts';
import { RELEVANT, type SourceFile } from './swift-files.ts';

const MOST_OUTPUT = 512 * 1024 * 1024;

export interface AtCommit {
  /** Full name of the commit. */
  commit: string;
  files: SourceFile[];
}

/** `revision`: what `git rev-parse` takes. Throws a ParityError where there is no repository or no such commit. */
export function filesAt(paths: readonly string[], revision: string): AtCommit {
  let commit = '';
  const files = paths.flatMap((path) => {
    const folder = statSync(path).isDirectory();
    const at = folder ? path : dirname(path);
    commit = git(at, ['rev-parse', '--verify', '--end-of-options', `${revision}^{commit}`], revision).trim();
    const pattern = folder ? '*.swift' : `:(literal)${basename(path)}`;
    // Exit 1: nothing matches.
    const listed = git(at, ['grep', '-lzE', '--full-name', RELEVANT, commit, '--', pattern], revision, [0, 1]);
    return listed
      .split('\0')
      .filter((line) => line !== '')
      .map((line) => line.slice(commit.length + 1))
      .filter((name) => !name.split('/').some((one) => /^(\..+|Pods|Carthage|DerivedData|Tests|.*Tests)$/.test(one)))
      .map((name) => ({
        name: join(`${revision}:`, name),
        text: git(at, ['show', `${commit}:${name}`], revision),
        given: false,
      }));
  });
  return { commit, files };
}

function git(folder: string, args: readonly string[], revision: string, fine: readonly number[] = [0]): string {
  const run = spawnSync('git', ['-C', folder, ...args], { encoding: 'utf8', maxBuffer: MOST_OUTPUT });
  if (run.error)
    throw new ParityError('no-git', `--since ${revision}: expected git, found ${run.error.message}.`, {
      cause: run.error,
    });
  if (run.status !== null && fine.includes(run.status)) return run.stdout;
  const said = run.stderr.trim().split('\n')[0] ?? '';
  throw new ParityError(
    'bad-revision',
    `--since ${revision}: expected a commit of the checkout that holds ${folder}, found: ${said}. Fetch it, or give another one.`,
  );
}
