/** The type of an expression, as far as the function around it writes it down. */
import type { Scope } from './declarations.ts';
import { lookUp } from './declarations.ts';
import type { SourceFunction } from './functions.ts';
import { bare, below, boundIn, calleeOf, childrenOf, ownOf, part, plainName, type Syntax } from './syntax.ts';
import { type TypeRef, typeRefOf } from './type-ref.ts';

const named = (name: string): TypeRef => ({ kind: 'name', path: [name], of: [] });

/** Undefined: not known. */
export function typeOf(expression: Syntax, fn: SourceFunction, scope: Scope, depth = 6): TypeRef | undefined {
  const node = bare(expression);
  if (depth === 0) return undefined;
  const inner = (one: Syntax | undefined): TypeRef | undefined => one && typeOf(one, fn, scope, depth - 1);
  switch (node.type) {
    case 'line_string_literal':
    case 'multi_line_string_literal':
      return named('String');
    case 'integer_literal':
      return named('Int');
    case 'real_literal':
      return named('Double');
    case 'boolean_literal':
      return named('Bool');
    case 'array_literal': {
      const element = inner(part(node, 'element'));
      return element && { kind: 'list', element };
    }
    case 'ternary_expression':
      return inner(part(node, 'if_true')) ?? inner(part(node, 'if_false'));
    case 'nil_coalescing_expression': {
      const value = inner(part(node, 'value'));
      return value?.kind === 'optional' ? value.inner : value;
    }
    case 'as_expression':
      return typeRefOf(node.children.at(-1)?.text ?? '');
    case 'call_expression':
      return ofCall(node, inner, scope);
    case 'navigation_expression':
      return ofMember(node, inner, scope);
    case 'simple_identifier':
      return ofName(plainName(node.text), node, fn, inner);
    default:
      return undefined;
  }
}

function ofCall(
  node: Syntax,
  inner: (one: Syntax | undefined) => TypeRef | undefined,
  scope: Scope,
): TypeRef | undefined {
  const { name, on } = calleeOf(node);
  const text = node.children[0]?.text ?? '';
  if (/^[A-Z]/.test(text) && (name === text || name === 'init' || lookUp(text.split('.'), scope)))
    return typeRefOf(text.replace(/\.init$/, ''));
  if (
    /^(string|addingPercentEncoding|joined|lowercased|uppercased|trimmingCharacters|replacingOccurrences|formatted|prefix)$/.test(
      name,
    )
  )
    return named('String');
  if ((name === 'map' || name === 'compactMap') && on) {
    const closure = childrenOf(node, 'call_suffix')
      .flatMap((one) => [...below(one)])
      .find((one) => one.type === 'lambda_literal');
    const last = closure && childrenOf(closure, 'statements')[0]?.children.at(-1);
    const element = inner(last && last.type === 'control_transfer_statement' ? part(last, 'result') : last);
    const receiver = inner(on);
    if (!element) return undefined;
    return receiver?.kind === 'optional' ? { kind: 'optional', inner: element } : { kind: 'list', element };
  }
  return undefined;
}

function ofMember(
  node: Syntax,
  inner: (one: Syntax | undefined) => TypeRef | undefined,
  scope: Scope,
): TypeRef | undefined {
  const name = part(node, 'suffix')?.children[0]?.text ?? '';
  if (name === 'rawValue' || name === 'uuidString' || name === 'absoluteString' || name === 'path')
    return named('String');
  if (name === 'count') return named('Int');
  const target = inner(part(node, 'target'));
  const of = target?.kind === 'optional' ? target.inner : target;
  const declared = of?.kind === 'name' ? lookUp(of.path, scope) : undefined;
  const type = declared?.properties.find((one) => one.name === name)?.type;
  return type === undefined ? undefined : typeRefOf(type);
}

function ofName(
  name: string,
  node: Syntax,
  fn: SourceFunction,
  inner: (one: Syntax | undefined) => TypeRef | undefined,
): TypeRef | undefined {
  // `if let limit = limit` is the parameter without its optional.
  const local = ownOf(fn.body, 'property_declaration').find(
    (one) => one.start < node.start && plainName(part(one, 'name')?.text ?? '') === name,
  );
  if (local) {
    const annotation = childrenOf(local, 'type_annotation')[0]?.text.replace(/^\s*:/, '').trim();
    return annotation === undefined ? inner(part(local, 'value')) : typeRefOf(annotation);
  }
  const parameter = fn.parameters.find((one) => one.name === name);
  if (parameter) return typeRefOf(parameter.type);
  const bound = ownOf(fn.body, 'if_statement', 'guard_statement')
    .flatMap(boundIn)
    .find((one) => one.name === name);
  if (!bound) {
    const property = fn.owner?.properties.find((one) => one.name === name);
    return property?.type === undefined ? inner(property?.value) : typeRefOf(property.type);
  }
  const value = inner(bound.value);
  return value?.kind === 'optional' ? value.inner : value;
}
