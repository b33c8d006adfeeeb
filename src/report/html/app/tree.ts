/**
 * Two or three JSON values as one tree: what each says at the same place. Which places count was decided by the judge; here
 * is only looked for what to fold away.
 */

export type Mark = 'found' | 'differs' | 'same';

export interface Branch {
  key: string;
  pointer: string;
  /** A column each; undefined where a value has nothing there. */
  values: readonly unknown[];
  children: readonly Branch[];
  /** Of the place itself. */
  mark: Mark;
  /** The worst of it and of everything below. */
  within: Mark;
}

export interface Marking {
  /** Pointers of findings. */
  found: ReadonlySet<string>;
  /** A text of python in the words of rust. */
  asRust(text: string): string;
}

const RANK: Record<Mark, number> = { found: 0, differs: 1, same: 2 };
const worse = (a: Mark, b: Mark): Mark => (RANK[a] <= RANK[b] ? a : b);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

/** `values`: the last two are those of rust and python. */
export function treeOf(values: readonly unknown[], marking: Marking, key = '', pointer = ''): Branch {
  const children = childrenOf(values, marking, pointer);
  const rust = values.at(-2);
  const python = values.at(-1);
  // Containers of one kind differ in what they hold.
  const both = (isObject(rust) && isObject(python)) || (Array.isArray(rust) && Array.isArray(python));
  const same = both || sameLeaf(rust, python, marking);
  const mark: Mark = marking.found.has(pointer) ? 'found' : same ? 'same' : 'differs';
  const within = children.reduce((all, child) => worse(all, child.within), mark);
  return { key, pointer, values, children, mark, within };
}

function sameLeaf(rust: unknown, python: unknown, { asRust }: Marking): boolean {
  if (rust === python) return true;
  if (typeof rust === 'string' && typeof python === 'string') return rust === asRust(python);
  // To the client no value and null are one.
  return (rust ?? null) === null && (python ?? null) === null;
}

function childrenOf(values: readonly unknown[], marking: Marking, pointer: string): Branch[] {
  if (values.some(isObject)) {
    const objects = values.map((v) => (isObject(v) ? v : undefined));
    const keys = new Set(objects.flatMap((o) => Object.keys(o ?? {})));
    return [...keys].map((key) =>
      treeOf(
        objects.map((o) => (o && Object.hasOwn(o, key) ? o[key] : undefined)),
        marking,
        key,
        `${pointer}/${escaped(key)}`,
      ),
    );
  }
  if (!values.some(Array.isArray)) return [];
  const rows = pairedRows(
    values.map((v) => (Array.isArray(v) ? (v as unknown[]) : [])),
    marking,
  );
  return rows.map(({ index, row }) => treeOf(row, marking, String(index), `${pointer}/${index}`));
}

/** Elements by their id where all have one of their own, else by their place. The index is the first column's that has one. */
function pairedRows(lists: readonly unknown[][], { asRust }: Marking): { index: number; row: unknown[] }[] {
  const last = lists.length - 1;
  const names = lists.map((list, column) => list.map((element) => idOf(element, column === last ? asRust : undefined)));
  const usable = names.every((own) => own.every((name) => name !== undefined) && new Set(own).size === own.length);
  const keys = usable ? names : lists.map((list) => list.map((_, i) => String(i)));
  const rows = new Map<string, { index: number; row: unknown[] }>();
  // Rust comes first: findings name its places.
  for (const column of [last - 1, last, ...lists.keys()]) {
    keys[column]?.forEach((name, index) => {
      const known = rows.get(name as string) ?? { index, row: lists.map(() => undefined) };
      known.row[column] = lists[column]?.[index];
      rows.set(name as string, known);
    });
  }
  return [...rows.values()];
}

function idOf(element: unknown, asRust: (text: string) => string = (text) => text): string | undefined {
  if (!isObject(element)) return undefined;
  return typeof element.id === 'string' ? asRust(element.id) : undefined;
}

/** The words of one side put in those of the other: whole, or inside where they are too long to stand there by chance. */
export function inWordsOfRust(ids: readonly { rust: string; python: string }[]): (text: string) => string {
  const whole = new Map(ids.map(({ rust, python }) => [python, rust]));
  const long = ids.filter(({ python }) => python.length >= 8).sort((a, b) => b.python.length - a.python.length);
  return (text) => whole.get(text) ?? long.reduce((all, { rust, python }) => all.replaceAll(python, rust), text);
}

/** The tree with every finding marked: one at a place that neither value has is shown at the nearest one above. */
export function markedTree(
  values: readonly unknown[],
  pointers: Iterable<string>,
  asRust: (text: string) => string,
): Branch {
  const found = new Set<string>();
  for (let pointer of pointers) {
    while (pointer !== '' && !values.some((value) => has(value, pointer)))
      pointer = pointer.slice(0, pointer.lastIndexOf('/'));
    found.add(pointer);
  }
  return treeOf(values, { found, asRust });
}

function has(value: unknown, pointer: string): boolean {
  let at: unknown = value;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return false;
    at = (at as Record<string, unknown>)[key];
  }
  return true;
}
