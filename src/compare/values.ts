/** Two decoded answers → the places where the client sees something else. */

import { pointerOf } from '../client/decode.ts';
import type { ListShape, Shape } from '../client/shape.ts';
import { SIDES } from '../model/side.ts';
import type { Difference } from './difference.ts';
import { type Equality, sameId, sameJsonText, sameModelText, sameNumber, sameText } from './equality.ts';
import { matchElements } from './lists.ts';

export interface Comparison {
  differences: Difference[];
  /** Oddities that both sides share: keys missing or used twice. */
  notes: string[];
}

interface Walk extends Comparison {
  eq: Equality;
  path: (string | number)[];
  element?: { rust?: string; python?: string };
}

/** Compares two values that the same decoder made. What they teach was learned before. */
export function compareValues(shape: Shape, rust: unknown, python: unknown, eq: Equality): Comparison {
  const walk: Walk = { eq, path: [], differences: [], notes: [] };
  visit(walk, shape, rust, python);
  return { differences: walk.differences, notes: walk.notes };
}

function report(walk: Walk, kind: Difference['kind'], rust: unknown, python: unknown): void {
  walk.differences.push({ kind, pointer: pointerOf(walk.path), rust, python, element: walk.element });
}

function visit(walk: Walk, shape: Shape, rust: unknown, python: unknown): void {
  if (rust === python && typeof rust !== 'object' && (shape.kind !== 'text' || shape.role !== 'id')) return;
  if (shape.kind === 'unseen') return;
  if (rust === null || python === null || rust === undefined || python === undefined) {
    if (rust !== python) report(walk, 'value', rust, python);
    return;
  }
  switch (shape.kind) {
    case 'record': {
      const a = rust as Record<string, unknown>;
      const b = python as Record<string, unknown>;
      for (const name in shape.fields) {
        walk.path.push(name);
        visit(walk, shape.fields[name] as Shape, a[name], b[name]);
        walk.path.pop();
      }
      return;
    }
    case 'list':
      visitList(walk, shape, rust as unknown[], python as unknown[]);
      return;
    case 'text':
      visitText(walk, shape.role, rust as string, python as string);
      return;
    case 'number':
      if (!sameNumber(rust as number, python as number, shape.within)) report(walk, 'value', rust, python);
      return;
    case 'instant':
      if (!walk.eq.clock.sameInstant(rust as string, python as string)) report(walk, 'value', rust, python);
      return;
    case 'flag':
      report(walk, 'value', rust, python);
  }
}

function visitText(walk: Walk, role: 'id' | 'model' | 'json' | undefined, rust: string, python: string): void {
  if (role === 'id') {
    const found = sameId(walk.eq, rust, python);
    if (found !== 'same') report(walk, found === 'broken' ? 'identity' : 'value', rust, python);
    return;
  }
  const same =
    role === 'model'
      ? sameModelText(rust, python)
      : role === 'json'
        ? sameJsonText(walk.eq, rust, python)
        : sameText(walk.eq, rust, python);
  if (!same) report(walk, 'value', rust, python);
}

const keyOf = (shape: ListShape, element: unknown): string | undefined => {
  const key = shape.key && element ? (element as Record<string, unknown>)[shape.key] : undefined;
  return typeof key === 'string' ? key : undefined;
};

function visitList(walk: Walk, shape: ListShape, rust: unknown[], python: unknown[]): void {
  const matched = matchElements(shape, rust, python, walk.eq);
  walk.notes.push(...matched.notes.map((text) => `${pointerOf(walk.path)}: ${text}`));
  if (matched.keyTrouble) report(walk, 'key', matched.keyTrouble.rust, matched.keyTrouble.python);
  const outer = walk.element;
  const inside = (a: unknown, b: unknown): Walk['element'] =>
    shape.key ? { rust: keyOf(shape, a), python: keyOf(shape, b) } : outer;
  for (const [i, j] of matched.pairs) {
    walk.element = inside(rust[i], python[j]);
    walk.path.push(i);
    visit(walk, shape.element, rust[i], python[j]);
    walk.path.pop();
  }
  for (const side of SIDES) {
    const elements = side === 'rust' ? rust : python;
    for (const i of matched.only[side]) {
      walk.element = side === 'rust' ? inside(elements[i], undefined) : inside(undefined, elements[i]);
      walk.differences.push({
        kind: 'missing',
        pointer: pointerOf([...walk.path, i]),
        rust: side === 'rust' ? elements[i] : undefined,
        python: side === 'python' ? elements[i] : undefined,
        lacks: side === 'rust' ? 'python' : 'rust',
        element: walk.element,
      });
    }
  }
  walk.element = outer;
  if (matched.disorder) report(walk, 'order', matched.disorder.rust, matched.disorder.python);
}
