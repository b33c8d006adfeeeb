/** Answers of one side to the same step, again and again → where that side differs from itself. */

import type { Shape } from '../client/shape.ts';
import type { Pair, Side } from '../model/side.ts';
import { fieldOf, valueAt } from './field.ts';

/** One decoded answer, or why the client would have called it failed. */
export type Reading = { ok: true; value: unknown } | { ok: false; reason: string };

/** Pointers at which the client would see something else: in `a`, or in `b` for what only `b` has. */
export type ComparePointers = (shape: Shape, a: unknown, b: unknown) => readonly string[];

/** One step of one case with all its repetitions, per side in the order of the repetitions. */
export interface RepeatedStep {
  /** The client's route: `GET /v1/things/{id}`. */
  route: string;
  suite: string;
  case: string;
  step: string;
  /** How the client reads the route's answer; of no matter where it reads none. */
  shape: Shape;
  readings: Pair<readonly Reading[]>;
}

/** A field that is not always the same: two of the values that were there. */
export interface Unsteady {
  field: string;
  /** `call`: the call itself works and fails by turns. */
  kind: 'field' | 'call';
  seen: readonly [unknown, unknown];
}

/** Where a field was seen to change by itself. */
export interface NoisyPlace {
  suite: string;
  case: string;
  step: string;
  side: Side;
  /** Two values of the field, as short text. */
  seen: readonly [string, string];
}

/** One field of a route that differs from itself, over all cases. `pointer` has `*` for array positions. */
export interface NoisyField {
  route: string;
  pointer: string;
  /** `call`: the call itself works and fails by turns. */
  kind: Unsteady['kind'];
  sides: Side[];
  places: NoisyPlace[];
}

/** Compares the first good reading with all the others; each field is named once. One reading tells nothing. */
export function unsteadyIn(shape: Shape, readings: readonly Reading[], compare: ComparePointers): Unsteady[] {
  const found: Unsteady[] = [];
  const failed = readings.find((r) => !r.ok);
  const [first, ...others] = readings.filter((r) => r.ok);
  if (!first) return [];
  if (failed) found.push({ field: '', kind: 'call', seen: ['works', failed.reason] });
  const named = new Set<string>();
  for (const other of others) {
    for (const pointer of compare(shape, first.value, other.value)) {
      const field = fieldOf(shape, pointer);
      if (named.has(field)) continue;
      named.add(field);
      found.push({ field, kind: 'field', seen: [valueAt(first.value, pointer), valueAt(other.value, pointer)] });
    }
  }
  return found;
}

/** What a steady side shows at a field: the value at the first place of it. */
export function steadyValue(readings: readonly Reading[], field: string): unknown {
  const first = readings.find((r) => r.ok);
  return first && valueAt(first.value, field.replaceAll('/*', '/0'));
}
