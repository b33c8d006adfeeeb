/** Opens what a store keeps packed: encrypted text and transcripts. The level of protection is an encoding. */
import { inflateSync } from 'node:zlib';
import type { Collection } from '../catalog/collection.ts';
import type { Fields } from '../model/case.ts';
import type { Plain, PlainDocument } from '../model/plain.ts';
import { plainDocument } from './plain.ts';
import { openText, userKey } from './secret.ts';

/** Finds the declaration of a document's collection. */
export type CollectionOf = (path: string) => Collection | undefined;

/** `secret` null: encrypted fields are compared by form only. */
export interface Opening {
  uid: string;
  secret: string | null;
  collectionOf: CollectionOf;
}

/** Opens documents (path → typed fields) into plain ones. */
export function openDocuments(documents: Readonly<Record<string, Fields>>, how: Opening): Map<string, PlainDocument> {
  const key = how.secret === null ? null : userKey(how.secret, how.uid);
  return new Map(
    Object.entries(documents).map(([path, fields]) => [path, openDocument(fields, how.collectionOf(path), key)]),
  );
}

function openDocument(fields: Fields, collection: Collection | undefined, key: Buffer | null): PlainDocument {
  const document = plainDocument(fields);
  const packed = Object.entries(collection?.fields ?? {}).filter(
    ([name, rule]) => (rule.form === 'sealed' || rule.form === 'transcript') && document[name] !== undefined,
  );
  if (packed.length === 0) return document;
  const enhanced = document.data_protection_level === 'enhanced';
  const opened = packed.map(([name, rule]): [string, Plain] => {
    const stored = document[name] as Plain;
    return [name, rule.form === 'sealed' ? openSealed(stored, enhanced, key) : openTranscript(stored, enhanced, key)];
  });
  return { ...document, ...Object.fromEntries(opened) };
}

const SEALED: Plain = { $sealed: true };
const unreadable = (stored: string): Plain => ({ $unreadable: stored });

function openSealed(stored: Plain, enhanced: boolean, key: Buffer | null): Plain {
  if (!enhanced || typeof stored !== 'string' || stored === '') return stored;
  if (!key) return SEALED;
  return openText(key, stored) ?? unreadable(stored);
}

/** An array of segments, zlib bytes of the JSON, or encrypted text of the hex of the zlib bytes (or of the JSON itself). */
function openTranscript(stored: Plain, enhanced: boolean, key: Buffer | null): Plain {
  try {
    if (typeof stored === 'string') {
      if (stored === '') return [];
      if (!enhanced) return JSON.parse(stored) as Plain;
      if (!key) return SEALED;
      const text = openText(key, stored);
      if (text === null) return unreadable(stored);
      return /^[0-9a-f]+$/i.test(text) ? inflated(Buffer.from(text, 'hex')) : (JSON.parse(text) as Plain);
    }
    const bytes = stored !== null && typeof stored === 'object' && '$bytes' in stored ? stored.$bytes : undefined;
    return typeof bytes === 'string' ? inflated(Buffer.from(bytes, 'base64')) : stored;
  } catch {
    return unreadable(typeof stored === 'string' ? stored : 'bytes');
  }
}

const inflated = (bytes: Buffer): Plain => JSON.parse(inflateSync(bytes).toString('utf8')) as Plain;
