/** The written form of a Swift type: `[Folder]?`, `Page<Item>`, `[String: Int]`. */

export type TypeRef =
  | { readonly kind: 'name'; readonly path: readonly string[]; readonly of: readonly TypeRef[] }
  | { readonly kind: 'optional'; readonly inner: TypeRef }
  | { readonly kind: 'list'; readonly element: TypeRef }
  | { readonly kind: 'map'; readonly key: TypeRef; readonly value: TypeRef }
  /** Tuples, functions, compositions: nothing that decodes. */
  | { readonly kind: 'other'; readonly text: string };

const TOKEN = /\s*([[\]<>:,?!.()&]|->|`?[\w$]+`?)/y;

export function typeRefOf(text: string): TypeRef {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) tokens.push(match[1]?.replaceAll('`', '') ?? '');
  let at = 0;
  const other: TypeRef = { kind: 'other', text };
  const takes = (token: string): boolean => tokens[at] === token && ++at > 0;

  const one = (): TypeRef | undefined => {
    while (tokens[at] === 'any' || tokens[at] === 'some') at += 1;
    let found: TypeRef | undefined;
    if (takes('[')) {
      const first = one();
      const value = takes(':') ? one() : undefined;
      if (!first || !takes(']')) return undefined;
      found = value ? { kind: 'map', key: first, value } : { kind: 'list', element: first };
    } else if (takes('(')) {
      found = one();
      if (!found || !takes(')')) return undefined;
    } else found = named();
    while (found && (tokens[at] === '?' || tokens[at] === '!')) {
      at += 1;
      found = { kind: 'optional', inner: found };
    }
    return found;
  };

  const named = (): TypeRef | undefined => {
    const path: string[] = [];
    let of: TypeRef[] = [];
    do {
      const name = tokens[at];
      if (name === undefined || !/^\w/.test(name)) return undefined;
      path.push(name);
      at += 1;
      if (takes('<')) {
        of = [];
        do {
          const inner = one();
          if (!inner) return undefined;
          of.push(inner);
        } while (takes(','));
        if (!takes('>')) return undefined;
      }
    } while (takes('.'));
    return standard(path, of);
  };

  const found = one();
  return found && at === tokens.length ? found : other;
}

/** `Array<T>` is `[T]`; a set is decoded as a list. */
function standard(path: readonly string[], of: readonly TypeRef[]): TypeRef {
  const name = path[0] === 'Swift' || path[0] === 'Foundation' ? path.slice(1) : path;
  const [first, second] = of;
  if (name.length === 1) {
    if (name[0] === 'Optional' && first) return { kind: 'optional', inner: first };
    if ((name[0] === 'Array' || name[0] === 'Set' || name[0] === 'ContiguousArray') && first)
      return { kind: 'list', element: first };
    if (name[0] === 'Dictionary' && first && second) return { kind: 'map', key: first, value: second };
  }
  return { kind: 'name', path: name, of };
}

/** The type of `X.self`; undefined for another expression. */
export const metatypeOf = (text: string): TypeRef | undefined =>
  text.endsWith('.self') && text !== '.self' ? typeRefOf(text.slice(0, -'.self'.length)) : undefined;

export const isNamed = (ref: TypeRef, name: string): boolean =>
  ref.kind === 'name' && ref.path.length === 1 && ref.path[0] === name;

/** What stands for each of the names where a pattern is that type: `[T]` and `[Folder]` → T is Folder. */
export function unified(pattern: TypeRef, actual: TypeRef, names: readonly string[]): Map<string, TypeRef> | undefined {
  if (pattern.kind === 'name' && pattern.path.length === 1 && names.includes(pattern.path[0] ?? ''))
    return new Map([[pattern.path[0] as string, actual]]);
  if (pattern.kind === 'optional' && actual.kind !== 'optional') return unified(pattern.inner, actual, names);
  if (pattern.kind !== actual.kind) return undefined;
  switch (pattern.kind) {
    case 'optional':
      return unified(pattern.inner, (actual as typeof pattern).inner, names);
    case 'list':
      return unified(pattern.element, (actual as typeof pattern).element, names);
    case 'map':
      return unified(pattern.value, (actual as typeof pattern).value, names);
    case 'name': {
      const other = actual as typeof pattern;
      const found = new Map<string, TypeRef>();
      if (pattern.path.join('.') !== other.path.join('.')) return undefined;
      pattern.of.forEach((inner, i) => {
        const argument = other.of[i];
        for (const [name, ref] of (argument && unified(inner, argument, names)) ?? []) found.set(name, ref);
      });
      return found;
    }
    case 'other':
      return undefined;
  }
}

export function substituted(ref: TypeRef, by: ReadonlyMap<string, TypeRef>): TypeRef {
  switch (ref.kind) {
    case 'optional':
      return { kind: 'optional', inner: substituted(ref.inner, by) };
    case 'list':
      return { kind: 'list', element: substituted(ref.element, by) };
    case 'map':
      return { ...ref, value: substituted(ref.value, by) };
    case 'name': {
      const whole = ref.path.length === 1 ? by.get(ref.path[0] ?? '') : undefined;
      return whole ?? { ...ref, of: ref.of.map((inner) => substituted(inner, by)) };
    }
    case 'other':
      return ref;
  }
}
