/**
 * Names that the client makes itself: an element that a list shows without an id is named by its position, where the
 * shape says so (`unnamed`). One side may give ids where the other gives none, so a request that was recorded with one kind
 * of name may have to be sent with the other. A position means nothing by itself: only lists inside the record whose id
 * the address of the request names are looked at.
 */
import type { ListShape, Shape } from '../client/shape.ts';

/** A record that the address of a request names: as it was recorded, and as this side is sent it. */
export interface Owner {
  recorded: string;
  here: string;
}

export interface Named {
  /** Whether the recorded answer shows an element of this name. */
  shown: boolean;
  /** Whether it has no id there: the client made the name. */
  made: boolean;
  /** The name of the same element at this side; undefined where it shows none. */
  value?: string;
}

interface Answers {
  shape: Shape;
  recorded: unknown;
  here: unknown;
}

type SelfNaming = ListShape & Required<Pick<ListShape, 'unnamed'>>;

/** Whether the client could have made this name for an element of some list of the shape. */
export function mayBeMade(shape: Shape, name: string): boolean {
  if (shape.kind === 'record') return Object.values(shape.fields).some((inner) => mayBeMade(inner, name));
  if (shape.kind !== 'list') return false;
  return (shape.unnamed !== undefined && name.startsWith(shape.unnamed.prefix)) || mayBeMade(shape.element, name);
}

/** What this side calls the element that the recorded answer lets the client call `name`. */
export function nameHere({ shape, recorded, here }: Answers, owners: readonly Owner[], name: string): Named {
  const found: Named = { shown: false, made: false };
  for (const owner of owners) {
    for (const of of recordsNamed(shape, recorded, owner.recorded)) {
      // The same kind of record: a shape stands once in its decoder's tree.
      const same = [...recordsNamed(shape, here, owner.here)].find((other) => other.shape === of.shape);
      for (const [list, a, b] of selfNamingLists(of.shape, of.value, same?.value)) {
        const at = a.findIndex((element, i) => nameOf(list, element, i) === name);
        if (at < 0) continue;
        found.shown = true;
        found.made ||= ownId(list, a[at]) === undefined;
        const value = Array.isArray(b) ? sameElement(list, a, b, at) : undefined;
        if (value !== undefined) return { ...found, value };
      }
    }
  }
  return found;
}

function sameElement(list: SelfNaming, a: unknown[], b: unknown[], at: number): string | undefined {
  const id = ownId(list, a[at]);
  // An id that stands here as well is meant as it is, wherever it stands.
  if (id !== undefined && b.some((element) => ownId(list, element) === id)) return id;
  // Of lists of unlike length no position is sure; an id is still taken from its place.
  if (a.length !== b.length && (id === undefined || ownId(list, b[at]) === undefined)) return undefined;
  return nameOf(list, b[at], at);
}

function ownId({ unnamed }: SelfNaming, element: unknown): string | undefined {
  const id = isObject(element) ? Reflect.get(element, unnamed.field) : undefined;
  return typeof id === 'string' ? id : undefined;
}

/** An element that is no object, or has something else for an id, has no name. */
function nameOf(list: SelfNaming, element: unknown, at: number): string | undefined {
  if (!isObject(element)) return undefined;
  const id: unknown = Reflect.get(element, list.unnamed.field) ?? `${list.unnamed.prefix}${at}`;
  return typeof id === 'string' ? id : undefined;
}

interface Found {
  shape: Shape & { kind: 'record' };
  value: object;
}

/** Every record with this id: in its list's key, or in any field where the client reads an id if there is no key. */
function* recordsNamed(shape: Shape, json: unknown, id: string, key?: string): Generator<Found> {
  if (shape.kind === 'list' && Array.isArray(json)) {
    for (const element of json) yield* recordsNamed(shape.element, element, id, shape.key);
  } else if (shape.kind === 'record' && isObject(json)) {
    const fields = Object.entries(shape.fields);
    const ids = key ? [key] : fields.flatMap(([n, f]) => (f.kind === 'text' && f.role === 'id' ? [n] : []));
    if (ids.some((name) => Reflect.get(json, name) === id)) yield { shape, value: json };
    for (const [name, inner] of fields) yield* recordsNamed(inner, Reflect.get(json, name), id);
  }
}

/** The lists of a record whose elements the client names, with what stands at the same place of the other. */
function* selfNamingLists(shape: Shape, a: unknown, b: unknown): Generator<[SelfNaming, unknown[], unknown]> {
  if (shape.kind === 'list' && shape.unnamed && Array.isArray(a)) yield [{ ...shape, unnamed: shape.unnamed }, a, b];
  if (shape.kind !== 'record' || !isObject(a)) return;
  for (const [name, inner] of Object.entries(shape.fields)) {
    yield* selfNamingLists(inner, Reflect.get(a, name), isObject(b) ? Reflect.get(b, name) : undefined);
  }
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
