/** The encryption of stored text: AES-256-GCM under a key that belongs to one user. */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import type { Cipher, Encryption, Owner } from '../../src/catalog/packing.ts';
import { rewrittenTranscript } from './transcript.ts';

const NONCE = 12;
const TAG = 16;
/** Text shorter than nonce and tag, or of other letters, is not encrypted. */
const MAY_BE = /^[A-Za-z0-9+/]{38,}={0,2}$/;

/** HKDF-SHA256 of the secret, salted with the uid. 32 bytes. */
const keyOf = ({ secret, uid }: Owner): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, uid, 'user-data-encryption', 32));

/** Text is stored as base64(nonce ‖ ciphertext ‖ tag). */
function cipherOf(owner: Owner): Cipher {
  const key = keyOf(owner);
  return {
    open(stored) {
      if (!MAY_BE.test(stored)) return null;
      const bytes = Buffer.from(stored, 'base64');
      if (bytes.length < NONCE + TAG) return null;
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE));
      decipher.setAuthTag(bytes.subarray(bytes.length - TAG));
      try {
        const text = decipher.update(bytes.subarray(NONCE, bytes.length - TAG));
        return Buffer.concat([text, decipher.final()]).toString('utf8');
      } catch {
        return null;
      }
    },
    seal(text) {
      // Made from key and text: the same for both sides, and no nonce serves two texts.
      const nonce = createHmac('sha256', key).update(text).digest().subarray(0, NONCE);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const sealed = [nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()];
      return Buffer.concat(sealed).toString('base64');
    },
  };
}

export const encryption: Encryption = { cipherOf, rewrite: rewrittenTranscript };
