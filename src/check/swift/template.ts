/** A string as the sources put it together: texts and holes, each always there or only sometimes. */
import {
  argument,
  argumentsOf,
  bare,
  calleeOf,
  childrenOf,
  part,
  plainName,
  type Syntax,
  unescaped,
} from './syntax.ts';

export interface Piece {
  text?: string;
  /** An expression whose value is not known. */
  hole?: Syntax;
  /** Not in every call. */
  sometimes: boolean;
}

/** A query item, or a key of a dictionary. */
export interface Item {
  name: Piece[];
  value: Piece[];
  sometimes: boolean;
}

/** What a variable holds at one place of a function. */
export interface Held {
  pieces: Piece[];
  /** Of a list of strings, before it is joined. */
  items?: Piece[][];
  /** Query items of an address, or the keys of a dictionary. */
  pairs?: Item[];
  /** The expression itself, for what is none of it. */
  value?: Syntax;
}

export type Environment = ReadonlyMap<string, Held>;

export const holeOf = (value: Syntax): Held => ({ pieces: [{ hole: value, sometimes: false }], value });

const textOf = (text: string): Piece => ({ text, sometimes: false });

const sometimes = (pieces: readonly Piece[]): Piece[] => pieces.map((piece) => ({ ...piece, sometimes: true }));

export function heldBy(expression: Syntax, environment: Environment): Held {
  const node = bare(expression);
  switch (node.type) {
    case 'line_string_literal':
    case 'multi_line_string_literal':
      return { pieces: literalPieces(node, environment), value: node };
    case 'additive_expression': {
      const [left, right] = [part(node, 'lhs'), part(node, 'rhs')];
      if (!left || !right) return holeOf(node);
      const before = heldBy(left, environment);
      const after = heldBy(right, environment);
      if (before.items && after.items) return { pieces: [], items: [...before.items, ...after.items] };
      return { pieces: [...before.pieces, ...after.pieces], value: node };
    }
    case 'ternary_expression':
      return ternary(node, environment);
    case 'nil_coalescing_expression': {
      const value = part(node, 'value');
      const mapped = part(node, 'if_nil')?.text === '""' ? mappedText(value) : undefined;
      if (mapped) return { pieces: sometimes(heldBy(mapped, environment).pieces), value: node };
      const inner = value && heldBy(value, environment);
      return inner?.pieces.some(({ text }) => text !== undefined) ? inner : holeOf(node);
    }
    case 'array_literal':
      return listed(node, environment);
    case 'dictionary_literal':
      return { pieces: [], pairs: dictionary(node, environment), value: node };
    case 'simple_identifier':
      return environment.get(plainName(node.text)) ?? holeOf(node);
    case 'navigation_expression':
      return navigated(node, environment);
    case 'call_expression':
      return called(node, environment);
    case 'as_expression': {
      const inner = part(node, 'expr');
      return inner ? heldBy(inner, environment) : holeOf(node);
    }
    default:
      return holeOf(node);
  }
}

/** `x.map { "&x=\($0)" } ?? ""`: the text, where there is an x. */
function mappedText(value: Syntax | undefined): Syntax | undefined {
  const call = value && bare(value);
  if (call?.type !== 'call_expression' || !/^(map|flatMap)$/.test(calleeOf(call).name)) return undefined;
  const closure = childrenOf(call, 'call_suffix')[0]?.children.find(({ type }) => type === 'lambda_literal');
  const statements = childrenOf(closure, 'statements')[0]?.children ?? [];
  return statements.length === 1 && statements[0]?.type === 'line_string_literal' ? statements[0] : undefined;
}

function literalPieces(node: Syntax, environment: Environment): Piece[] {
  return node.children.flatMap((child): Piece[] => {
    if (child.type === 'interpolated_expression') {
      const value = part(child, 'value') ?? child.children[0];
      return value ? heldBy(value, environment).pieces : [];
    }
    return [textOf(unescaped(child.text))];
  });
}

function ternary(node: Syntax, environment: Environment): Held {
  const [yes, no] = [part(node, 'if_true'), part(node, 'if_false')].map(
    (one) => one && heldBy(one, environment).pieces,
  );
  if (!yes || !no) return holeOf(node);
  if (no.length === 0 || no.every(({ text }) => text === '')) return { pieces: sometimes(yes), value: node };
  if (yes.length === 0 || yes.every(({ text }) => text === '')) return { pieces: sometimes(no), value: node };
  return holeOf(node);
}

function listed(node: Syntax, environment: Environment): Held {
  const elements = node.children.filter(({ field }) => field === 'element');
  const pairs = elements.map((one) => queryItem(one, environment));
  if (elements.length > 0 && pairs.every((one) => one !== undefined))
    return { pieces: [], pairs: pairs as Item[], value: node };
  return {
    pieces: [{ hole: node, sometimes: false }],
    items: elements.map((one) => heldBy(one, environment).pieces),
    ...(elements.length === 0 ? { pairs: [] } : {}),
    value: node,
  };
}

function dictionary(node: Syntax, environment: Environment): Item[] {
  const keys = node.children.filter(({ field }) => field === 'key');
  const values = node.children.filter(({ field }) => field === 'value');
  return keys.flatMap((key, i) => {
    const value = values[i];
    return value
      ? [{ name: heldBy(key, environment).pieces, value: [{ hole: value, sometimes: false }], sometimes: false }]
      : [];
  });
}

/** `URLQueryItem(name: "a", value: b)`, `.init(name:value:)`. */
export function queryItem(expression: Syntax, environment: Environment): Item | undefined {
  const node = bare(expression);
  if (node.type !== 'call_expression') return undefined;
  const [name, value] = [argument(node, 'name'), argument(node, 'value')];
  if (!name || !value) return undefined;
  return {
    name: heldBy(name, environment).pieces,
    value: heldBy(value, environment).pieces,
    sometimes: value.text === 'nil',
  };
}

/** Parts of an address that are the address itself. */
const SAME = new Set(['url', 'absoluteString', 'string', 'description', 'first', 'last', 'self']);

function navigated(node: Syntax, environment: Environment): Held {
  const [target, suffix] = [part(node, 'target'), part(node, 'suffix')];
  const name = suffix?.children[0]?.text ?? '';
  if (target?.type === 'self_expression') return environment.get(name) ?? holeOf(node);
  const full = plainName(node.text);
  const known = environment.get(full) ?? environment.get(full.split('.').slice(-2).join('.'));
  if (known) return known;
  return target && SAME.has(name) ? { ...heldBy(target, environment), value: node } : holeOf(node);
}

function called(node: Syntax, environment: Environment): Held {
  const { name, on } = calleeOf(node);
  const [first] = argumentsOf(node);
  if (name === 'joined' && on) return joined(node, heldBy(on, environment), first?.value.text ?? '""');
  // Conversions keep what is in them.
  if (name === 'String' && argument(node, 'format')) return holeOf(node);
  if ((name === 'URL' || name === 'URLComponents' || name === 'URLRequest' || name === 'String') && first)
    return relative(node, environment) ?? heldBy(first.value, environment);
  if ((name === 'addingPercentEncoding' || name === 'trimmingCharacters' || name === 'encoded') && on)
    return heldBy(on, environment);
  if ((name === 'appendingPathComponent' || name === 'appending') && on && first && first.label !== 'queryItems') {
    const before = heldBy(on, environment).pieces;
    const parts = first.label === 'components' ? argumentsOf(node) : [first];
    return {
      pieces: [...before, ...parts.flatMap(({ value }) => [textOf('/'), ...heldBy(value, environment).pieces])],
      value: node,
    };
  }
  if (name === 'appending' && on && first?.label === 'queryItems')
    return { ...heldBy(on, environment), pairs: heldBy(first.value, environment).pairs ?? [] };
  if ((name === 'compactMap' || name === 'map' || name === 'filter') && on) {
    const held = heldBy(on, environment);
    if (held.pairs && childrenOf(node, 'call_suffix')[0]?.text.replaceAll(/\s/g, '') !== '{$0}') return holeOf(node);
  }
  return holeOf(node);
}

/** `URL(string: path, relativeTo: base)`. */
function relative(node: Syntax, environment: Environment): Held | undefined {
  const base = argument(node, 'relativeTo');
  const path = argument(node, 'string');
  if (!base || !path) return undefined;
  return {
    pieces: [...heldBy(base, environment).pieces, textOf('/'), ...heldBy(path, environment).pieces],
    value: node,
  };
}

function joined(node: Syntax, { items }: Held, separator: string): Held {
  if (!items) return holeOf(node);
  const between = textOf(unescaped(separator.slice(1, -1)));
  const pieces = items.flatMap((item, i) => {
    const often = item.every((piece) => piece.sometimes);
    return i === 0 ? item : [{ ...between, sometimes: often }, ...item];
  });
  return { pieces, value: node };
}
