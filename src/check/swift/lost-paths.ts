/** Paths that stand in the sources and that no call was read of: what hides there is said, not passed over. */
import type { Unread } from './reading.ts';
import { above, below, placeOf, type Syntax } from './syntax.ts';

/** A text that begins like a path of an API, also behind a base. */
const PATH = /^"(?:\\\([^()]*(?:\([^()]*\))?[^()]*\))?\/?(v\d+\/[^"\\?]*)/;

export function lostPaths(roots: readonly Syntax[], paths: readonly string[], known: readonly Unread[]): Unread[] {
  const read = paths.map((path) => path.split('{', 1)[0] ?? '');
  const told = new Set(known.map(({ place }) => place));
  return roots.flatMap((root) =>
    [...below(root)].flatMap((node) => {
      if (node.type !== 'line_string_literal') return [];
      const found = PATH.exec(node.text)?.[1];
      if (found === undefined) return [];
      const path = `/${found}`.replace(/\/$/, '');
      if (read.some((one) => one.startsWith(path) || path.startsWith(one.replace(/\/$/, '') || '-'))) return [];
      // The place of its statement may be told already.
      const places = [node, ...above(node)].slice(0, 12).map(placeOf);
      if (places.some((place) => told.has(place))) return [];
      return [{ place: placeOf(node), what: `no call was read that asks for ${path}` }];
    }),
  );
}
