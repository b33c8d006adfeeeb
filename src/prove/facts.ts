/** What the client notices: data about its calls, not the decoders that are under test. */
import type { ClientCall, Decodes } from '../catalog/client-call.ts';
import { isInstant } from '../client/instant.ts';

/** Changes that look noticeable and are not, each with the fact of the client that says so. */
export interface Unnoticed {
  route: string;
  /** `*` stands for every position, `/**` for everything. */
  pointer: string;
  kinds: readonly UnnoticedKind[];
  /** Why nobody notices. */
  reason: string;
  /** Page of the contract that the entry rests on, and what it says there in our words. */
  page: string;
  says: string;
}

export type UnnoticedKind = 'value' | 'order' | 'duplicate';

export interface Facts {
  calls: readonly ClientCall[];
  unnoticed: readonly Unnoticed[];
}

export const anonymous = (route: string): string => route.replace(/\{[^}]+\}/g, '{}');

export const callOf = (facts: Facts, route: string): ClientCall | undefined =>
  facts.calls.find((c) => anonymous(c.route) === anonymous(route));

/** Whether the client can read a body, by the facts alone. `null` in place of a whole answer is one that it knows. */
export const reads = (decodes: Decodes, body: unknown): boolean =>
  body !== undefined && (body === null || fits(decodes, body));

function fits(decodes: Decodes, value: unknown): boolean {
  if (decodes === null) return true;
  if (typeof decodes === 'string') return fitsWord(decodes, value);
  if (Array.isArray(decodes)) return Array.isArray(value) && value.every((v) => fits(decodes[0] as Decodes, v));
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(decodes).every(([name, inner]) => {
    const found = Reflect.get(value, name.replace(/\?$/, '')) as unknown;
    return (name.endsWith('?') && (found ?? null) === null) || fits(inner, found);
  });
}

function fitsWord(word: string, value: unknown): boolean {
  if ((value ?? null) === null) return word.endsWith('?');
  const type = word.replace(/\?$/, '');
  if (type === 'int') return Number.isInteger(value);
  if (type === 'double') return typeof value === 'number';
  if (type === 'bool') return typeof value === 'boolean';
  if (typeof value !== 'string') return false;
  if (type === 'date') return isInstant(value);
  const [, strict] = /^enum\((.*)\)$/.exec(type) ?? [];
  return strict === undefined || strict.split('|').includes(value);
}

/** All keys that the client decodes in an answer. */
export function keysOf(decodes: Decodes): string[] {
  if (decodes === null || typeof decodes === 'string') return [];
  if (Array.isArray(decodes)) return decodes.flatMap(keysOf);
  return Object.entries(decodes).flatMap(([k, v]) => [k.replace(/\?$/, ''), ...keysOf(v)]);
}

/** Asks which entry says that the client does not notice a kind of change at a place of a route. */
export function unnoticedIn(
  facts: Facts,
  route: string,
): (pattern: string, kind: UnnoticedKind) => Unnoticed | undefined {
  const entries = facts.unnoticed.filter((u) => anonymous(u.route) === anonymous(route));
  return (pattern, kind) =>
    entries.find(
      (u) =>
        u.kinds.includes(kind) && (u.pointer === '/**' || u.pointer === pattern || pattern.startsWith(`${u.pointer}/`)),
    );
}
