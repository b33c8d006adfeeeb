/** Texts that types hold and that never change: bases and paths that functions put addresses together from. */
import type { Declarations } from './declarations.ts';
import type { Constants } from './requests.ts';
import { bare, below, calleeOf, part, plainName, type Syntax } from './syntax.ts';

/** Of a function: the texts of its own type by their names, those of other types as `Type.name`. */
export function constantsOf(roots: readonly Syntax[], declarations: Declarations): Constants {
  const all = roots.flatMap((root) =>
    [...below(root)].flatMap((node) => {
      if (
        node.type !== 'property_declaration' ||
        !/^(class_body|enum_class_body|source_file)$/.test(node.parent?.type ?? '')
      )
        return [];
      const value = textIn(node);
      const name = plainName(part(node, 'name')?.text ?? '');
      return value ? [{ name, value, owner: declarations.typeAround(node) }] : [];
    }),
  );
  return (fn) => {
    const taken = namesIn(fn.node);
    return new Map(
      all.flatMap(({ name, value, owner }) => [
        ...(owner ? [[`${owner.name}.${name}`, value] as const] : []),
        ...(owner === fn.owner || !owner ? [[`Self.${name}`, value] as const, [`self.${name}`, value] as const] : []),
        // A parameter or a variable of the name hides it.
        ...((owner === fn.owner || !owner) && !taken.has(name) ? [[name, value] as const] : []),
      ]),
    );
  };
}

/** Names that a function gives to things of its own: parameters, bound values, loop variables, those of closures. */
function namesIn(fn: Syntax): Set<string> {
  const names = new Set<string>();
  for (const node of below(fn)) {
    if (node.field === 'bound_identifier') names.add(plainName(node.text));
    if (node.type !== 'parameter' && node.type !== 'lambda_parameter') continue;
    const name = node.children.find(({ field }) => field === 'name');
    if (name) names.add(plainName(name.text));
  }
  return names;
}

/** A constant text, or a computed one that is nothing else. */
function textIn(node: Syntax): Syntax | undefined {
  const stored = part(node, 'value');
  if (stored) return /^(\s*@?\w+\s+)*let\b/.test(node.text) && isText(stored) ? stored : undefined;
  const statements = part(node, 'computed_value')?.children[0];
  const only = statements?.children.length === 1 ? statements.children[0] : undefined;
  const value = only?.type === 'control_transfer_statement' ? part(only, 'result') : only;
  return value && isText(value) ? value : undefined;
}

/** A literal, several of them put together, or the address that one of them is. */
function isText(value: Syntax): boolean {
  const node = bare(value);
  if (node.type === 'line_string_literal') return true;
  if (node.type === 'additive_expression') return node.text.includes('"');
  return node.type === 'call_expression' && calleeOf(node).name === 'URL' && node.text.includes('"');
}
