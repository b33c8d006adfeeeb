/** Which routes a pull request is about: those whose suite, ledger entries or target it changes. */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative } from 'node:path';
import type { Product } from '../../catalog/product.ts';
import { ParityError } from '../../errors.ts';
import { parseMap, sideOf } from '../../gate/targets.ts';
import { type Asked, commitOf, git } from '../git.ts';

interface Files {
  ledger: string;
  targets: string;
}

/** Calls of the client, beside the suites. */
const CALLS = 'client-calls.json';

/**
 * Names of routes, in the catalogue's order. The working tree is compared with the commit at which it left the history of
 * `revision`; files outside of the checkout of the working folder are passed over. Throws a ParityError where there is no
 * checkout or no such commit.
 */
export function changedRoutes({ catalog, files }: Product, revision: string, { ledger, targets }: Files): string[] {
  const before = pastOf({ option: '--changed-since', revision });
  const names = catalog.routes.map(({ name }) => name);
  const modules = new Set(catalog.routes.map(({ module }) => module));
  const changed = new Set<string>();
  for (const file of before.changedBelow(files.facts)) {
    const module = file.split('/')[0]?.replace(/\.ts$/, '') ?? '';
    if (file === CALLS) {
      for (const route of unlikeRows(before, join(files.facts, CALLS))) changed.add(route);
    } else if (file.endsWith('.ts')) {
      // What several modules share may change any of them.
      for (const route of catalog.routes) if (!modules.has(module) || route.module === module) changed.add(route.name);
    }
  }
  for (const route of unlikeRows(before, ledger)) changed.add(route);
  for (const route of newlySwitched(before, targets, names)) changed.add(route);
  return names.filter((name) => changed.has(name));
}

interface Past {
  /** Whether a file is not as it was; what git passes over is as it was. */
  changed(file: string): boolean;
  /** Text of a file as it was; undefined where it was not there. */
  textOf(file: string): string | undefined;
  /** Files below a folder that are not as they were, from the folder. */
  changedBelow(folder: string): string[];
}

function pastOf(asked: Asked): Past {
  const commit = commitOf('.', asked);
  // Where the branches parted: what the other one changed since is not this one's.
  const base = git('.', ['merge-base', commit, 'HEAD'], asked, [0, 1]).trim();
  if (base === '')
    throw new ParityError(
      'no-common-commit',
      `${asked.option} ${asked.revision}: expected a commit that HEAD has in common with it, found none. A shallow clone lacks it: fetch the whole history (fetch-depth: 0).`,
    );
  const top = realpathSync(git('.', ['rev-parse', '--show-toplevel'], asked).trim());
  const inside = (path: string): boolean => {
    const from = existsSync(path) ? relative(top, realpathSync(path)) : '..';
    return !from.startsWith('..') && !isAbsolute(from);
  };
  const lines = (text: string): string[] => text.split('\0').filter(Boolean);
  const changedBelow = (folder: string, what = '.'): string[] => {
    if (!inside(folder)) return [];
    return [
      ...lines(git(folder, ['diff', '--name-only', '--relative', '-z', base, '--', what], asked)),
      ...lines(git(folder, ['ls-files', '--others', '--exclude-standard', '-z', '--', what], asked)),
    ];
  };
  return {
    changedBelow,
    changed: (file) => changedBelow(dirname(file), basename(file)).length > 0,
    textOf(file) {
      const folder = dirname(file);
      const there = git(folder, ['ls-tree', '-z', '--name-only', base, '--', basename(file)], asked);
      return there === '' ? undefined : git(folder, ['show', `${base}:./${basename(file)}`], asked);
    },
  };
}

/** Routes of a list of rows with `route`, of which some row is new, gone or otherwise. */
function unlikeRows(before: Past, file: string): string[] {
  if (!before.changed(file)) return [];
  const [was, is] = [rowsOf(before.textOf(file)), rowsOf(existsSync(file) ? readFileSync(file, 'utf8') : undefined)];
  return [...new Set([...was.keys(), ...is.keys()])].filter((route) => was.get(route) !== is.get(route));
}

/** Route → its rows as text. */
function rowsOf(text: string | undefined): Map<string, string> {
  const rows = new Map<string, string>();
  const read = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const route = (value as { route?: unknown }).route;
    if (typeof route === 'string') rows.set(route, (rows.get(route) ?? '') + JSON.stringify(value));
    else for (const inner of Object.values(value)) read(inner);
  };
  try {
    read(JSON.parse(text ?? '[]'));
  } catch {
    // What was no JSON then told nothing; what is none now is told by whoever reads it for the decision.
  }
  return rows;
}

/** Routes that use Python now and did not. Going back needs no gate. */
function newlySwitched(before: Past, file: string, names: readonly string[]): string[] {
  if (!before.changed(file)) return [];
  const map = (text: string | undefined) => parseMap(text ?? '');
  const [was, is] = [map(before.textOf(file)), map(existsSync(file) ? readFileSync(file, 'utf8') : undefined)];
  if (typeof is === 'string') return [];
  return names.filter(
    (name) => sideOf(is, name) === 'python' && (typeof was === 'string' || sideOf(was, name) === 'rust'),
  );
}
