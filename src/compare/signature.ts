/**
 * A value as one text that is the same on both sides where the client sees the same. What a server makes anew (an id
 * that is not paired yet) is left open, so that elements can be told by everything else.
 */
import { NOW } from '../client/instant.ts';
import type { Shape } from '../client/shape.ts';
import type { Side } from '../model/side.ts';
import { canonicalText, type Equality } from './equality.ts';

/** Stands for an id that is new on its side. */
const OPEN = '\u0000new';

/**
 * `shape` undefined: a stored value, told by what it is. `order` `free`: the order of the outermost list does not
 * count (a stored set).
 */
export function signature(shape: Shape | undefined, side: Side, value: unknown, eq: Equality, order?: 'free'): string {
  if (value === null || value === undefined) return 'null';
  if (shape?.kind === 'unseen') return '';
  if (typeof value === 'string') return textSignature(shape, side, value, eq);
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) {
    const element = shape?.kind === 'list' ? shape.element : undefined;
    const parts = value.map((v) => signature(element, side, v, eq));
    const free = order === 'free' || (shape?.kind === 'list' && shape.order === 'free');
    return JSON.stringify(free ? [...new Set(parts)].sort() : parts);
  }
  const instant = Reflect.get(value, '$instant') as unknown;
  if (typeof instant === 'number') return eq.clock.isNow(side, instant) ? NOW : String(instant);
  const names = shape?.kind === 'record' ? Object.keys(shape.fields) : Object.keys(value).sort();
  const fields = shape?.kind === 'record' ? shape.fields : {};
  return JSON.stringify(names.map((name) => [name, signature(fields[name], side, Reflect.get(value, name), eq)]));
}

function textSignature(shape: Shape | undefined, side: Side, text: string, eq: Equality): string {
  // Which stored document is which may go by a time, however it is written.
  if (!shape || shape.kind === 'instant') {
    const word = eq.clock.instantWord(side, text);
    if (word !== text) return word;
  }
  if (shape?.kind !== 'text') return JSON.stringify(canonicalText(eq, side, text));
  if (shape.role === 'id' && eq.identity.isNew(side, text)) return OPEN;
  if (shape.role === 'model') return text === '' ? '""' : 'wording';
  return JSON.stringify(canonicalText(eq, side, text));
}
