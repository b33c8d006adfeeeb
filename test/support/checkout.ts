/** A checkout of its own, with the program in it as in a workflow: a git repository, the built files, some of the fixtures. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

export interface Checkout {
  cwd: string;
  git(...args: string[]): string;
}

/** `more`: further files and folders of the repository. */
export function newCheckout(...more: string[]): Checkout {
  const cwd = mkdtempSync(join(tmpdir(), 'parity-checkout-'));
  for (const name of ['package.json', 'suites', 'dist/bin', 'dist/html', ...more])
    cpSync(join(ROOT, name), join(cwd, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(cwd, 'node_modules'));
  writeFileSync(join(cwd, '.gitignore'), 'dist\nnode_modules\nreports\n');
  const git = (...args: string[]): string =>
    execFileSync('git', ['-C', cwd, '-c', 'user.name=t', '-c', 'user.email=t@example.invalid', ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-qm', 'before');
  return { cwd, git };
}
