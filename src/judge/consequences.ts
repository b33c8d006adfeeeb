/**
 * What follows from an earlier step of the case. A finding that shows what an earlier `breaking`, `differs` or
 * `state` write left carries `causedBy`; one that shows only what a declared rule refused is part of the rule.
 */

import type { Catalog, MatchedRoute } from '../catalog/catalog.ts';
import type { Touch } from '../catalog/route.ts';
import { anonymous } from '../catalog/template.ts';
import { wordsOfTarget } from '../catalog/words.ts';
import type { Draft } from './draft.ts';

export interface Cause {
  index: number;
  step: string;
  matched: MatchedRoute;
  /** The rule that explains the step, if one does. */
  ruled?: { id: string; note: string };
  /** Every word that the step said, and the names of documents that it left different. */
  words: ReadonlySet<string>;
}

/** Collections whose documents an answer of the route shows. */
function shown(matched: MatchedRoute): Set<string> {
  const { reads = [], writes = [] } = matched.route;
  return new Set([...reads, ...writes.map((w) => w.path)].map(anonymous));
}

/** Names in a pointer: everything but indexes. */
const namesIn = (pointer: string): string[] => pointer.split('/').filter((part) => part !== '' && !/^\d+$/.test(part));

/** What a finding is about: ids of the document that it shows, or of the one that the address names. */
function idsOf(draft: Draft, matched: MatchedRoute, addressed: readonly string[]): readonly string[] {
  if (draft.ids.length > 0) return draft.ids;
  const params = Object.values(matched.params);
  return params.length > 0 ? [...params, ...addressed] : [];
}

/** Segments of an address that name something: those that are no part of the route's own path. */
export function addressedBy(route: MatchedRoute['route'], target: string): string[] {
  const literal = new Set([route.path, route.pythonPath ?? ''].flatMap((path) => path.split('/')));
  const [path = ''] = target.split('?', 1);
  return wordsOfTarget(path).filter((word) => !literal.has(word));
}

function follows(draft: Draft, ids: readonly string[], cause: Cause, touch: Touch, catalog: Catalog): boolean {
  if (ids.length > 0 && !ids.some((id) => cause.words.has(id))) return false;
  if (!touch.fields || draft.kind === 'outcome' || draft.kind === 'document') return true;
  if (draft.kind === 'missing' && !draft.inside) return true;
  if (draft.kind === 'order') {
    const collection = catalog.collections.find((c) => anonymous(c.path) === anonymous(touch.path));
    return touch.fields.some((f) => collection?.fields[f]?.orders);
  }
  const names = namesIn(draft.pointer);
  // A number that no document holds, such as a count, may follow from any field.
  return names.some((name) => touch.fields?.includes(name)) || (ids.length === 0 && draft.kind === 'value');
}

/** The nearest earlier step that explains a finding. A difference beats a rule: what both could explain is no part of the rule. */
export function causeOf(
  draft: Draft,
  at: {
    index: number;
    matched: MatchedRoute /** What its address names on either side. */;
    addressed: readonly string[];
  },
  causes: readonly Cause[],
  catalog: Catalog,
): Cause | undefined {
  const collections = shown(at.matched);
  const ids = idsOf(draft, at.matched, at.addressed);
  const found = causes.filter(
    (cause) =>
      cause.index < at.index &&
      cause.matched.route.writes?.some(
        (touch) => collections.has(anonymous(touch.path)) && follows(draft, ids, cause, touch, catalog),
      ),
  );
  return found.filter((c) => !c.ruled).at(-1) ?? found.at(-1);
}
