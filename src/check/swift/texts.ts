/** Texts that types hold: bases and paths that functions put addresses together from. */
import type { Declarations } from './declarations.ts';
import type { Constants } from './requests.ts';
import { below, part, plainName, type Syntax } from './syntax.ts';

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
  return (fn) =>
    new Map(
      all.flatMap(({ name, value, owner }) => [
        ...(owner ? [[`${owner.name}.${name}`, value] as const] : []),
        ...(owner === fn.owner || !owner ? [[name, value] as const, [`Self.${name}`, value] as const] : []),
      ]),
    );
}

/** A stored text, or a computed one that is nothing else. */
function textIn(node: Syntax): Syntax | undefined {
  const stored = part(node, 'value');
  if (stored) return stored.type === 'line_string_literal' ? stored : undefined;
  const statements = part(node, 'computed_value')?.children[0];
  const only = statements?.children.length === 1 ? statements.children[0] : undefined;
  const value = only?.type === 'control_transfer_statement' ? part(only, 'result') : only;
  return value?.type === 'line_string_literal' ? value : undefined;
}
