/** Functions of the sources, with what they take and give. */
import type { Declarations, Declared } from './declarations.ts';
import { below, childrenOf, part, plainName, type Syntax } from './syntax.ts';

export interface Parameter {
  /** As callers write it; undefined for `_`. */
  label?: string;
  name: string;
  type: string;
  value?: Syntax;
}

export interface SourceFunction {
  name: string;
  parameters: readonly Parameter[];
  /** Parameters of its own types: `<T: Decodable>`. */
  generics: readonly string[];
  /** As written; undefined: nothing. */
  returns?: string;
  body: Syntax;
  node: Syntax;
  owner?: Declared;
}

/** Functions, and other code that may make a call: `init`, computed properties, closures that properties hold. */
export const functionsIn = (roots: readonly Syntax[], declarations: Declarations): SourceFunction[] =>
  roots.flatMap((root) =>
    [...below(root)].flatMap((node) => functionOf(node, declarations) ?? codeOf(node, declarations) ?? []),
  );

function functionOf(node: Syntax, declarations: Declarations): SourceFunction | undefined {
  const body = part(node, 'body');
  if (!/^(function|init)_declaration$/.test(node.type) || !body) return undefined;
  const owner = declarations.typeAround(node);
  const returns = node.type === 'init_declaration' ? undefined : returned(node, body);
  return {
    name: node.type === 'init_declaration' ? 'init' : plainName(part(node, 'name')?.text ?? ''),
    parameters: parametersOf(node),
    generics: childrenOf(childrenOf(node, 'type_parameters')[0], 'type_parameter').map(
      (one) => one.children[0]?.text ?? '',
    ),
    ...(returns === undefined ? {} : { returns }),
    body,
    node,
    ...(owner ? { owner } : {}),
  };
}

function codeOf(node: Syntax, declarations: Declarations): SourceFunction | undefined {
  if (
    node.type !== 'property_declaration' ||
    !/^(class_body|enum_class_body|source_file)$/.test(node.parent?.type ?? '')
  )
    return undefined;
  const computed = part(node, 'computed_value');
  const body = computed ?? part(node, 'value');
  // Most values are no code.
  if (!body || (!computed && !body.text.includes('{'))) return undefined;
  const owner = declarations.typeAround(node);
  const type = childrenOf(node, 'type_annotation')[0]?.text.replace(/^\s*:/, '').trim();
  return {
    name: plainName(part(node, 'name')?.text ?? ''),
    parameters: [],
    generics: [],
    ...(computed && type !== undefined ? { returns: type } : {}),
    body,
    node,
    ...(owner ? { owner } : {}),
  };
}

function parametersOf(node: Syntax): Parameter[] {
  const found: Parameter[] = [];
  for (const child of node.children) {
    if (child.field === 'default_value' && found.length > 0)
      found[found.length - 1] = { ...(found.at(-1) as Parameter), value: child };
    if (child.type !== 'parameter') continue;
    const [name, type] = child.children.filter(({ field }) => field === 'name');
    const label = part(child, 'external_name')?.text ?? name?.text ?? '_';
    found.push({
      ...(label === '_' ? {} : { label: plainName(label) }),
      name: plainName(name?.text ?? ''),
      type: (type?.text ?? '').replace(/^(inout|@escaping|@Sendable)\s+/g, ''),
    });
  }
  return found;
}

function returned(node: Syntax, body: Syntax): string | undefined {
  const before = node.children.filter(
    (child) => child.start < body.start && (child.type === 'parameter' || child.field === 'default_value'),
  );
  const last = before.at(-1);
  const end = last ? last.start + last.text.length : node.start;
  const header = node.text.slice(end - node.start, body.start - node.start);
  const type = /->\s*([\s\S]+?)\s*(?:\bwhere\b[\s\S]*)?$/.exec(header)?.[1];
  return type === undefined || /^(Void|\(\))$/.test(type) ? undefined : type;
}
