/** All modules together: finds the route of a request and the declaration of a document. */

import type { Collection } from './collection.ts';
import { type Limits, patternOf } from './limits.ts';
import { type Page, type Route, routeName, type Suite } from './route.ts';
import type { Rule } from './rule.ts';
import { anonymous, match, moreLiteral, template } from './template.ts';

export interface MatchedRoute {
  name: string;
  module: string;
  route: Route;
  /** Parameters, decoded. */
  params: Readonly<Record<string, string>>;
}

export interface CatalogRoute {
  name: string;
  module: string;
  route: Route;
}

export interface Catalog {
  routes: readonly CatalogRoute[];
  pages: readonly Page[];
  collections: readonly Collection[];
  limits: readonly Limits[];
  /** The route of a request of the client (`target`: path and query), or null. */
  find(method: string, target: string): MatchedRoute | null;
  collectionOf(path: string): Collection | undefined;
  /** Templates of Redis keys that count in every case. */
  redis: readonly string[];
  /** Whether numbers of this Redis key may be times. */
  holdsTimes(key: string): boolean;
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Builds the catalogue. `everywhere` are rules that come before each route's own. Throws on a route or collection that stands twice. */
export function buildCatalog(suites: readonly Suite[], everywhere: readonly Rule[] = []): Catalog {
  const entries = suites.flatMap((suite) =>
    suite.routes.map((r) => {
      const route: Route = { personal: suite.personal, ...r, rules: [...everywhere, ...(r.rules ?? [])] };
      return { name: routeName(route), module: suite.name, route, template: template(route.path) };
    }),
  );
  const collections = suites.flatMap((s) => (s.collections ?? []).map((c) => ({ c, template: template(c.path) })));
  const redisTimes = suites.flatMap((s) => s.redisTimes ?? []).map(patternOf);
  refuseTwice(
    entries.map((e) => e.name),
    'route',
  );
  refuseTwice(
    collections.map((e) => anonymous(e.c.path)),
    'collection',
  );
  entries.sort((a, b) => moreLiteral(a.template, b.template));
  /** A parameter never holds a slash: only those of the same method with as many segments can be meant. */
  const byForm = new Map<string, typeof entries>();
  for (const entry of entries) {
    const form = formOf(entry.route.method, entry.route.path);
    byForm.set(form, [...(byForm.get(form) ?? []), entry]);
  }
  return {
    routes: suites.flatMap((s) => entries.filter((e) => e.module === s.name)),
    pages: suites.flatMap((s) => s.pages ?? []),
    collections: collections.map((e) => e.c),
    limits: suites.flatMap((s) => s.limits ?? []),
    redis: suites.flatMap((s) => s.redis ?? []),
    find(method, target) {
      const path = target.split('?', 1)[0] as string;
      for (const { template: how, name, module, route } of byForm.get(formOf(method, path)) ?? []) {
        const raw = match(how, path);
        if (!raw) continue;
        return {
          name,
          module,
          route,
          params: Object.fromEntries(Object.entries(raw).map(([k, v]) => [k, decoded(v)])),
        };
      }
      return null;
    },
    collectionOf: memo((path) => collections.find((e) => e.template.pattern.test(path))?.c),
    holdsTimes: (key) => redisTimes.some((pattern) => pattern.test(key)),
  };
}

const formOf = (method: string, path: string): string => `${method} ${path.split('/').length}`;

function memo<T>(look: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    if (!known.has(key)) known.set(key, look(key));
    return known.get(key) as T;
  };
}

function refuseTwice(names: readonly string[], what: string): void {
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice) throw new Error(`the ${what} ${twice} stands in two modules`);
}
