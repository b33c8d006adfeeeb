// A field is a JSON Pointer with a star for each position in an array: `/items/3/score` is a place of `/items/*/score`.
import type { Shape } from '../client/shape.ts';

/** Pointer → field. The shape tells an index from a key that is made of digits. */
export function fieldOf(shape: Shape, pointer: string): string {
  let at: Shape | undefined = shape;
  return segmentsOf(pointer)
    .map((segment) => {
      if (at?.kind === 'list') {
        at = at.element;
        return '/*';
      }
      at = at?.kind === 'record' ? at.fields[unescaped(segment)] : undefined;
      return `/${segment}`;
    })
    .join('');
}

/** Whether a pointer, of a finding for instance, is a place of the field. */
export function isPlaceOf(field: string, pointer: string): boolean {
  const wanted = segmentsOf(field);
  const found = segmentsOf(pointer);
  const same = (want: string, i: number): boolean =>
    want === found[i] || (want === '*' && /^\d+$/.test(found[i] ?? ''));
  return wanted.length === found.length && wanted.every(same);
}

/** The value at a pointer, undefined where there is none. */
export function valueAt(root: unknown, pointer: string): unknown {
  let at = root;
  for (const segment of segmentsOf(pointer)) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, unescaped(segment))) return undefined;
    at = Reflect.get(at, unescaped(segment));
  }
  return at;
}

const segmentsOf = (pointer: string): string[] => pointer.split('/').slice(1);
const unescaped = (segment: string): string => segment.replaceAll('~1', '/').replaceAll('~0', '~');
