/** A parsed source as plain data: what the reader of Swift goes by, whatever parsed it. */

export interface Syntax {
  /** The grammar's name of the node. */
  readonly type: string;
  /** Its part in the node above; null for one that has none. */
  readonly field: string | null;
  readonly text: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Offset in the source: nodes are compared by it. */
  readonly start: number;
  readonly children: readonly Syntax[];
  readonly parent: Syntax | null;
}

/** `file:line`, as it is shown. */
export const placeOf = (node: Syntax): string => `${node.file}:${node.line}`;

/** The first child in that part. */
export const part = (node: Syntax | undefined, field: string): Syntax | undefined =>
  node?.children.find((child) => child.field === field);

export const childrenOf = (node: Syntax | undefined, ...types: string[]): Syntax[] =>
  node?.children.filter((child) => types.includes(child.type)) ?? [];

/** All nodes below, in the order of the source. `into` says whether the children of a node are looked at. */
export function* below(node: Syntax, into: (node: Syntax) => boolean = () => true): Generator<Syntax> {
  for (const child of node.children) {
    yield child;
    if (into(child)) yield* below(child, into);
  }
}

/** Nodes above, the nearest first. */
export function* above(node: Syntax): Generator<Syntax> {
  for (let at = node.parent; at; at = at.parent) yield at;
}

const DECLARATIONS = new Set(['class_declaration', 'function_declaration', 'init_declaration', 'protocol_declaration']);

/** A declaration of its own: what stands in it is not part of what it stands in. */
export const isDeclaration = ({ type }: Syntax): boolean => DECLARATIONS.has(type);

/** Nodes of the types below, not those in declarations of their own. */
export const ownOf = (node: Syntax, ...types: string[]): Syntax[] =>
  [...below(node, (child) => !isDeclaration(child))].filter(({ type }) => types.includes(type));

/** An expression without `try`, `await`, parentheses and `!`. */
export function bare(node: Syntax): Syntax {
  const inner =
    node.type === 'try_expression' || node.type === 'await_expression'
      ? part(node, 'expr')
      : node.type === 'postfix_expression'
        ? part(node, 'target')
        : node.type === 'tuple_expression' && node.children.length === 1
          ? node.children[0]
          : undefined;
  return inner ? bare(inner) : node;
}

/** The last name of what is called, and what it is called on: `a.b.c(…)` → `c`, on `a.b`. */
export function calleeOf(call: Syntax): { name: string; on?: Syntax } {
  const first = call.children[0];
  // `try a.b()` binds closer than what follows it.
  const callee = first && bare(first);
  if (callee?.type !== 'navigation_expression') return { name: callee?.text ?? '' };
  const suffix = part(callee, 'suffix');
  const on = part(callee, 'target');
  return { name: suffix?.children[0]?.text ?? suffix?.text.replace(/^\??\./, '') ?? '', ...(on ? { on } : {}) };
}

export interface Argument {
  label?: string;
  value: Syntax;
}

export function argumentsOf(call: Syntax): Argument[] {
  const suffix = childrenOf(call, 'call_suffix')[0];
  return childrenOf(childrenOf(suffix, 'value_arguments')[0], 'value_argument').flatMap((argument) => {
    const value = part(argument, 'value') ?? argument.children.at(-1);
    const label = part(argument, 'name')?.text.replace(/:$/, '');
    return value ? [{ ...(label === undefined ? {} : { label }), value }] : [];
  });
}

export const argument = (call: Syntax, label: string): Syntax | undefined =>
  argumentsOf(call).find((one) => one.label === label)?.value;

/** Names that the conditions of an `if` or `guard` bind, with what they are bound to; not the short form `if let x`. */
export function boundIn(node: Syntax): { name: string; value: Syntax }[] {
  return node.children.flatMap((child, i) => {
    const value = node.children[i + 2];
    if (child.field !== 'bound_identifier' || node.children[i + 1]?.type !== '=' || !value) return [];
    const name = plainName(child.text);
    return plainName(value.text) === name ? [] : [{ name, value }];
  });
}

/** A name without the backticks that a reserved word needs. */
export const plainName = (text: string): string => text.replaceAll('`', '');

/** A string literal without interpolations, as it reads; undefined for anything else. */
export function literalOf(node: Syntax | undefined): string | undefined {
  if (node?.type !== 'line_string_literal' || node.text.includes('\\(')) return undefined;
  return unescaped(node.text.slice(1, -1));
}

const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r', '0': '\0' };

export const unescaped = (text: string): string =>
  text.replace(/\\(?:u\{([0-9a-fA-F]+)\}|(.))/g, (_, code: string | undefined, letter: string) =>
    code === undefined ? (ESCAPES[letter] ?? letter) : String.fromCodePoint(Number.parseInt(code, 16)),
  );
