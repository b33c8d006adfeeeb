/** Encrypted text of a recording, sealed again for another user and secret. The counterpart of `open.ts`. */
import { createCipheriv, createHmac } from 'node:crypto';
import { deflateSync, inflateSync } from 'node:zlib';
import type { Fields, FirestoreValue } from '../model/case.ts';
import { openText, userKey } from './secret.ts';

const NONCE = 12;

/**
 * base64(nonce ‖ ciphertext ‖ tag) under a user's key (32 bytes). The nonce is made from key and text: both
 * sides get the same world, and no nonce serves two texts.
 */
export function sealText(key: Buffer, text: string): string {
  const nonce = createHmac('sha256', key).update(text).digest().subarray(0, NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64');
}

export interface Owner {
  uid: string;
  secret: string;
}

type Rewrite = (text: string) => string;
type Documents = Readonly<Record<string, Fields>>;

/** Text shorter than nonce and tag, or of other letters, cannot be sealed. */
const maySealed = (text: string): boolean => text.length >= 40 && /^[A-Za-z0-9+/]+={0,2}$/.test(text);

/** Whether any field is sealed for this owner: then a live run needs the secret of its own user. */
export function hasSealed(documents: Documents, owner: Owner): boolean {
  const key = userKey(owner.secret, owner.uid);
  const found = (value: FirestoreValue): boolean => {
    if ('stringValue' in value) return maySealed(value.stringValue) && openText(key, value.stringValue) !== null;
    if ('arrayValue' in value) return (value.arrayValue.values ?? []).some(found);
    return 'mapValue' in value && Object.values(value.mapValue.fields ?? {}).some(found);
  };
  return Object.values(documents).some((fields) => Object.values(fields).some(found));
}

/**
 * Every field that opens under `from` is sealed for `to`; the tag of the cipher tells those from all others.
 * `rewrite` changes the opened text on the way (another uid in it); of a transcript it gets the JSON.
 */
export function resealDocuments(
  documents: Documents,
  from: Owner,
  to: Owner,
  rewrite?: Rewrite,
): Record<string, Fields> {
  const [open, seal] = [userKey(from.secret, from.uid), userKey(to.secret, to.uid)];
  const value = (given: FirestoreValue): FirestoreValue => {
    if ('stringValue' in given) {
      const text = maySealed(given.stringValue) ? openText(open, given.stringValue) : null;
      return text === null ? given : { stringValue: sealText(seal, rewrite ? rewritten(text, rewrite) : text) };
    }
    if ('arrayValue' in given && given.arrayValue.values)
      return { arrayValue: { values: given.arrayValue.values.map(value) } };
    if ('mapValue' in given && given.mapValue.fields) return { mapValue: { fields: fields(given.mapValue.fields) } };
    return given;
  };
  const fields = (given: Fields): Fields =>
    Object.fromEntries(Object.entries(given).map(([name, v]) => [name, value(v)]));
  return Object.fromEntries(Object.entries(documents).map(([path, given]) => [path, fields(given)]));
}

/** Transcripts are sealed as the hex of their compressed JSON. */
function rewritten(text: string, rewrite: Rewrite): string {
  if (!/^78[0-9a-f]+$/i.test(text)) return rewrite(text);
  try {
    const json = inflateSync(Buffer.from(text, 'hex')).toString('utf8');
    const changed = rewrite(json);
    return changed === json ? text : deflateSync(changed).toString('hex');
  } catch {
    return rewrite(text);
  }
}
