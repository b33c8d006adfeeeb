/**
 * Two-sided ids in requests. A value that an earlier recorded answer showed is sent with what this side showed at
 * the same place: found by where it stands, not by how it looks.
 */
import type { Shape } from '../client/shape.ts';

/** Every text that stands where the client reads an id. Without a shape: every text. */
export function* idsIn(shape: Shape | undefined, json: unknown): Generator<string> {
  if (typeof json === 'string') {
    if (!shape || (shape.kind === 'text' && shape.role === 'id')) yield json;
  } else if (Array.isArray(json)) {
    for (const element of json) yield* idsIn(shape?.kind === 'list' ? shape.element : shape, element);
  } else if (typeof json === 'object' && json !== null) {
    for (const [name, value] of Object.entries(json)) {
      const inner = shape?.kind === 'record' ? shape.fields[name] : shape;
      if (inner || !shape) yield* idsIn(inner, value);
    }
  }
}

/**
 * What `here` shows at the place where `recorded` shows `value`; undefined where it shows nothing there. A value
 * that this side shows anywhere is meant as it is: the person picks the same thing in another order.
 */
export function counterpart(
  shape: Shape | undefined,
  recorded: unknown,
  here: unknown,
  value: string,
): string | undefined {
  for (const id of idsIn(shape, here)) if (id === value) return value;
  return samePlace(shape, recorded, here, value);
}

function samePlace(shape: Shape | undefined, recorded: unknown, here: unknown, value: string): string | undefined {
  if (typeof recorded === 'string') {
    const isId = !shape || (shape.kind === 'text' && shape.role === 'id');
    return isId && recorded === value && typeof here === 'string' ? here : undefined;
  }
  if (Array.isArray(recorded)) {
    if (!Array.isArray(here)) return undefined;
    const inner = shape?.kind === 'list' ? shape.element : shape;
    for (const [a, b] of alignedElements(shape, recorded, here)) {
      const found = samePlace(inner, a, b, value);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (typeof recorded !== 'object' || recorded === null || typeof here !== 'object' || here === null) return undefined;
  for (const [name, inside] of Object.entries(recorded)) {
    const inner = shape?.kind === 'record' ? shape.fields[name] : shape;
    if (shape && !inner) continue;
    const found = samePlace(inner, inside, Reflect.get(here, name), value);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Elements of the same key belong together; of the rest the first with the first, and so on. */
function alignedElements(shape: Shape | undefined, recorded: unknown[], here: unknown[]): [unknown, unknown][] {
  const key = shape?.kind === 'list' ? shape.key : undefined;
  if (!key) return recorded.map((a, i) => [a, here[i]]);
  const keyOf = (element: unknown): unknown =>
    typeof element === 'object' && element !== null ? Reflect.get(element, key) : undefined;
  const byKey = new Map(here.map((b) => [keyOf(b), b]));
  const known = new Set(recorded.map(keyOf));
  const rest = here.filter((b) => !known.has(keyOf(b)));
  let next = 0;
  return recorded.map((a) => {
    const k = keyOf(a);
    return [a, k !== undefined && byKey.has(k) ? byKey.get(k) : rest[next++]];
  });
}
