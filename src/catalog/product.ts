/** Everything that parity has to know of the product whose backends it compares. The one value that `src/` is given. */
import type { Catalog } from './catalog.ts';

/** A harmless read that shows whether both backends know the user and read the Firestore that parity writes. */
export interface Probe {
  /** Path template of the document that is put there for a moment; `{uid}` is the user, `{name}` a random name. */
  document: string;
  /** Its fields as typed Firestore values; the texts `{name}` and `{now}` are filled in. */
  fields: Readonly<Record<string, unknown>>;
  /** The client's call that lists it. */
  method: 'GET';
  target: string;
}

/** A GET that only one of the two backends serves: one that answers it with success is that backend. */
export interface OwnRoute {
  side: 'rust' | 'python';
  target: string;
}

export interface Product {
  catalog: Catalog;
  /** The user of every recording. */
  recordedUid: string;
  /** The made-up secret under which the recordings' documents were encrypted. */
  recordedSecret: string;
  /** A read that answers the uid of the token under `uid`. */
  whoAmI: string;
  probe?: Probe;
  ownRoutes: readonly OwnRoute[];
  /** Absolute paths of the product's own files. */
  files: {
    fixtures: string;
    /** Expected differences. */
    ledger: string;
    /** What the client notices, for `parity prove`. */
    facts: string;
  };
}

/** The catalogue is big: a command loads it when it needs it. */
export type LoadProduct = () => Promise<Product>;
