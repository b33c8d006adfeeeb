/** How a product keeps values packed in its store: encrypted per user, compressed. `src/` opens and seals only through this. */
import type { Plain, PlainDocument } from '../model/plain.ts';

/** Whose text it is, and the secret under which it is encrypted. */
export interface Owner {
  uid: string;
  secret: string;
}

/** The encryption of one owner's text. */
export interface Cipher {
  /** Null for text that is not encrypted for this owner. */
  open(stored: string): string | null;
  /** The same text gives the same result: both sides get the same world. */
  seal(text: string): string;
}

export interface Encryption {
  cipherOf(owner: Owner): Cipher;
  /** Changes text that was opened, which may be packed once more. */
  rewrite(opened: string, change: (text: string) => string): string;
}

/** Opens a stored value. `cipher` null: no secret is known, and encrypted values are compared by form only. */
export type Unpack = (stored: Plain, document: PlainDocument, cipher: Cipher | null) => Plain;

/** An encrypted value that nobody can open. */
export const SEALED: Plain = { $sealed: true };

/** A value that is not packed as it should be. */
export const unreadable = (stored: string): Plain => ({ $unreadable: stored });
