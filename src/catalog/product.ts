/** Everything that parity has to know of the product whose backends it compares. The one value that `src/` is given. */

import type { Case, FirestoreValue } from '../model/case.ts';
import type { Catalog } from './catalog.ts';
import type { Encryption } from './packing.ts';

/** A harmless read that shows whether both backends know the user and read the Firestore that parity writes. */
export interface Probe {
  /** Path template of the document that is put there for a moment; `{uid}` is the user, `{name}` a random name. */
  document: string;
  /** Its fields as typed Firestore values; the texts `{name}` and `{now}` are filled in. */
  fields: Readonly<Record<string, unknown>>;
  /** The client's read that lists it. */
  target: string;
}

/** A GET that only one of the two backends serves: one that answers it with success is that backend. */
export interface OwnRoute {
  side: 'rust' | 'python';
  target: string;
}

/** A step of a case whose recorded Python answer follows a rule. */
export interface RuledStep {
  /** Name of the route. */
  route: string;
  step: string;
}

/** A state of stored documents that changes what a route does: something is behind a paywall, or encrypted. */
export interface StoredState {
  name: string;
  /** Templates of the documents that have the field. */
  collections: readonly string[];
  field: string;
  value: FirestoreValue;
  /** What to record, behind the route: `over something that is locked`. */
  words: string;
}

export interface Product {
  catalog: Catalog;
  /** The user of every recording. */
  recordedUid: string;
  /** Path of the document below which everything of a user lies. */
  userPath(uid: string): string;
  /** How the store encrypts text, and the made-up secret of the recordings. Absent: it does not. */
  encryption?: Encryption & { recordedSecret: string };
  /** What a case may need of a live set-up beside the two backends (`needs` in `case.json`): name → what is lacking, as a sentence. */
  needs: Readonly<Record<string, string>>;
  /** Headers that the client sends with every request, beside the token and the start time. */
  clientHeaders: readonly (readonly [string, string])[];
  /** A read that answers the uid of the token under `uid`. */
  whoAmI: string;
  /** For `parity cover`. */
  states?: readonly StoredState[];
  probe?: Probe;
  ownRoutes: readonly OwnRoute[];
  /** For `parity prove`: where a rule has to be told as not applied when Python answers as Rust does. From the documents alone. */
  ruledSteps?(recording: Case, catalog: Catalog): RuledStep[];
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
