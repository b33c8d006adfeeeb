/** Swift sources as they stood at a commit of the client's checkout. */
import { statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Asked, commitOf, git } from '../git.ts';
import { RELEVANT, type SourceFile } from './swift-files.ts';

export interface AtCommit {
  /** Full name of the commit. */
  commit: string;
  files: SourceFile[];
}

/** `revision`: what `git rev-parse` takes. Throws a ParityError where there is no repository or no such commit. */
export function filesAt(paths: readonly string[], revision: string): AtCommit {
  const asked: Asked = { option: '--since', revision };
  let commit = '';
  const files = paths.flatMap((path) => {
    const folder = statSync(path).isDirectory();
    const at = folder ? path : dirname(path);
    commit = commitOf(at, asked);
    const pattern = folder ? '*.swift' : `:(literal)${basename(path)}`;
    // Exit 1: nothing matches.
    const listed = git(at, ['grep', '-lzE', '--full-name', RELEVANT, commit, '--', pattern], asked, [0, 1]);
    return listed
      .split('\0')
      .filter((line) => line !== '')
      .map((line) => line.slice(commit.length + 1))
      .filter((name) => !name.split('/').some((one) => /^(\..+|Pods|Carthage|DerivedData|Tests|.*Tests)$/.test(one)))
      .map((name) => ({
        name: join(`${revision}:`, name),
        text: git(at, ['show', `${commit}:${name}`], asked),
        given: false,
      }));
  });
  return { commit, files };
}
