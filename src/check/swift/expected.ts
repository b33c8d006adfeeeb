/** The type that the place of a call asks of it. */
import type { SourceFunction } from './functions.ts';
import { above, bare, childrenOf, isDeclaration, ownOf, part, type Syntax } from './syntax.ts';

/** As written; undefined: nothing, or it is not written down there. */
export function expectedType(call: Syntax, fn: SourceFunction): string | undefined {
  let from: Syntax = call;
  for (const node of above(call)) {
    if (node.type === 'as_expression') return node.children.at(-1)?.text;
    if (node.type === 'property_declaration') return annotationOf(node);
    if (node.type === 'assignment') {
      const name = (part(node, 'target')?.text ?? '').replace(/^self\./, '');
      const local = ownOf(fn.body, 'property_declaration').find((one) => part(one, 'name')?.text === name);
      return annotationOf(local) ?? fn.owner?.properties.find((one) => one.name === name)?.type;
    }
    // What a closure gives back is its own matter.
    if (node.type === 'lambda_literal') return undefined;
    if (node.type === 'control_transfer_statement') return inClosure(node, fn) ? undefined : fn.returns;
    if (node === fn.body) return fn.returns;
    const whole = node.parent?.type === 'computed_getter' ? node.parent.parent : node.parent;
    if (node.type === 'statements' && whole === fn.body) return node.children.length === 1 ? fn.returns : undefined;
    if (bare(node) !== bare(from) && node.type !== 'nil_coalescing_expression') return undefined;
    if (isDeclaration(node)) return undefined;
    from = node;
  }
  return undefined;
}

const annotationOf = (node: Syntax | undefined): string | undefined =>
  childrenOf(node, 'type_annotation')[0]?.text.replace(/^\s*:/, '').trim();

export function inClosure(node: Syntax, fn: SourceFunction): boolean {
  for (const one of above(node)) {
    if (one === fn.body) return false;
    if (one.type === 'lambda_literal') return true;
  }
  return false;
}
