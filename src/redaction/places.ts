/** Declared places → what is declared for a JSON Pointer. */
import type { PersonalKind } from '../model/personal.ts';

export type Personal = Readonly<Record<string, PersonalKind>>;

/** Of a part of a declared place: a star stands for any one part, two for any number of them. */
function sourceOf(part: string): string {
  if (part === '**') return '(?:/[^/]+)*';
  if (part === '*') return '/[^/]+';
  return `/${part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`;
}

/** `pointer` is asked for only where something is declared. */
export type Declared = (pointer: () => string) => PersonalKind | undefined;

export function placesOf(declared: Personal): Declared {
  const patterns = Object.entries(declared).map(([place, kind]) => {
    const source = place.split('/').slice(1).map(sourceOf).join('');
    return { pattern: new RegExp(`^${source}$`), kind };
  });
  if (patterns.length === 0) return () => undefined;
  return (pointer) => {
    const at = pointer();
    return patterns.find(({ pattern }) => pattern.test(at))?.kind;
  };
}
