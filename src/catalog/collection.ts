/**
 * What of a stored document matters. A suite declares its collections with this; the comparer of documents and
 * the opener of packed fields read it.
 */

import type { PersonalKind } from '../model/personal.ts';
import type { Unpack } from './packing.ts';

/** How a field's value is stored and compared. */
export type FieldForm =
  /** Plain value; numbers by value, lists in order. */
  | 'plain'
  /** A list whose order does not count. */
  | 'set'
  /** JSON inside a string; key order does not count. */
  | 'json'
  /** An instant, as a timestamp or as ISO text. */
  | 'instant'
  /** Repeats the document's own name: absent means the name. Only as a field of the document itself. */
  | 'name'
  /** A map whose fields are declared one by one (`fields`). */
  | 'map';

export interface FieldRule {
  form: FieldForm;
  /** Opens what is stored packed; the rest of the rule is about what it opens to. Only as a field of the document itself. */
  unpack?: Unpack;
  /** Values that mean the same as an absent field. Null does unless `nullCounts`. */
  absent?: readonly (string | number | boolean | readonly [])[];
  /** A stored null is not the same as an absent field. */
  nullCounts?: boolean;
  /**
   * What a plain text or number stands for: `id` names a document (new ones are paired, also inside a list), `epoch` is a
   * time as a number of seconds, or a text with ten digits that are one, `instant` a time that may be written as text with
   * any zone. Only an `epoch` moves with a world that is relative to its recording: any other number is no time.
   */
  holds?: 'id' | 'epoch' | 'instant';
  /** A list of these documents is sorted by it: a change of it may change the order that is shown. */
  orders?: true;
  /** A report tells that it differs, never what it is. */
  secret?: true;
  /** Somebody's: a stand-in is kept in its place. */
  personal?: PersonalKind;
  /** Absolute tolerance for numbers. */
  within?: number;
  /** For `map`: the fields inside; for a list of maps: the fields of an element. */
  fields?: Readonly<Record<string, FieldRule>>;
  /** For `map`: an empty map is not the same as an absent one. */
  emptyCounts?: boolean;
  /** For `map`: whether keys that are not in `fields` count. */
  others?: 'count' | 'ignore';
}

export interface Collection {
  /** Template of the documents' path: `users/{uid}/things/{id}`. */
  path: string;
  /** Fields that count, by name. */
  fields: Readonly<Record<string, FieldRule>>;
  /** Fields that do not count, each with the reason. */
  immaterial?: Readonly<Record<string, string>>;
  /** Whether fields in neither list count. Default `ignore`: no route of the catalogue reads them. */
  others?: 'count' | 'ignore';
  /** Personal fields that do not count. */
  personal?: Readonly<Record<string, PersonalKind>>;
  /** Fields whose text tells which new document of one side is which of the other, when no id does. */
  pairBy?: readonly string[];
  /**
   * The document's name is a day (`2026-11-24`, `20261124`) or an hour (`2026-11-24-00`) in UTC. With a world that is relative
   * to its recording it moves, and so do fields that repeat it, as a whole or as `year`, `month`, `day`, `hour`.
   */
  named?: 'day' | 'hour';
}

/** A field that counts as it is stored; `absent` lists the values that mean the same as no field. */
export function field(absent: FieldRule['absent'] = [], more: Partial<FieldRule> = {}): FieldRule {
  return { form: 'plain', absent, ...more };
}

/** A field that names another document, or several in a list. */
export const idField = (absent: FieldRule['absent'] = [], more: Partial<FieldRule> = {}): FieldRule =>
  field(absent, { holds: 'id', ...more });

/** A time, as a timestamp or as text; `more` may say that lists are sorted by it. */
export const timeField = (more: Partial<FieldRule> = {}): FieldRule => field([], { holds: 'instant', ...more });

/** Absent, null, false, 0-length text and the empty list mean the same: the commonest optional. */
export const OPTIONAL: FieldRule = { form: 'plain', absent: ['', false, []] };
