/** A stored transcript: an array of segments, zlib bytes of its JSON, or encrypted text of the hex of those bytes. */
import { deflateSync, inflateSync } from 'node:zlib';
import type { FieldRule } from '../../src/catalog/collection.ts';
import { SEALED, type Unpack, unreadable } from '../../src/catalog/packing.ts';
import type { Plain } from '../../src/model/plain.ts';
import { isEnhanced } from './sealed.ts';

const HEX = /^[0-9a-f]+$/i;
/** Hex of zlib bytes. */
const COMPRESSED = /^78[0-9a-f]+$/i;

const inflated = (bytes: Buffer): Plain => JSON.parse(inflateSync(bytes).toString('utf8')) as Plain;

const unpack: Unpack = (stored, document, cipher) => {
  try {
    if (typeof stored === 'string') {
      if (stored === '') return [];
      if (!isEnhanced(document)) return JSON.parse(stored) as Plain;
      if (!cipher) return SEALED;
      const text = cipher.open(stored);
      if (text === null) return unreadable(stored);
      return HEX.test(text) ? inflated(Buffer.from(text, 'hex')) : (JSON.parse(text) as Plain);
    }
    const bytes = stored !== null && typeof stored === 'object' && '$bytes' in stored ? stored.$bytes : undefined;
    return typeof bytes === 'string' ? inflated(Buffer.from(bytes, 'base64')) : stored;
  } catch {
    return unreadable(typeof stored === 'string' ? stored : 'bytes');
  }
};

/** Compared as a list of segments. */
export const transcriptField = (more: Partial<FieldRule> = {}): FieldRule => ({ form: 'plain', unpack, ...more });

/** Opened text, changed in its JSON where it is a compressed transcript. */
export function rewrittenTranscript(opened: string, change: (text: string) => string): string {
  if (!COMPRESSED.test(opened)) return change(opened);
  try {
    const json = inflateSync(Buffer.from(opened, 'hex')).toString('utf8');
    const changed = change(json);
    return changed === json ? opened : deflateSync(changed).toString('hex');
  } catch {
    return change(opened);
  }
}
