/**
 * The first pass over two answers: what they teach about the case. Ids that both sides made are paired, wordings of a
 * model kept. Afterwards the knowledge is frozen, and differences are looked for (`values.ts`).
 */
import type { Shape } from '../client/shape.ts';
import type { Knowledge } from './equality.ts';
import { matchElements } from './lists.ts';

/** Pairs two ids where both are new. */
export function learnId({ identity }: Knowledge, rust: string, python: string): void {
  if (identity.isNew('rust', rust) && identity.isNew('python', python)) identity.bind(rust, python);
}

export function learnWording(knowledge: Knowledge, rust: string, python: string): void {
  if (rust !== '' && python !== '') knowledge.wordings.push({ rust, python });
}

/** Learns from two values that the same decoder made. */
export function learnValues(shape: Shape, rust: unknown, python: unknown, knowledge: Knowledge): void {
  if (rust === null || python === null || rust === undefined || python === undefined) return;
  if (shape.kind === 'text') {
    if (shape.role === 'id') learnId(knowledge, rust as string, python as string);
    if (shape.role === 'model') learnWording(knowledge, rust as string, python as string);
  } else if (shape.kind === 'record') {
    // Lists come last: their elements are told by ids that stand beside them.
    for (const lists of [false, true]) {
      for (const [name, inner] of Object.entries(shape.fields)) {
        if ((inner.kind === 'list') === lists)
          learnValues(inner, Reflect.get(rust, name), Reflect.get(python, name), knowledge);
      }
    }
  } else if (shape.kind === 'list') {
    const [a, b] = [rust as unknown[], python as unknown[]];
    for (const [i, j] of matchElements(shape, a, b, knowledge).pairs) learnValues(shape.element, a[i], b[j], knowledge);
  }
}
