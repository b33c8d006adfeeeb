/** What cases exercise of the routes, and what they leave out. Pure; cases are added one at a time. */
import type { Catalog, CatalogRoute } from '../../catalog/catalog.ts';
import type { ClientCall } from '../../catalog/client-call.ts';
import type { StoredState } from '../../catalog/product.ts';
import { phaseOf } from '../../catalog/route.ts';
import { anonymous } from '../../catalog/template.ts';
import type { Case } from '../../model/case.ts';
import { type Point, type PointKind, pointsOf } from './points.ts';
import { recordedSides, seenIn, typeIn } from './seen.ts';

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

export interface Coverage {
  /** Twice each: what is usual is known only after all. `first` counts, the second looks. */
  first(recording: Case): void;
  second(recording: Case): void;
  done(): RouteCover[];
}

export function newCoverage({ catalog, calls, states, ownPath }: CoverInput): Coverage {
  const counts = new Map<string, Map<string, number>>();
  const seen = new Map<string, { seen: Set<string>; cases: number }>();
  let usual: Map<string, string> | undefined;
  const live = catalog.routes.filter(({ route }) => !route.dead);
  const callOf = new Map(calls.map((call) => [anonymous(call.route), call]));
  const points = new Map(
    live.map(({ name, route }) => {
      const decodes = route.decoder?.descriptor ?? null;
      return [name, pointsOf({ route, call: callOf.get(anonymous(name)), decodes, states })] as const;
    }),
  );
  return {
    first({ world }) {
      for (const [path, fields] of Object.entries(world.documents)) {
        const collection = catalog.collectionOf(path);
        if (!collection) continue;
        for (const [name, value] of Object.entries(fields)) {
          const key = `${anonymous(collection.path)} ${name}`;
          const types = counts.get(key) ?? new Map<string, number>();
          counts.set(key, types.set(typeIn(value), (types.get(typeIn(value)) ?? 0) + 1));
        }
      }
    },
    second(recording) {
      usual ??= new Map([...counts].map(([key, types]) => [key, mostOf(types)]));
      for (const entry of routesIn(recording, catalog)) {
        const steps = recordedSides(recording).flatMap(({ side, steps: all }) =>
          all.filter((_, i) => nameOf(recording, i, catalog) === entry.name).map((step) => ({ step, side })),
        );
        const known = seen.get(entry.name) ?? { seen: new Set<string>(), cases: 0 };
        const decodes = entry.route.decoder?.descriptor ?? null;
        const all = points.get(entry.name) ?? [];
        for (const id of seenIn({ recording, steps, points: all, route: entry.route, decodes, states, ownPath, usual }))
          known.seen.add(id);
        known.cases += 1;
        seen.set(entry.name, known);
      }
    },
    done: () =>
      live.map(({ name, module, route }): RouteCover => {
        const known = seen.get(name);
        const all = points.get(name) ?? [];
        const isThere = (point: Point): boolean => known?.seen.has(point.id) === true;
        return {
          route: name,
          module,
          kind: route.kind,
          phase: phaseOf(route),
          pages: catalog.pages.filter((page) => page.routes.includes(name)).map((page) => page.name),
          cases: known?.cases ?? 0,
          covered: all.filter(isThere),
          missing: all.filter((point) => !isThere(point)),
        };
      }),
  };
}

const mostOf = (types: ReadonlyMap<string, number>): string => [...types].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';

/** The route of a step by what the client asked: Python's path may be another. */
const nameOf = (recording: Case, index: number, catalog: Catalog): string | undefined => {
  const asked = recording.rust[index];
  return asked && catalog.find(asked.request.method, asked.request.target)?.name;
};

function routesIn(recording: Case, catalog: Catalog): CatalogRoute[] {
  const names = new Set(recording.rust.map((_, i) => nameOf(recording, i, catalog)));
  return catalog.routes.filter(({ name }) => names.has(name));
}

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
