/** Which element of one list is which of the other. */

import type { ListShape, Shape } from '../client/shape.ts';
import type { Side } from '../model/side.ts';
import type { Equality } from './equality.ts';
import { pairByLikeness } from './likeness.ts';
import { signature } from './signature.ts';

export interface Matching {
  /** Indexes of elements that are the same thing: [rust, python]. */
  pairs: [number, number][];
  /** Indexes of elements that only one side has. */
  only: { rust: number[]; python: number[] };
  /** Keys in the order of each side, where the order is shown and not the same. */
  disorder?: { rust: unknown[]; python: unknown[] };
  /** A key that is missing or used twice on one side only. */
  keyTrouble?: { rust: string | null; python: string | null };
  notes: string[];
}

type Row = Readonly<Record<string, unknown>>;

/** Weight of a row that is the same in everything. */
const WHOLE_ROW = 1000;

export function matchElements(shape: ListShape, rust: unknown[], python: unknown[], eq: Equality): Matching {
  if (shape.key) return byKey(shape as ListShape & { key: string }, rust as Row[], python as Row[], eq);
  return shape.order === 'free' ? asSet(shape.element, rust, python, eq) : byPosition(rust.length, python.length);
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);

function byPosition(rust: number, python: number): Matching {
  const common = Math.min(rust, python);
  return {
    pairs: range(0, common).map((i) => [i, i]),
    only: { rust: range(common, rust), python: range(common, python) },
    notes: [],
  };
}

/** Elements without order or key: how often one stands does not matter. Of records what the client looks at. */
function asSet(shape: Shape, rust: unknown[], python: unknown[], eq: Equality): Matching {
  const a = rust.map((v) => signature(shape, 'rust', v, eq));
  const b = python.map((v) => signature(shape, 'python', v, eq));
  const [inRust, inPython] = [new Set(a), new Set(b)];
  return {
    pairs: [],
    only: {
      rust: range(0, rust.length).filter((i) => !inPython.has(a[i] as string)),
      python: range(0, python.length).filter((j) => !inRust.has(b[j] as string)),
    },
    notes: [],
  };
}

/** What is wrong with the keys of a list, or null. */
function troubleOf(keys: readonly unknown[]): string | null {
  const seen = new Set<unknown>();
  for (const key of keys) {
    if (key === null || key === undefined) return 'an element without its key';
    if (seen.has(key)) return `the key ${JSON.stringify(key)} twice`;
    seen.add(key);
  }
  return null;
}

function byKey(shape: ListShape & { key: string }, rust: Row[], python: Row[], eq: Equality): Matching {
  const keys = { rust: rust.map((e) => e[shape.key]), python: python.map((e) => e[shape.key]) };
  const trouble = { rust: troubleOf(keys.rust), python: troubleOf(keys.python) };
  if (trouble.rust || trouble.python) {
    const positional = byPosition(rust.length, python.length);
    if (trouble.rust && trouble.python) {
      const both =
        trouble.rust === trouble.python
          ? `both sides have ${trouble.rust}`
          : `rust has ${trouble.rust}, python ${trouble.python}`;
      return { ...positional, notes: [both] };
    }
    return { ...positional, keyTrouble: trouble };
  }
  const at = new Map(keys.python.map((key, j) => [key, j]));
  const partner = (key: unknown): unknown =>
    typeof key === 'string' ? (eq.identity.partner('rust', key) ?? key) : key;
  const pairs: [number, number][] = [];
  const taken = new Set<number>();
  const leftRust: number[] = [];
  keys.rust.forEach((key, i) => {
    const j = at.get(partner(key));
    if (j === undefined) leftRust.push(i);
    else {
      pairs.push([i, j]);
      taken.add(j);
    }
  });
  const leftPython = range(0, python.length).filter((j) => !taken.has(j));
  const made = pairNew(shape, rust, python, leftRust, leftPython, eq);
  pairs.push(...made);
  pairs.sort((a, b) => a[0] - b[0]);
  const only = {
    rust: leftRust.filter((i) => !made.some((p) => p[0] === i)),
    python: leftPython.filter((j) => !made.some((p) => p[1] === j)),
  };
  if (shape.rank && shape.top) dropTies(shape, shape.rank, shape.top, rust, python, only);
  const disorder = shape.order === 'shown' && isDisordered(shape, rust, pairs);
  if (!disorder) return { pairs, only, notes: [] };
  return {
    pairs,
    only,
    disorder: {
      rust: pairs.map(([i]) => keys.rust[i]),
      python: pairs
        .map((p) => p[1])
        .sort((a, b) => a - b)
        .map((j) => keys.python[j]),
    },
    notes: [],
  };
}

/** Elements that both sides made in this case have keys that differ: they are told by their contents. */
function pairNew(
  shape: ListShape & { key: string },
  rust: Row[],
  python: Row[],
  leftRust: readonly number[],
  leftPython: readonly number[],
  eq: Equality,
): [number, number][] {
  const keyShape = shape.element.kind === 'record' ? shape.element.fields[shape.key] : undefined;
  if (keyShape?.kind !== 'text' || keyShape.role !== 'id') return [];
  const isNew = (side: Side, key: unknown): boolean => typeof key === 'string' && eq.identity.isNew(side, key);
  const a = leftRust.filter((i) => isNew('rust', rust[i]?.[shape.key]));
  const b = leftPython.filter((j) => isNew('python', python[j]?.[shape.key]));
  if (a.length === 0 || b.length === 0) return [];
  const parts = (side: Side, row: Row | undefined) => ({ parts: partsOf(shape, side, row ?? {}, eq) });
  const pairs = pairByLikeness(
    a.map((i) => parts('rust', rust[i])),
    b.map((j) => parts('python', python[j])),
  );
  const taken = { rust: new Set(pairs.map((p) => p[0])), python: new Set(pairs.map((p) => p[1])) };
  // What shares nothing telling is paired by place: the screen shows one row in the place of the other.
  const alone = {
    rust: range(0, a.length).filter((i) => !taken.rust.has(i)),
    python: range(0, b.length).filter((j) => !taken.python.has(j)),
  };
  alone.rust.slice(0, alone.python.length).forEach((i, n) => void pairs.push([i, alone.python[n] as number]));
  return pairs.map(([i, j]) => [a[i] as number, b[j] as number]);
}

/** The whole row tells most; else each field that says something. Instants of the run are the same on all rows. */
function partsOf(shape: ListShape & { key: string }, side: Side, row: Row, eq: Equality): Map<string, number> {
  const parts = new Map([[signature(shape.element, side, row, eq), WHOLE_ROW]]);
  const fields = shape.element.kind === 'record' ? shape.element.fields : {};
  for (const [name, inner] of Object.entries(fields)) {
    if (name === shape.key || inner.kind === 'unseen' || inner.kind === 'instant' || row[name] === null) continue;
    parts.set(`${name}=${signature(inner, side, row[name], eq)}`, 1);
  }
  return parts;
}

/** Whether a pair that stands in one order on Rust stands in the other on Python. Equal ranks have no order. */
function isDisordered(shape: ListShape, rust: Row[], pairs: readonly [number, number][]): boolean {
  const rank = (i: number): unknown => (shape.rank ? rust[i]?.[shape.rank] : undefined);
  if (!shape.rank) return pairs.some(([, j], n) => n > 0 && j < (pairs[n - 1] as [number, number])[1]);
  return pairs.some(([i, j], n) => pairs.slice(n + 1).some(([k, l]) => l < j && rank(i) !== rank(k)));
}

/** Of elements tied at the end of a full list it means nothing which is listed. */
function dropTies(
  shape: ListShape,
  rank: string,
  top: number,
  rust: Row[],
  python: Row[],
  only: Matching['only'],
): void {
  if (rust.length !== top || python.length !== top) return;
  const last = rust.at(-1)?.[rank];
  if (last !== python.at(-1)?.[rank] || shape.key === undefined) return;
  only.rust = only.rust.filter((i) => rust[i]?.[rank] !== last);
  only.python = only.python.filter((j) => python[j]?.[rank] !== last);
}
