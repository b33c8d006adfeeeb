/** Stored documents as plain ones, with what the product keeps packed in them opened. */
import type { Collection } from '../catalog/collection.ts';
import type { Cipher } from '../catalog/packing.ts';
import type { Fields } from '../model/case.ts';
import type { Plain, PlainDocument } from '../model/plain.ts';
import { plainDocument } from './plain.ts';

/** Finds the declaration of a document's collection. */
export type CollectionOf = (path: string) => Collection | undefined;

export interface Opening {
  /** Null: encrypted fields are compared by form only. */
  cipher: Cipher | null;
  collectionOf: CollectionOf;
}

/** Opens documents (path → typed fields) into plain ones. */
export function openDocuments(
  documents: Readonly<Record<string, Fields>>,
  { cipher, collectionOf }: Opening,
): Map<string, PlainDocument> {
  return new Map(
    Object.entries(documents).map(([path, fields]) => [path, openDocument(fields, collectionOf(path), cipher)]),
  );
}

function openDocument(fields: Fields, collection: Collection | undefined, cipher: Cipher | null): PlainDocument {
  const document = plainDocument(fields);
  const opened = Object.entries(collection?.fields ?? {}).flatMap(([name, { unpack }]): [string, Plain][] => {
    const stored = document[name];
    return unpack && stored !== undefined ? [[name, unpack(stored, document, cipher)]] : [];
  });
  return opened.length === 0 ? document : { ...document, ...Object.fromEntries(opened) };
}
