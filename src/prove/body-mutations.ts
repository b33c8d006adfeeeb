/** Changes of one place of a body that the client notices. */
import type { DecodedBody } from './decoded.ts';
import type { Unnoticed, UnnoticedKind } from './facts.ts';
import type { LeftOut } from './left-out.ts';
import { at, type Path, type Place } from './places.ts';

export interface BodyMutation {
  kind: string;
  /** Pattern of the place. */
  pattern: string;
  body: unknown;
  /** The verdict that the facts call for: the body does not decode any more, or says something else. */
  to: 'breaking' | 'differs';
  /** Why it is not tried. */
  leftOut?: LeftOut;
}

/** What a place is asked beside the facts. */
export interface Asked extends DecodedBody {
  /** The fact that nobody notices a kind of change at a place. */
  unnoticed(pattern: string, kind: UnnoticedKind): Unnoticed | undefined;
  /** A text that neither the world nor a request has said. */
  isNew(text: string): boolean;
}

type Add = (kind: string, to: BodyMutation['to'], body: unknown, leftOut?: LeftOut) => void;

/** A copy of the body with the parent of a place changed. */
function changed(
  root: unknown,
  path: Path,
  change: (parent: Record<string | number, unknown>, key: string | number) => void,
): unknown {
  const copy = structuredClone(root);
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

const without = (root: unknown, path: Path): unknown => changed(root, path, (parent, key) => void delete parent[key]);

const DAY_MS = 24 * 3_600_000;
const ISO = /^\d{4}-\d\d-\d\dT/;
const OF_ANOTHER_TYPE: Record<string, unknown> = { string: 12345, number: 'text', boolean: 'true' };

/** All changes of one place. */
export function mutationsOf(body: unknown, place: Place, asked: Asked): BodyMutation[] {
  const { path, pattern, optional, kind } = place;
  const value = at(body, path);
  const out: BodyMutation[] = [];
  const add: Add = (name, to, mutated, leftOut) =>
    void out.push({ kind: name, pattern, to, body: mutated, ...(leftOut ? { leftOut } : {}) });
  if (value === undefined) return out;
  const isKey = typeof path.at(-1) === 'string';
  if (isKey && !optional) lossOfRequired(body, path, value, add);
  if (value === null) return out;
  const unseen = leftOutBy(asked, pattern, 'value');
  if (isKey && optional) {
    const dropped = without(body, path);
    add('drop', 'differs', dropped, unseen ?? (asked.putsIn(dropped, path) ? { reason: 'default' } : undefined));
  }
  add('retype', 'breaking', set(body, path, kind === 'scalar' ? (OF_ANOTHER_TYPE[typeof value] ?? 5) : 'text'));
  if (kind === 'scalar') otherValues(body, place, value, unseen, asked, add);
  if (kind === 'list' && Array.isArray(value)) listMutations(body, place, value, unseen, asked, add);
  return out;
}

function leftOutBy(asked: Asked, pattern: string, kind: UnnoticedKind): LeftOut | undefined {
  const entry = asked.unnoticed(pattern, kind);
  return entry && { reason: 'unnoticed', entry };
}

function lossOfRequired(body: unknown, path: Path, value: unknown, add: Add): void {
  add('drop', 'breaking', without(body, path));
  if (value !== null) add('null', 'breaking', set(body, path, null));
  add(
    'rename',
    'breaking',
    changed(body, path, (parent, key) => {
      parent[`${key}_renamed`] = parent[key];
      delete parent[key];
    }),
  );
}

function otherValues(
  body: unknown,
  { path, type }: Place,
  value: unknown,
  unseen: LeftOut | undefined,
  asked: Asked,
  add: Add,
): void {
  const other = (instead: unknown, leftOut = unseen): void =>
    add('other-value', 'differs', set(body, path, instead), leftOut);
  const [, strict, lossy] = /^enum(?:\((.*)\)|\?\((.*)\))$/.exec(type) ?? [];
  if (strict !== undefined) add('wrong-enum', 'breaking', set(body, path, 'no-such-value'));
  const listed = (strict ?? lossy)?.split('|').find((v) => v !== value);
  if (listed !== undefined) other(listed);
  if (type === 'date' && typeof value === 'string' && ISO.test(value)) {
    add('naive-date', 'breaking', set(body, path, value.replace(/(Z|[+-]\d\d:?\d\d)$/, '')));
    const shifted = new Date(Date.parse(value) - 400 * DAY_MS).toISOString();
    add('shift-instant', 'differs', set(body, path, shifted), unseen);
  }
  if (type === 'string' && typeof value === 'string')
    other(
      `${value} changed`,
      unseen ?? (asked.isMade(path) && asked.isNew(value) ? { reason: 'generated' } : undefined),
    );
  if (type === 'bool' && typeof value === 'boolean') other(!value);
  if ((type === 'int' || type === 'double') && typeof value === 'number') {
    other(value + 1);
    const fraction = Math.abs(value - Math.round(value)) > 1e-3;
    if (fraction && type === 'double') add('round', 'differs', set(body, path, Math.round(value)), unseen);
  }
  if (type === 'int' && typeof value === 'number') add('fraction', 'breaking', set(body, path, value + 0.5));
}

function listMutations(
  body: unknown,
  { path, pattern }: Place,
  value: readonly unknown[],
  unseen: LeftOut | undefined,
  asked: Asked,
  add: Add,
): void {
  const list = (kind: string, elements: unknown[], leftOut = unseen): void =>
    add(kind, 'differs', set(body, path, elements), leftOut);
  const text = value.map((v) => JSON.stringify(v));
  const [first, second] = value;
  if (value.length === 0) return;
  if (!text.slice(1).includes(text[0] as string)) list('drop-element', value.slice(1));
  list('empty-list', []);
  if (typeof first === 'object' && first !== null && 'id' in first)
    list('add-element', [...value, { ...first, id: 'ffffffff-0000-4000-8000-00000000ffff' }]);
  list('duplicate-element', [first, ...value], unseen ?? leftOutBy(asked, pattern, 'duplicate'));
  if (value.length > 1 && text[0] !== text[1])
    list('swap-elements', [second, first, ...value.slice(2)], unseen ?? leftOutBy(asked, pattern, 'order'));
}
