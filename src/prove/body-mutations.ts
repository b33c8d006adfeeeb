/** One change of a body that the client notices. Each returns undefined where it would change nothing. */
import { type Facts, isUnnoticed, type Place } from './facts.ts';

export interface BodyMutation {
  kind: string;
  /** Pattern of the place. */
  pattern: string;
  body: unknown;
}

type Path = readonly (string | number)[];

const clone = <T>(v: T): T => structuredClone(v);

export const at = (root: unknown, path: Path): unknown =>
  path.reduce<unknown>((v, part) => (typeof v === 'object' && v !== null ? Reflect.get(v, part) : undefined), root);

/** A copy of the body with the parent of a place changed. */
function changed(
  root: unknown,
  path: Path,
  change: (parent: Record<string | number, unknown>, key: string | number) => void,
): unknown {
  const copy = clone(root);
  const parent = at(copy, path.slice(0, -1));
  change(parent as Record<string | number, unknown>, path.at(-1) as string | number);
  return copy;
}

const set = (root: unknown, path: Path, value: unknown): unknown =>
  path.length === 0
    ? value
    : changed(root, path, (parent, key) => {
        parent[key] = value;
      });

/** Values that could be what the client puts in for a missing key: dropping one may change nothing. */
export const COULD_BE_DEFAULT = new Set<unknown>([
  '',
  0,
  1,
  100,
  0.5,
  true,
  false,
  'now',
  'other',
  'system',
  'manual',
  'private',
  'completed',
  'New Chat',
  'human',
  'ok',
  'concept',
  'boolean',
  'under-review',
  '#6B7280',
  null,
  undefined,
]);

const HOUR_MS = 3_600_000;

const ISO = /^\d{4}-\d\d-\d\dT/;

/** All changes of one place. `isNow`: a time of the run, which every other time of the run equals. */
export function mutationsOf(
  body: unknown,
  place: Place,
  route: string,
  facts: Facts,
  isNow: (text: string) => boolean,
  isId: (text: string) => boolean,
): BodyMutation[] {
  const { path, pattern, type, optional, kind } = place;
  const value = at(body, path);
  const out: BodyMutation[] = [];
  const add = (name: string, mutated: unknown): void => void out.push({ kind: name, pattern, body: mutated });
  const inMap = typeof path.at(-1) === 'string';
  const here = inMap && typeof at(body, path.slice(0, -1)) === 'object';
  if (here && !optional && value !== undefined) {
    add(
      'drop',
      changed(body, path, (parent, key) => void delete parent[key]),
    );
    if (value !== null) add('null', set(body, path, null));
    add(
      'rename',
      changed(body, path, (parent, key) => {
        parent[`${key}_renamed`] = parent[key];
        delete parent[key];
      }),
    );
  }
  if (value === undefined || value === null) return out;
  const notices = !isUnnoticed(facts, route, pattern, 'value');
  if (
    here &&
    optional &&
    kind === 'scalar' &&
    notices &&
    !COULD_BE_DEFAULT.has(value) &&
    !(typeof value === 'string' && isNow(value))
  ) {
    add(
      'drop',
      changed(body, path, (parent, key) => void delete parent[key]),
    );
  }
  if (kind === 'scalar')
    add(
      'retype',
      set(
        body,
        path,
        typeof value === 'string'
          ? 12345
          : typeof value === 'number'
            ? 'text'
            : typeof value === 'boolean'
              ? 'true'
              : 5,
      ),
    );
  if (kind !== 'scalar') add('retype', set(body, path, 'text'));
  if (type === 'date' && typeof value === 'string' && ISO.test(value)) {
    add('naive-date', set(body, path, value.replace(/(Z|[+-]\d\d:?\d\d)$/, '')));
    if (notices) add('shift-instant', set(body, path, new Date(Date.parse(value) - 400 * 24 * HOUR_MS).toISOString()));
  }
  const strict = /^enum\((.*)\)$/.exec(type);
  if (strict && typeof value === 'string') {
    add('wrong-enum', set(body, path, 'no-such-value'));
    const other = strict[1]?.split('|').find((v) => v !== value);
    if (notices && other) add('other-value', set(body, path, other));
  }
  const lossy = /^enum\?\((.*)\)$/.exec(type);
  if (lossy && notices && typeof value === 'string') {
    const other = lossy[1]?.split('|').find((v) => v !== value);
    if (other) add('other-value', set(body, path, other));
  }
  if (notices && type === 'string' && typeof value === 'string' && !ISO.test(value) && !isId(value))
    add('other-value', set(body, path, `${value} changed`));
  if (notices && type === 'bool' && typeof value === 'boolean') add('other-value', set(body, path, !value));
  if (notices && (type === 'int' || type === 'double') && typeof value === 'number') {
    add('other-value', set(body, path, value + 1));
    if (!Number.isInteger(value) && Math.abs(value - Math.round(value)) > 1e-3)
      add('round', set(body, path, type === 'double' ? Math.round(value) : value + 0.5));
  }
  if (kind === 'list' && Array.isArray(value)) out.push(...listMutations(body, place, value, route, facts));
  return out;
}

function listMutations(
  body: unknown,
  { path, pattern }: Place,
  value: readonly unknown[],
  route: string,
  facts: Facts,
): BodyMutation[] {
  const out: BodyMutation[] = [];
  const add = (kind: string, list: unknown[]): void => void out.push({ kind, pattern, body: set(body, path, list) });
  if (isUnnoticed(facts, route, pattern, 'value')) return out;
  const text = value.map((v) => JSON.stringify(v));
  const [first, second] = value;
  if (value.length > 0) {
    const left = value.slice(1);
    if (!text.slice(1).includes(text[0] as string)) add('drop-element', left);
    add('empty-list', []);
    if (typeof first === 'object' && first !== null && 'id' in first)
      add('add-element', [...value, { ...first, id: 'ffffffff-0000-4000-8000-00000000ffff' }]);
    if (!isUnnoticed(facts, route, pattern, 'duplicate')) add('duplicate-element', [first, ...value]);
  }
  if (value.length > 1 && text[0] !== text[1] && !isUnnoticed(facts, route, pattern, 'order'))
    add('swap-elements', [second, first, ...value.slice(2)]);
  return out;
}
