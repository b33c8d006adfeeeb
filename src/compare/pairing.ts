/**
 * Which new document of one side is which of the other: by names that an answer showed, through documents that
 * refer to them, else by their text.
 */

import type { Collection } from '../catalog/collection.ts';
import type { Plain, PlainDocument } from '../model/plain.ts';
import type { Side } from '../model/side.ts';
import { canonicalText, type Equality } from './equality.ts';

export type Documents = ReadonlyMap<string, PlainDocument>;

export interface Pairing {
  pairs: [rust: string, python: string][];
  only: { rust: string[]; python: string[] };
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

/** A document's path in words that are the same on both sides. */
export const canonicalPath = (eq: Equality, side: Side, path: string): string =>
  path
    .split('/')
    .map((segment) => canonicalText(eq, side, segment))
    .join('/');

/** Pairs documents that did not exist before the case. Binds the names of what it pairs. */
export function pairNewDocuments(
  rust: Documents,
  python: Documents,
  collectionOf: (path: string) => Collection | undefined,
  eq: Equality,
): Pairing {
  const left = { rust: new Set(rust.keys()), python: new Set(python.keys()) };
  const pairs: [string, string][] = [];
  const take = (a: string, b: string): void => {
    left.rust.delete(a);
    left.python.delete(b);
    pairs.push([a, b]);
    if (nameOf(a) !== nameOf(b)) eq.identity.bind(nameOf(a), nameOf(b));
  };
  for (;;) {
    const before = pairs.length;
    byName(left, take, eq);
    for (const [a, b] of pairs) bindReferences(rust.get(a), python.get(b), left, eq);
    byName(left, take, eq);
    if (pairs.length > before) continue;
    for (const [a, b] of alike(left, rust, python, collectionOf, eq)) {
      if (left.rust.has(a) && left.python.has(b)) take(a, b);
    }
    if (pairs.length === before) break;
  }
  return { pairs, only: { rust: [...left.rust], python: [...left.python] } };
}

type Left = { rust: Set<string>; python: Set<string> };

function byName(left: Left, take: (a: string, b: string) => void, eq: Equality): void {
  const at = new Map([...left.python].map((path) => [canonicalPath(eq, 'python', path), path]));
  for (const path of [...left.rust]) {
    const found = at.get(canonicalPath(eq, 'rust', path));
    if (found !== undefined && left.python.has(found)) take(path, found);
  }
}

/** Two texts at the same place of paired documents that are names of documents still to be paired. */
function bindReferences(
  rust: PlainDocument | undefined,
  python: PlainDocument | undefined,
  left: Left,
  eq: Equality,
): void {
  const names = (paths: Set<string>): Map<string, string> => new Map([...paths].map((p) => [nameOf(p), p]));
  const a = names(left.rust);
  const b = names(left.python);
  const visit = (x: Plain | undefined, y: Plain | undefined): void => {
    if (typeof x === 'string' && typeof y === 'string') {
      const p = a.get(x);
      const q = b.get(y);
      if (p && q && parentOf(canonicalPath(eq, 'rust', p)) === parentOf(canonicalPath(eq, 'python', q)))
        eq.identity.bind(x, y);
    } else if (Array.isArray(x) && Array.isArray(y)) x.forEach((v, i) => void visit(v, y[i]));
    else if (x && y && typeof x === 'object' && typeof y === 'object' && !Array.isArray(x) && !Array.isArray(y)) {
      for (const key of Object.keys(x)) visit((x as Record<string, Plain>)[key], (y as Record<string, Plain>)[key]);
    }
  };
  visit(rust as Plain | undefined, python as Plain | undefined);
}

/** Pairs of the same collection whose telling texts agree, the most alike first. */
function alike(
  left: Left,
  rust: Documents,
  python: Documents,
  collectionOf: (path: string) => Collection | undefined,
  eq: Equality,
): [string, string][] {
  const parents = new Map([...left.python].map((b) => [b, parentOf(canonicalPath(eq, 'python', b))]));
  const scored: { pair: [string, string]; score: number }[] = [];
  for (const a of left.rust) {
    const parent = parentOf(canonicalPath(eq, 'rust', a));
    for (const b of left.python) {
      if (parents.get(b) !== parent) continue;
      const score = likeness(collectionOf(a), rust.get(a) ?? {}, python.get(b) ?? {}, eq);
      if (score > 0) scored.push({ pair: [a, b], score });
    }
  }
  return scored.sort((p, q) => q.score - p.score).map((s) => s.pair);
}

/** A field that names the pair counts a hundred times one that merely agrees, which only decides between twins. */
function likeness(
  collection: Collection | undefined,
  rust: PlainDocument,
  python: PlainDocument,
  eq: Equality,
): number {
  const telling = collection?.pairBy ?? Object.keys(rust).filter((k) => typeof rust[k] === 'string');
  const same = (key: string): boolean => word('rust', rust[key]) === word('python', python[key]);
  const word = (side: Side, v: Plain | undefined): string =>
    JSON.stringify(typeof v === 'string' ? canonicalText(eq, side, v) : v, (_, x) =>
      typeof x === 'bigint' ? String(x) : x,
    );
  const named = telling.filter((k) => rust[k] !== undefined && rust[k] !== null && rust[k] !== '' && same(k)).length;
  return named === 0 ? 0 : named * 100 + Object.keys(rust).filter((k) => k in python && same(k)).length;
}
