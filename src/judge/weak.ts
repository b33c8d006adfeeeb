/** Answers that agree and show nothing: lists that are empty on both sides although the documents they show are there. */
import type { RuleContext } from '../catalog/rule.ts';
import { fill } from '../catalog/template.ts';
import type { ListShape, Shape } from '../client/shape.ts';
import type { Reading } from './reading.ts';

/** A sentence on what neither side shows, or undefined. Only lists whose elements are documents are looked at. */
export function nothingShown({ matched, answered }: Reading, context: () => RuleContext): string | undefined {
  const { route, params } = matched;
  if (!answered || route.kind !== 'read' || !route.decoder || !route.reads?.length) return undefined;
  const { rust, python } = answered.outcomes;
  if (!rust.works || !python.works) return undefined;
  const shown = [rust.value, python.value].flatMap((value) => listsIn(route.decoder?.shape, value));
  if (shown.length === 0 || shown.some((list) => list.length > 0)) return undefined;
  const { uid, documents } = context();
  const [first = ''] = route.reads;
  const path = fill(first, { ...params, uid });
  const collection = path.slice(0, path.lastIndexOf('/'));
  if (collection.includes('{')) return undefined;
  const there = documents.in(collection).size;
  if (there === 0) return undefined;
  return `neither side shows any of the ${there} documents in ${collection}: two empty answers prove little`;
}

/** The lists of documents in an answer: the answer itself, or a field of it. */
function listsIn(shape: Shape | undefined, value: unknown): unknown[][] {
  if (shape?.kind === 'list') return isOfDocuments(shape) && Array.isArray(value) ? [value] : [];
  if (shape?.kind !== 'record' || typeof value !== 'object' || value === null) return [];
  return Object.entries(shape.fields).flatMap(([name, inner]) =>
    inner.kind === 'list' ? listsIn(inner, Reflect.get(value, name)) : [],
  );
}

function isOfDocuments({ element, key }: ListShape): boolean {
  const id = element.kind === 'record' && key !== undefined ? element.fields[key] : undefined;
  return id?.kind === 'text' && id.role === 'id';
}
