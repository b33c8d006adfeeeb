/** Containers of a decoder in a piece of code: by the name that they have there, or made where they are used. */
import { lookUp, type Scope } from './declarations.ts';
import { keyIn, keysNamed, keysOf } from './keys.ts';
import { argument, argumentsOf, bare, below, calleeOf, isDeclaration, type Syntax } from './syntax.ts';
import { useOf } from './use.ts';

export interface Container {
  kind: 'keyed' | 'single' | 'unkeyed';
  /** JSON keys that lead to it. */
  path: readonly string[];
  /** Of these, keys whose object may be missing. */
  open: ReadonlySet<string>;
  /** Case → key; undefined: the compiler's own. */
  keys?: ReadonlyMap<string, string> | undefined;
}

export interface Containers {
  /** The container that an expression is. */
  of(expression: Syntax): Container | undefined;
  /** Names of containers, and of the decoder. */
  names: ReadonlySet<string>;
}

const plain = (text: string): string => text.replace(/^self\./, '').replace(/[?!]$/, '');

/** One key among those that lead to a container. */
export const placeIn = (path: readonly string[]): string => JSON.stringify(path);

export function containersIn(code: Syntax, decoder: string, scope: Scope): Containers {
  const named: { name: string; start: number; container: Container }[] = [];
  const of = (expression: Syntax): Container | undefined => {
    const node = bare(expression);
    if (node.type === 'call_expression') return made(node);
    // Of several that have the name the last one above.
    return named.findLast(({ name, start }) => name === plain(node.text) && start < node.start)?.container;
  };
  const made = (call: Syntax): Container | undefined => {
    const { name, on } = calleeOf(call);
    if (!on) return undefined;
    const type = argument(call, 'keyedBy') ?? argumentsOf(call)[0]?.value;
    const keys = keysOf(keysNamed(type, scope) ?? lookUp(['CodingKeys'], scope));
    const open = new Set<string>();
    if (bare(on).text === decoder) {
      if (name === 'container') return { kind: 'keyed', path: [], open, keys };
      if (name === 'singleValueContainer') return { kind: 'single', path: [], open };
      return name === 'unkeyedContainer' ? { kind: 'unkeyed', path: [], open } : undefined;
    }
    const outer = of(on);
    const keyNode = argument(call, 'forKey');
    const key = keyNode && keyIn(keyNode, outer?.keys);
    if (name !== 'nestedContainer' || !outer || key === undefined) return undefined;
    const path = [...outer.path, key];
    const { lenient, conditional, demanded } = useOf(call, code);
    const mayMiss = (lenient || conditional) && !demanded;
    return { kind: 'keyed', path, open: new Set([...outer.open, ...(mayMiss ? [placeIn(path)] : [])]), keys };
  };
  for (const call of below(code, (node) => !isDeclaration(node))) {
    if (call.type !== 'call_expression') continue;
    const container = made(call);
    const { local } = container ? useOf(call, code) : {};
    if (container && local !== undefined) named.push({ name: local, start: call.start, container });
  }
  return { of, names: new Set([decoder, ...named.map(({ name }) => name)]) };
}
