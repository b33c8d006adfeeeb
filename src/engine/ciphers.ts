/** Under whom the documents of a run are encrypted: the recordings' own user, and that of the live sides. */
import type { Cipher } from '../catalog/packing.ts';
import type { Product } from '../catalog/product.ts';
import type { Seals } from '../state/recast.ts';

type Recorded = Pick<Product, 'recordedUid' | 'encryption'>;

/** Null where nothing is encrypted. */
export const recordedCipher = ({ recordedUid: uid, encryption }: Recorded): Cipher | null =>
  encryption?.cipherOf({ uid, secret: encryption.recordedSecret }) ?? null;

export interface LiveCiphers {
  /** Null: the secret of the live sides is not known, and encrypted fields are compared by form only. */
  cipher: Cipher | null;
  /** Seals a recording again for the live user. */
  seals?: Seals;
}

/** `told`: the secret of the live sides (PARITY_ENCRYPTION_SECRET), if it is given. */
export function liveCiphers(product: Recorded, uid: string, told: string | undefined): LiveCiphers {
  const { recordedUid, encryption } = product;
  if (!encryption) return { cipher: null };
  // The recorded user's own documents are under the recordings' secret unless another is told.
  const secret = told || (uid === recordedUid ? encryption.recordedSecret : undefined);
  const from = encryption.cipherOf({ uid: recordedUid, secret: encryption.recordedSecret });
  const cipher = secret === undefined ? null : encryption.cipherOf({ uid, secret });
  const same = uid === recordedUid && secret === encryption.recordedSecret;
  return { cipher, seals: { from, to: same ? 'same' : cipher, rewrite: encryption.rewrite } };
}
