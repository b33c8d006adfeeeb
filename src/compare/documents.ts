/** What two sides left in Firestore → the documents that differ in a way that matters. Pure. */

import type { Collection } from '../catalog/collection.ts';
import { pointerOf } from '../client/decode.ts';
import type { Plain, PlainDocument } from '../model/plain.ts';
import type { Side } from '../model/side.ts';
import type { Equality } from './equality.ts';
import { type Documents, pairNewDocuments } from './pairing.ts';
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
  eq: Equality;
}

export function compareDocuments({ world, rust, python, collectionOf, eq }: StateInput): DocumentDifference[] {
  const out: DocumentDifference[] = [];
  const after = (side: Left, path: string): PlainDocument | undefined =>
    side.deleted.has(path) ? undefined : (side.set.get(path) ?? world.get(path));
  const fresh = (side: Left): Documents => new Map([...side.set].filter(([path]) => !world.has(path)));
  const newRust = fresh(rust);
  const newPython = fresh(python);
  const { pairs, only } = pairNewDocuments(newRust, newPython, collectionOf, eq);

  const compare = (
    rustPath: string,
    pythonPath: string,
    a: PlainDocument,
    b: PlainDocument,
    existed: boolean,
  ): void => {
    for (const { path, ...values } of compareStored(collectionOf(rustPath), a, b, eq)) {
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
    const a = after(rust, path);
    const b = after(python, path);
    if (a && b) compare(path, path, a, b, true);
    else if (a) lacking(path, 'python', a, true);
    else if (b) lacking(path, 'rust', b, true);
  }
  for (const [a, b] of pairs) compare(a, b, newRust.get(a) ?? {}, newPython.get(b) ?? {}, false);
  for (const path of only.rust) lacking(path, 'python', newRust.get(path) ?? {}, false);
  for (const path of only.python) lacking(path, 'rust', newPython.get(path) ?? {}, false);
  return out;
}
