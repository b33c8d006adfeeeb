/** The encryption of stored text: AES-256-GCM under a key that belongs to one user. */
import { createDecipheriv, hkdfSync } from 'node:crypto';

/** The made-up secret under which the recordings' documents were encrypted. */
export const RECORDING_SECRET = 'parity-recording-secret-0123456789abcdef';

const NONCE = 12;
const TAG = 16;

/** The key of one user: HKDF-SHA256 of the secret, salted with the uid. 32 bytes. */
export function userKey(secret: string, uid: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, uid, 'user-data-encryption', 32));
}

/** Opens base64(nonce ‖ ciphertext ‖ tag); null when it is not encrypted under this key. */
export function openText(key: Buffer, stored: string): string | null {
  const bytes = Buffer.from(stored, 'base64');
  if (bytes.length < NONCE + TAG) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE));
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE, bytes.length - TAG)), decipher.final()]).toString(
      'utf8',
    );
  } catch {
    return null;
  }
}
