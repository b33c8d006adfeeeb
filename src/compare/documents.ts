/** What two sides left in Firestore → the documents that differ in a way that matters. Pure. */

import type { Collection } from '../catalog/collection.ts';
import { pointerOf } from '../client/decode.ts';
import type { Documents, Plain, PlainDocument } from '../model/plain.ts';
import type { Side } from '../model/side.ts';
import type { Equality, Knowledge } from './equality.ts';
import { learnStored } from './learn-stored.ts';
import { type Pairing, pairNewDocuments } from './pairing.ts';
import { compareStored } from './stored.ts';

/** Documents of one side that a case changed: whole documents, and the paths that are gone. */
export interface Left {
  set: Documents;
  deleted: ReadonlySet<string>;
}

export interface DocumentDifference {
  /** Path on each side; they differ in generated names. */
  rustPath: string;
  pythonPath: string;
  /** JSON Pointer of the field, empty where the document itself is there on one side only. */
  pointer: string;
  /** First segment of the pointer, undefined for the document itself. */
  field?: string;
  rust: Plain | undefined;
  python: Plain | undefined;
  /** Which side lacks the document. */
  lacks?: Side;
  /** Whether the document was there before the case. */
  existed: boolean;
}

export interface StateInput {
  world: Documents;
  rust: Left;
  python: Left;
  collectionOf: (path: string) => Collection | undefined;
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const newIn = (side: Left, world: Documents): Documents => new Map([...side.set].filter(([path]) => !world.has(path)));

const after = (side: Left, world: Documents, path: string): PlainDocument | undefined =>
  side.deleted.has(path) ? undefined : (side.set.get(path) ?? world.get(path));

/** The first pass: which new document is which, and what documents that belong together teach. */
export function learnDocuments({ world, rust, python, collectionOf }: StateInput, knowledge: Knowledge): Pairing {
  const newRust = newIn(rust, world);
  const newPython = newIn(python, world);
  const pairing = pairNewDocuments(newRust, newPython, collectionOf, knowledge);
  for (const [a, b] of pairing.pairs)
    learnStored(collectionOf(a), newRust.get(a) ?? {}, newPython.get(b) ?? {}, knowledge);
  for (const path of rust.set.keys()) {
    const other = world.has(path) && after(python, world, path);
    if (other) learnStored(collectionOf(path), rust.set.get(path) ?? {}, other, knowledge);
  }
  return pairing;
}

/** The second pass: the documents that differ. */
export function compareDocuments(input: StateInput, { pairs, only }: Pairing, eq: Equality): DocumentDifference[] {
  const { world, rust, python, collectionOf } = input;
  const out: DocumentDifference[] = [];
  const compare = (
    rustPath: string,
    pythonPath: string,
    a: PlainDocument,
    b: PlainDocument,
    existed: boolean,
  ): void => {
    for (const { path, ...values } of compareStored(collectionOf(rustPath), a, b, eq, {
      rust: nameOf(rustPath),
      python: nameOf(pythonPath),
    })) {
      out.push({ rustPath, pythonPath, pointer: pointerOf(path), field: String(path[0]), existed, ...values });
    }
  };
  const lacking = (path: string, lacks: Side, document: PlainDocument, existed: boolean): void => {
    const value = document as unknown as Plain;
    const values = lacks === 'python' ? { rust: value, python: undefined } : { rust: undefined, python: value };
    out.push({ rustPath: path, pythonPath: path, pointer: '', lacks, existed, ...values });
  };

  for (const path of new Set([...rust.set.keys(), ...python.set.keys(), ...rust.deleted, ...python.deleted])) {
    if (!world.has(path)) continue;
    const a = after(rust, world, path);
    const b = after(python, world, path);
    if (a && b) compare(path, path, a, b, true);
    else if (a) lacking(path, 'python', a, true);
    else if (b) lacking(path, 'rust', b, true);
  }
  for (const [a, b] of pairs) compare(a, b, rust.set.get(a) ?? {}, python.set.get(b) ?? {}, false);
  for (const path of only.rust) lacking(path, 'python', rust.set.get(path) ?? {}, false);
  for (const path of only.python) lacking(path, 'rust', python.set.get(path) ?? {}, false);
  return out;
}
