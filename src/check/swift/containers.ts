/** Containers of a decoder in a piece of code: by the name that they have there, or made where they are used. */
import { lookUp, type Scope } from './declarations.ts';
import { keyIn, keysNamed, keysOf } from './keys.ts';
import { argument, argumentsOf, bare, below, calleeOf, isDeclaration, type Syntax } from './syntax.ts';
import { useOf } from './use.ts';

export interface Container {
  kind: 'keyed' | 'single' | 'unkeyed';
  /** JSON keys that lead to it. */
  path: readonly string[];
  /** Case → key; undefined: the compiler's own. */
  keys?: ReadonlyMap<string, string> | undefined;
}

export interface Containers {
  /** The container that an expression is. */
  of(expression: Syntax): Container | undefined;
}

export function containersIn(code: Syntax, decoder: string, scope: Scope): Containers {
  const named = new Map<string, Container>();
  const of = (expression: Syntax): Container | undefined => {
    const node = bare(expression);
    return node.type === 'call_expression' ? made(node) : named.get(node.text.replace(/^self\./, ''));
  };
  const made = (call: Syntax): Container | undefined => {
    const { name, on } = calleeOf(call);
    if (!on) return undefined;
    const type = argument(call, 'keyedBy') ?? argumentsOf(call)[0]?.value;
    const keys = keysOf(keysNamed(type, scope) ?? lookUp(['CodingKeys'], scope));
    if (bare(on).text === decoder) {
      if (name === 'container') return { kind: 'keyed', path: [], keys };
      if (name === 'singleValueContainer') return { kind: 'single', path: [] };
      return name === 'unkeyedContainer' ? { kind: 'unkeyed', path: [] } : undefined;
    }
    const outer = of(on);
    const keyNode = argument(call, 'forKey');
    const key = keyNode && keyIn(keyNode, outer?.keys);
    if (name !== 'nestedContainer' || !outer || key === undefined) return undefined;
    return { kind: 'keyed', path: [...outer.path, key], keys };
  };
  for (const call of below(code, (node) => !isDeclaration(node))) {
    if (call.type !== 'call_expression') continue;
    const container = made(call);
    const { local } = container ? useOf(call, code) : {};
    if (container && local !== undefined) named.set(local, container);
  }
  return { of };
}
