/** Names, globs, routes and phases of the command line → the cases to run. */

import { closest, distance } from 'fastest-levenshtein';
import picomatch from 'picomatch';
import type { Catalog } from '../catalog/catalog.ts';
import { phaseOf } from '../catalog/route.ts';
import { anonymous } from '../catalog/template.ts';
import { ParityError } from '../errors.ts';
import type { CaseRef } from '../recordings/tree.ts';

export interface Selection {
  suites: readonly string[];
  cases: readonly string[];
  routes: readonly string[];
  phases: readonly string[];
  /** The tree of cases, where it is not the product's own: hints name it. */
  fixtures?: string;
}

/** `_` is taken for `-`: shells and other tools write names either way. */
const normal = (name: string): string => name.replaceAll('_', '-').toLowerCase();

const isGlob = (text: string): boolean => /[*?[\]{}]/.test(text);

/** Names that match one of the patterns. Throws with the nearest name for a plain name that is not there. */
export function chosen(
  patterns: readonly string[],
  names: readonly string[],
  what: string,
  fixtures?: string,
): Set<string> {
  const found = new Set<string>();
  for (const pattern of patterns) {
    const matches = picomatch(normal(pattern));
    const hits = names.filter((name) => normal(name) === normal(pattern) || matches(normal(name)));
    if (hits.length === 0) throw unknown(what, pattern, names, fixtures);
    for (const hit of hits) found.add(hit);
  }
  return found;
}

const LISTED: Record<string, string> = {
  suite: 'npx parity run --list',
  case: 'npx parity run --list',
  route: 'npx parity routes',
  phase: 'npx parity routes',
  module: 'npx parity routes',
};

function unknown(what: string, given: string, names: readonly string[], fixtures?: string): ParityError {
  const near = isGlob(given) ? undefined : nearest(normal(given), names);
  const hint = near === undefined ? '' : ` Did you mean "${near}"?`;
  const tree = fixtures !== undefined && LISTED[what]?.endsWith('--list') ? ` --fixtures ${fixtures}` : '';
  return new ParityError(
    `unknown-${what}`,
    `There is no ${what} "${given}".${hint} List them with: ${LISTED[what]}${tree}`,
  );
}

/** The name that was probably meant: of routes with the same method first; undefined where none is near. */
function nearest(given: string, names: readonly string[]): string | undefined {
  const [method = ''] = given.split(' ');
  const alike = names.filter((name) => given.includes(' ') && normal(name).startsWith(`${method} `));
  const of = alike.length > 0 ? alike : names;
  if (of.length === 0) return undefined;
  const near = closest(given, of.map(normal));
  // More than a third of the letters wrong is another word.
  if (distance(given, near) > Math.max(2, Math.floor(given.length / 3))) return undefined;
  return of.find((name) => normal(name) === near);
}

/** Chooses cases by suite and name. A case is named `name` or `suite/name`. */
export function selectCases(
  all: readonly CaseRef[],
  selection: Pick<Selection, 'suites' | 'cases' | 'fixtures'>,
): CaseRef[] {
  const suites = [...new Set(all.map((c) => c.suite))];
  const inSuites =
    selection.suites.length > 0 ? chosen(selection.suites, suites, 'suite', selection.fixtures) : new Set(suites);
  const within = all.filter((c) => inSuites.has(c.suite));
  if (selection.cases.length === 0) return within;
  const plain = selection.cases.filter((c) => !c.includes('/'));
  const full = selection.cases.filter((c) => c.includes('/'));
  const names =
    plain.length > 0
      ? chosen(plain, [...new Set(within.map((c) => c.name))], 'case', selection.fixtures)
      : new Set<string>();
  const keys =
    full.length > 0
      ? chosen(
          full,
          within.map((c) => `${c.suite}/${c.name}`),
          'case',
          selection.fixtures,
        )
      : new Set<string>();
  return within.filter((c) => names.has(c.name) || keys.has(`${c.suite}/${c.name}`));
}

/** Chooses routes by name, glob or phase; undefined when none is asked for. */
export function selectRoutes(
  catalog: Catalog,
  selection: Pick<Selection, 'routes' | 'phases'>,
): Set<string> | undefined {
  if (selection.routes.length === 0 && selection.phases.length === 0) return undefined;
  const names = catalog.routes.map((r) => r.name);
  const found = new Set<string>();
  for (const given of selection.routes) {
    // A template has braces of its own, so that the exact name comes first.
    const exact = names.filter((name) => plain(name) === plain(given));
    const hits = exact.length > 0 ? exact : names.filter((name) => globOf(given).test(name));
    if (hits.length === 0) throw unknown('route', given, names);
    for (const hit of hits) found.add(hit);
  }
  const phases = [...new Set(catalog.routes.map((r) => phaseOf(r.route)))];
  for (const phase of selection.phases.length > 0 ? chosen(selection.phases, phases, 'phase') : []) {
    for (const r of catalog.routes) if (phaseOf(r.route) === phase) found.add(r.name);
  }
  return found;
}

const plain = (name: string): string => anonymous(name).replace(/\s+/g, ' ').trim();

const globOf = (text: string): RegExp =>
  new RegExp(
    `^${text
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    'i',
  );
