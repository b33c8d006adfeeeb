/** What cases exercise of the routes, and what they leave out. Pure. */
import type { Catalog, CatalogRoute } from '../../catalog/catalog.ts';
import type { ClientCall } from '../../catalog/client-call.ts';
import type { StoredState } from '../../catalog/product.ts';
import { phaseOf, touchedBy } from '../../catalog/route.ts';
import { anonymous, template } from '../../catalog/template.ts';
import type { Case } from '../../model/case.ts';
import { type Point, type PointKind, pointsOf } from './points.ts';
import { recordedSides, type Subject, seenIn, typeIn } from './seen.ts';

export interface RouteCover {
  route: string;
  module: string;
  kind: string;
  phase: string;
  pages: string[];
  cases: number;
  /** Points that some case exercises. */
  covered: Point[];
  missing: Point[];
}

export interface CoverInput {
  catalog: Catalog;
  calls: readonly ClientCall[];
  states: readonly StoredState[];
  /** Path below which everything of the recorded user lies. */
  ownPath: string;
}

/** 0 to 1; a route without a case covers nothing. */
export const shareOf = ({ covered, missing }: RouteCover): number =>
  covered.length === 0 ? 0 : covered.length / (covered.length + missing.length);

interface Known {
  entry: CatalogRoute;
  subject: Subject;
  seen: Set<string>;
  cases: number;
}

/** Of routes that the client still calls. */
export function coverageOf(cases: readonly Case[], { catalog, calls, states, ownPath }: CoverInput): RouteCover[] {
  const usual = usualTypes(cases, catalog);
  const callOf = new Map(calls.map((call) => [anonymous(call.route), call]));
  const patterned = states.map((state) => ({ ...state, patterns: state.collections.map((c) => template(c).pattern) }));
  const known = new Map<string, Known>();
  for (const entry of catalog.routes.filter(({ route }) => !route.dead)) {
    const { name, route } = entry;
    const decodes = route.decoder?.descriptor ?? null;
    const points = pointsOf({ route, call: callOf.get(anonymous(name)), decodes, states });
    const touched = touchedBy(route).map((path) => ({ path, pattern: template(path).pattern }));
    const subject = { route, decodes, points, touched, states: patterned, ownPath, usual };
    known.set(name, { entry, subject, seen: new Set(), cases: 0 });
  }
  for (const recording of cases) {
    // By what the client asked: Python's path may be another.
    const names = recording.rust.map(({ request }) => catalog.find(request.method, request.target)?.name);
    for (const [name, one] of known) {
      if (!names.includes(name)) continue;
      const steps = recordedSides(recording).flatMap(({ side, steps: all }) =>
        all.filter((_, i) => names[i] === name).map((step) => ({ step, side })),
      );
      one.cases += 1;
      for (const id of seenIn(recording, steps, one.subject)) one.seen.add(id);
    }
  }
  return [...known.values()].map((one) => coverOf(one, catalog));
}

function coverOf({ entry: { name, module, route }, subject, seen, cases }: Known, catalog: Catalog): RouteCover {
  return {
    route: name,
    module,
    kind: route.kind,
    phase: phaseOf(route),
    pages: catalog.pages.filter((page) => page.routes.includes(name)).map((page) => page.name),
    cases,
    covered: subject.points.filter(({ id }) => seen.has(id)),
    missing: subject.points.filter(({ id }) => !seen.has(id)),
  };
}

/** `template field` → the type that most documents have there. */
function usualTypes(cases: readonly Case[], catalog: Catalog): Map<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const [path, fields] of cases.flatMap(({ world }) => Object.entries(world.documents))) {
    const collection = catalog.collectionOf(path);
    if (!collection) continue;
    for (const [name, value] of Object.entries(fields)) {
      const key = `${anonymous(collection.path)} ${name}`;
      const types = counts.get(key) ?? new Map<string, number>();
      counts.set(key, types.set(typeIn(value), (types.get(typeIn(value)) ?? 0) + 1));
    }
  }
  return new Map([...counts].map(([key, types]) => [key, mostOf(types)]));
}

const mostOf = (types: ReadonlyMap<string, number>): string => [...types].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';

const ORDER: readonly PointKind[] = ['state', 'outcome', 'query', 'body', 'answer'];

/** Recordings still to make: the routes with the least covered first, each point as a sentence. */
export const sentences = (covers: readonly RouteCover[]): string[] =>
  [...covers]
    .sort((a, b) => shareOf(a) - shareOf(b))
    .flatMap(({ route, cases, missing }) =>
      cases === 0
        ? [`Record ${route}: no case calls it.`]
        : [...missing]
            .sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))
            .map(({ words }) => `Record ${route} ${words}.`),
    );
