/**
 * Which new document of one side is which of the other: by names that an answer showed, through documents that
 * refer to them, else by their text.
 */

import type { Collection } from '../catalog/collection.ts';
import type { Documents, Plain, PlainDocument } from '../model/plain.ts';
import type { Side } from '../model/side.ts';
import { canonicalText, type Equality, type Knowledge } from './equality.ts';
import { pairByLikeness } from './likeness.ts';
import { signature } from './signature.ts';

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
  eq: Knowledge,
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
  eq: Knowledge,
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
  const byParent = (side: Side): Map<string, string[]> => {
    const groups = new Map<string, string[]>();
    for (const path of left[side]) {
      const parent = parentOf(canonicalPath(eq, side, path));
      groups.set(parent, [...(groups.get(parent) ?? []), path]);
    }
    return groups;
  };
  const inPython = byParent('python');
  return [...byParent('rust')].flatMap(([parent, paths]) => {
    const others = inPython.get(parent) ?? [];
    const candidates = (side: Side, documents: Documents, own: readonly string[]) =>
      own.map((path) => ({ parts: partsOf(collectionOf(path), side, documents.get(path) ?? {}, eq) }));
    return pairByLikeness(candidates('rust', rust, paths), candidates('python', python, others)).flatMap(
      ([i, j]): [string, string][] => {
        const [a, b] = [paths[i] as string, others[j] as string];
        return sharesTelling(collectionOf(a), rust.get(a) ?? {}, python.get(b) ?? {}, eq) ? [[a, b]] : [];
      },
    );
  });
}

/** A field that names the pair counts a hundred times one that merely agrees, which only decides between twins. */
const NAMES_IT = 100;

const says = (value: Plain | undefined): boolean => value !== undefined && value !== null && value !== '';

const tellingOf = (collection: Collection | undefined, document: PlainDocument): readonly string[] =>
  collection?.pairBy ?? Object.keys(document).filter((k) => typeof document[k] === 'string');

function partsOf(
  collection: Collection | undefined,
  side: Side,
  document: PlainDocument,
  eq: Equality,
): Map<string, number> {
  const telling = new Set(tellingOf(collection, document));
  return new Map(
    Object.entries(document).map(([name, value]) => [
      `${name}=${signature(undefined, side, value, eq)}`,
      telling.has(name) && says(value) ? NAMES_IT : 1,
    ]),
  );
}

/** Fields that merely agree pair nothing by themselves. */
const sharesTelling = (
  collection: Collection | undefined,
  rust: PlainDocument,
  python: PlainDocument,
  eq: Equality,
): boolean =>
  tellingOf(collection, rust).some(
    (k) => says(rust[k]) && signature(undefined, 'rust', rust[k], eq) === signature(undefined, 'python', python[k], eq),
  );
