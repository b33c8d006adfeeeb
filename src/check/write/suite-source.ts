/** Where a suite's own source declares what is decoded at a place of an answer. Pure. */
import { below, childrenOf, part, type Syntax } from '../swift/syntax.ts';

/** A parsed file of the suites by its path; undefined where there is none. */
export type Files = (path: string) => Syntax | undefined;

/** Blocks around a block; `section` is one and a record at once. */
const AROUND = new Set(['optional', 'orElse', 'orNow', 'nullable', 'unseen', 'decoder']);
const LISTS = new Set(['list', 'keyed', 'setOf', 'ranking']);

const textOf = (node: Syntax | undefined): string => node?.text.replace(/^['"]|['"]$/g, '') ?? '';

const calleeOf = (node: Syntax): string =>
  node.type === 'call_expression' ? (part(node, 'function')?.text ?? '') : '';

const argumentsOf = (node: Syntax): Syntax[] =>
  (part(node, 'arguments')?.children ?? []).filter(({ type }) => type !== 'comment');

/** The route's object and the expression of its decoder; null: it decodes nothing. */
export function routeIn(
  roots: readonly Syntax[],
  method: string,
  path: string,
): { route?: Syntax; decoder: Syntax } | undefined {
  for (const root of roots) {
    for (const node of below(root)) {
      if (node.type !== 'string' || textOf(node) !== path) continue;
      const pair = node.parent;
      if (pair?.type === 'pair' && textOf(part(pair, 'key')) === 'path' && pair.parent) {
        const decoder = entryValue(pair.parent, 'decoder');
        if (textOf(entryValue(pair.parent, 'method')) === method && decoder) return { route: pair.parent, decoder };
      }
      // A function that makes the routes of several methods takes the path and what is decoded.
      const call = pair?.parent;
      if (call?.type !== 'call_expression') continue;
      const decoder = argumentsOf(call).find(
        (one) => one !== node && (one.type === 'call_expression' || one.type === 'identifier'),
      );
      if (decoder) return { decoder };
    }
  }
  return undefined;
}

const entryValue = (object: Syntax, key: string): Syntax | undefined => {
  const pair = childrenOf(object, 'pair').find((one) => textOf(part(one, 'key')) === key);
  return pair && part(pair, 'value');
};

/** What a name stands for: a constant of the file, or of one that it imports. */
function resolved(node: Syntax, files: Files): Syntax {
  if (node.type !== 'identifier' && node.type !== 'shorthand_property_identifier') return node;
  let root: Syntax = node;
  while (root.parent) root = root.parent;
  for (const one of below(root))
    if (one.type === 'variable_declarator' && part(one, 'name')?.text === node.text) {
      const value = part(one, 'value');
      if (value) return resolved(value, files);
    }
  for (const statement of childrenOf(root, 'import_statement')) {
    const names = [...below(statement)].filter(({ type }) => type === 'import_specifier');
    if (!names.some((one) => part(one, 'name')?.text === node.text)) continue;
    const other = files(joined(root.file, textOf(part(statement, 'source'))));
    const found =
      other &&
      [...below(other)].find((one) => one.type === 'variable_declarator' && part(one, 'name')?.text === node.text);
    const value = found && part(found, 'value');
    if (value) return resolved(value, files);
  }
  return node;
}

/** `a/b.ts` and `./c.ts` → `a/c.ts`. */
function joined(from: string, to: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const one of to.split('/')) {
    if (one === '..') parts.pop();
    else if (one !== '.') parts.push(one);
  }
  return parts.join('/');
}

export interface Core {
  /** The block itself, without what is said of its presence. */
  core: Syntax;
  /** As it is written there: the block, or a constant's name. */
  written: string;
  /** It is said that nobody looks at it. */
  unseen: boolean;
}

/** The block inside `optional`, `orElse`, `unseen` and the like, names followed. */
export function coreOf(expression: Syntax, files: Files): Core {
  let at = expression;
  let unseen = false;
  for (;;) {
    const node = resolved(at, files);
    const [inner] = argumentsOf(node);
    if (!AROUND.has(calleeOf(node)) || !inner) return { core: node, written: at.text, unseen };
    unseen ||= calleeOf(node) === 'unseen';
    at = inner;
  }
}

/** Whether it is a decoder and not the block that one is made of. */
export const isDecoder = (expression: Syntax, files: Files): boolean =>
  calleeOf(resolved(expression, files)) === 'decoder';

export interface Declared {
  /** The expression that says what is decoded there. */
  value: Syntax;
  /** `key: value` or the key alone, where it is a key of a record. */
  entry?: Syntax;
  /** The record's object. */
  object?: Syntax;
}

/** `at`: `/answer/0/name`, below the decoder. */
export function declaredAt(decoder: Syntax, at: string, files: Files): Declared | undefined {
  let found: Declared = { value: decoder };
  for (const key of at.split('/').slice(2)) {
    const { core } = coreOf(found.value, files);
    const [first] = argumentsOf(core);
    if (key === '0' && LISTS.has(calleeOf(core)) && first) {
      found = { value: first };
      continue;
    }
    const object = objectOf(core, files);
    const entry = object && entryOf(object, key, files);
    if (!entry) return undefined;
    const value = entry.type === 'pair' ? part(entry, 'value') : entry;
    if (!value) return undefined;
    found = { value, entry, object: entry.parent ?? object };
  }
  return found;
}

/** The object of a record's keys. */
export function objectOf(core: Syntax, files: Files): Syntax | undefined {
  const [first] = argumentsOf(core);
  const object =
    (calleeOf(core) === 'record' || calleeOf(core) === 'section') && first ? resolved(first, files) : undefined;
  return object?.type === 'object' ? object : undefined;
}

/** The entry of a key, also of an object that is spread into this one. */
function entryOf(object: Syntax, key: string, files: Files): Syntax | undefined {
  for (const child of object.children) {
    if (child.type === 'pair' && textOf(part(child, 'key')) === key) return child;
    if (child.type === 'shorthand_property_identifier' && child.text === key) return child;
    const spread = child.type === 'spread_element' ? child.children[0] : undefined;
    const other = spread && resolved(spread, files);
    const inner = other?.type === 'object' ? entryOf(other, key, files) : undefined;
    if (inner) return inner;
  }
  return undefined;
}
