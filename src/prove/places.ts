/** Places of a body that the client decodes. */
import type { Decodes } from '../catalog/client-call.ts';

/** Keys and indexes. */
export type Path = readonly (string | number)[];

export const at = (root: unknown, path: Path): unknown =>
  path.reduce<unknown>((v, part) => (typeof v === 'object' && v !== null ? Reflect.get(v, part) : undefined), root);

/** One place. */
export interface Place {
  path: Path;
  /** The path with `*` for every index. */
  pattern: string;
  type: string;
  optional: boolean;
  kind: 'scalar' | 'list' | 'record';
}

/** Walks a body along what the client decodes; of a list the first element stands for all. */
export function placesOf(decodes: Decodes, body: unknown): Place[] {
  const found: Place[] = [];
  visit(decodes, body, [], false, found);
  return found;
}

const patternOf = (path: readonly (string | number)[]): string =>
  path.map((p) => `/${typeof p === 'number' ? '*' : p}`).join('');

function visit(decodes: Decodes, value: unknown, path: (string | number)[], optional: boolean, found: Place[]): void {
  if (decodes === null) return;
  const place = { path: [...path], pattern: patternOf(path) };
  if (typeof decodes === 'string') {
    const open = optional || decodes.endsWith('?');
    found.push({ ...place, type: decodes.replace(/\?$/, ''), optional: open, kind: 'scalar' });
  } else if (Array.isArray(decodes)) {
    found.push({ ...place, type: 'list', optional, kind: 'list' });
    // The element with most keys set says most.
    const elements = Array.isArray(value) ? value : [];
    const index = richest(elements);
    if (index >= 0) visit(decodes[0] as Decodes, elements[index], [...path, index], false, found);
  } else {
    if (path.length > 0) found.push({ ...place, type: 'record', optional, kind: 'record' });
    if (typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(decodes)) {
      const key = name.replace(/\?$/, '');
      visit(inner, Reflect.get(value, key), [...path, key], name.endsWith('?'), found);
    }
  }
}

function richest(elements: readonly unknown[]): number {
  const filled = (e: unknown): number =>
    typeof e === 'object' && e !== null ? Object.values(e).reduce<number>((sum, v) => sum + weight(v), 0) : 1;
  let best = -1;
  elements.forEach((e, i) => {
    if (best < 0 || filled(e) > filled(elements[best])) best = i;
  });
  return best;
}

/** A list of two can lose one and change its order, one of one less, an empty one nothing. */
function weight(value: unknown): number {
  if (value === null || value === '') return 0;
  return Array.isArray(value) ? Math.min(value.length, 2) / 2 : 1;
}
