/** Types of the client's sources with what is declared in them and in their extensions, by the scope that they are seen from. */
import { childrenOf, literalOf, part, plainName, type Syntax } from './syntax.ts';

export interface Property {
  name: string;
  /** As written; absent: it follows from the value. */
  type?: string;
  value?: Syntax;
  constant: boolean;
  /** Property wrappers. */
  wrappers: string[];
  node: Syntax;
}

export interface EnumCase {
  name: string;
  raw: string;
  /** A case that carries values decodes by no raw value. */
  carries: boolean;
}

export interface Declared {
  name: string;
  /** struct, class, enum, actor, protocol. */
  kind: string;
  conforms: string[];
  parameters: string[];
  properties: Property[];
  cases: EnumCase[];
  /** `init(from:)`. */
  init?: Syntax;
  /** `encode(to:)`. */
  encode?: Syntax;
  /** `init(rawValue:)` of its own. */
  rawInit?: Syntax;
  /** Another type of the name stands in another file: which one is meant only the compiler knows. */
  ambiguous?: boolean;
  node: Syntax;
  /** Its members' scope. */
  scope: Scope;
}

export interface Scope {
  parent?: Scope;
  types: Map<string, Declared>;
  aliases: Map<string, string>;
}

export interface Declarations {
  /** The scope in which a node stands. */
  scopeAt(node: Syntax): Scope;
  /** The type whose member a node is, extensions included. */
  typeAround(node: Syntax): Declared | undefined;
  all: readonly Declared[];
}

export const newScope = (parent?: Scope): Scope => ({
  ...(parent ? { parent } : {}),
  types: new Map(),
  aliases: new Map(),
});

export function lookUp(path: readonly string[], scope: Scope): Declared | undefined {
  const [first = '', ...rest] = path;
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    let found = at.types.get(first);
    for (const name of rest) found = found?.scope.types.get(name);
    if (found) return found;
  }
  return undefined;
}

/** `roots`: a root per file. What is private to a file is seen in that file alone. */
export function declarationsOf(roots: readonly Syntax[]): Declarations {
  const global = newScope();
  const scopes = new Map<Syntax, Scope>();
  const owners = new Map<Syntax, Declared>();
  const all: Declared[] = [];
  const extensions: { node: Syntax; scope: Scope }[] = [];

  const within = (node: Syntax, scope: Scope): void => {
    for (const child of node.children) {
      if (child.type === 'class_declaration' && kindOf(child) === 'extension') extensions.push({ node: child, scope });
      else if (child.type === 'class_declaration' || child.type === 'protocol_declaration') declare(child, scope);
      else if (child.type === 'typealias_declaration') alias(child, scope);
      else if (child.type === 'function_declaration' || child.type === 'init_declaration') {
        const inner = newScope(scope);
        scopes.set(child, inner);
        within(child, inner);
      } else within(child, scope);
    }
  };
  const alias = (node: Syntax, scope: Scope): void => {
    const [name, type] = node.children.filter(({ field }) => field === 'name');
    if (name && type) scope.aliases.set(name.text, type.text);
  };
  const declare = (node: Syntax, scope: Scope): void => {
    const name = part(node, 'name')?.text ?? '';
    // A second one of the name is the other branch of an #if: the first counts.
    const known = scope.types.get(name);
    const declared: Declared = known ?? {
      name,
      kind: kindOf(node),
      conforms: [],
      parameters: childrenOf(childrenOf(node, 'type_parameters')[0], 'type_parameter').map(
        (one) => one.children[0]?.text ?? '',
      ),
      properties: [],
      cases: [],
      node,
      scope: newScope(scope),
    };
    if (!known) {
      scope.types.set(name, declared);
      all.push(declared);
      fill(declared, node);
    }
    owners.set(node, declared);
    scopes.set(node, declared.scope);
    within(node, declared.scope);
  };

  for (const root of roots) {
    const own = newScope(global);
    scopes.set(root, own);
    within(root, own);
    for (const [name, declared] of own.types) {
      if (isPrivate(declared.node)) continue;
      const other = global.types.get(name);
      if (other) other.ambiguous = declared.ambiguous = true;
      else global.types.set(name, declared);
    }
    for (const [name, type] of own.aliases) if (!global.aliases.has(name)) global.aliases.set(name, type);
  }
  // An extension may hold a type that another one extends.
  for (let again = true; again; ) {
    again = false;
    for (const { node, scope } of extensions.splice(0)) {
      const declared = lookUp((part(node, 'name')?.text ?? '').split('.'), scope);
      if (!declared) {
        const inner = newScope(scope);
        scopes.set(node, inner);
        within(node, inner);
        continue;
      }
      fill(declared, node);
      owners.set(node, declared);
      // Members see what the file of the extension keeps to itself, too.
      const inner = { ...declared.scope, parent: scope };
      scopes.set(node, inner);
      within(node, inner);
      again = true;
    }
    again &&= extensions.length > 0;
  }
  const nearest = <T>(node: Syntax, of: Map<Syntax, T>): T | undefined => {
    for (let at: Syntax | null = node; at; at = at.parent) {
      const found = of.get(at);
      if (found) return found;
    }
    return undefined;
  };
  return { scopeAt: (node) => nearest(node, scopes) ?? global, typeAround: (node) => nearest(node, owners), all };
}

const kindOf = (node: Syntax): string =>
  node.type === 'protocol_declaration' ? 'protocol' : (part(node, 'declaration_kind')?.text ?? '');

/** Whether it conforms, also through a protocol or an alias of the sources. */
export function conformsTo(declared: Declared, to: 'Decodable' | 'Encodable', seen = new Set<string>()): boolean {
  const names = (text: string): boolean =>
    text.split('&').some((one) => {
      const name = one.trim();
      if (name === to || name === 'Codable') return true;
      if (seen.has(name)) return false;
      seen.add(name);
      for (let at: Scope | undefined = declared.scope; at; at = at.parent) {
        const alias = at.aliases.get(name);
        if (alias !== undefined) return names(alias);
        const found = at.types.get(name);
        if (found) return found !== declared && conformsTo(found, to, seen);
      }
      return false;
    });
  return declared.conforms.some(names);
}

const isPrivate = (node: Syntax): boolean => /^\s*(@\w+(\([^)]*\))?\s+)*(file)?private\b/.test(node.text);

/** Adds what a declaration or an extension holds. */
function fill(declared: Declared, node: Syntax): void {
  declared.conforms.push(
    ...childrenOf(node, 'inheritance_specifier').map((one) => one.text.replace(/@\w+\s+/g, '').trim()),
  );
  for (const member of part(node, 'body')?.children ?? []) {
    if (member.type === 'property_declaration') declared.properties.push(...propertiesOf(member));
    else if (member.type === 'enum_entry') declared.cases.push(...casesOf(member));
    else if (
      member.type === 'init_declaration' &&
      /^[^{]*\binit\s*\(\s*from\s+\w+\s*:\s*(any\s+)?(Swift\.)?Decoder\b/.test(member.text)
    )
      declared.init = member;
    else if (member.type === 'init_declaration' && /^[^{]*\binit\?*\s*\(\s*rawValue\s*:/.test(member.text))
      declared.rawInit = member;
    else if (
      member.type === 'function_declaration' &&
      /^[^{]*\bfunc\s+encode\s*\(\s*to\s+\w+\s*:\s*(any\s+)?(Swift\.)?Encoder\b/.test(member.text)
    )
      declared.encode = member;
  }
}

/** Stored properties of a declaration: `let a: Int, b: String?`. */
function propertiesOf(node: Syntax): Property[] {
  const modifiers = childrenOf(node, 'modifiers')[0];
  const words = modifiers?.children.map(({ text }) => text) ?? [];
  if (words.some((word) => /^(static|class|lazy)$/.test(word))) return [];
  const wrappers = childrenOf(modifiers, 'attribute').map((one) => one.text.replace(/^@|\(.*$/gs, ''));
  const constant = /^let\b/.test(childrenOf(node, 'value_binding_pattern')[0]?.text ?? '');
  const found: Property[] = [];
  let computed = false;
  for (const child of node.children) {
    if (child.field === 'name' && child.type === 'pattern')
      found.push({ name: plainName(child.text), constant, wrappers, node: child });
    const last = found.at(-1);
    if (!last) continue;
    if (child.type === 'type_annotation') last.type = child.text.replace(/^\s*:/, '').trim();
    else if (child.field === 'value') last.value = child;
    else if (child.field === 'computed_value') computed = true;
  }
  return computed ? [] : found;
}

function casesOf(node: Syntax): EnumCase[] {
  const found: EnumCase[] = [];
  for (const child of node.children) {
    const last = found.at(-1);
    if (child.field === 'name') {
      const name = plainName(child.text);
      found.push({ name, raw: name, carries: false });
    } else if (last && child.field === 'raw_value') last.raw = literalOf(child) ?? child.text;
    else if (last && child.field === 'data_contents') last.carries = true;
  }
  return found;
}
