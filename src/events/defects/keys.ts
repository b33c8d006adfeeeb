/** A finding → the key of its cause: findings of one cause have one key, in every case and every run. Pure. */
import type { Finding } from '../../model/result.ts';

/** Findings of runs of before tell neither kind nor place. */
export const kindOf = (f: Finding): NonNullable<Finding['difference']> =>
  f.difference ?? (f.class === 'state' ? 'field' : f.class === 'breaking' ? 'outcome' : 'value');

export const placeOf = (f: Finding): string => f.place ?? f.pointer.replace(/\/\d+(?=\/|$)/g, '/*');

/** Of the finding alone, whatever stands around it. */
export function ownKey(f: Finding): string {
  const kind = kindOf(f);
  if (kind !== 'outcome') return [f.route, f.class, kind, placeOf(f), f.direction].join('\n');
  const failing = String(f.direction === 'rust' ? f.rust : f.python);
  const unreadable = /^(\d+), the body does not decode/.exec(failing);
  // What the client cannot read is told by the place and the reason, without the value that was there.
  const why = unreadable ? reasonOf(failing) : saidKey(f.said ?? '');
  return [f.route, kind, f.direction, unreadable ? placeOf(f) : failing.slice(0, 3), why].join('\n');
}

const reasonOf = (failing: string): string => /: (expected [^,]+|[^,:]+)[^:]*$/.exec(failing)?.[1] ?? '';

/** FastAPI's details without values: which value of the request, and what is wrong with it. */
function saidKey(said: string): string {
  const places = [...said.matchAll(/"loc":\s*\[([^\]]*)\]/g)].map((match) => match[1]?.replace(/\b\d+\b/g, '*') ?? '');
  const types = [...said.matchAll(/"type":\s*"([^"]+)"/g)].map((match) => match[1]);
  if (places.length > 0) return [...new Set(places.map((place, i) => `${place} ${types[i] ?? ''}`))].sort().join(';');
  return withoutNames(said).slice(0, 120);
}

/** Ids and numbers are of the run. */
const withoutNames = (text: string): string =>
  text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-zA-Z_-]{18,}|\d+/g, '*').toLowerCase();

/** Keys of the field itself: `/0/details/name` and `users/…#/details/name` → `details/name`. */
export const fieldOf = (f: Finding): string =>
  (f.pointer.split('#').at(-1) ?? '')
    .split('/')
    .filter((part) => part !== '' && !/^\d+$/.test(part))
    .join('/');

/** The row that a finding is in: the pointer up to its last index, or the document. */
export function rowOf(f: Finding): string {
  const document = f.pointer.includes('#') ? f.pointer.slice(0, f.pointer.indexOf('#')) : '';
  const inside = f.pointer.split('#').at(-1) ?? '';
  const at = /^(.*\/\d+)(?:\/|$)/.exec(inside)?.[1] ?? '';
  return `${document}#${at}`;
}

/** The record around a field, without indexes: that of `…/details/name` is `…/details`. */
export const around = (place: string): string => place.slice(0, Math.max(place.lastIndexOf('/'), place.indexOf('#')));
