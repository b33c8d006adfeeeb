/** What the sources send in a body: keys with the type that goes out, and whether every call has them. */
import { conformsTo, type Declared, lookUp, type Scope } from './declarations.ts';
import { codingKeysOf, keyIn, keysOf } from './keys.ts';
import { argument, argumentsOf, calleeOf, ownOf, part, type Syntax } from './syntax.ts';
import { type TypeRef, typeRefOf } from './type-ref.ts';

/** `any`: not known, as of a date, which goes by the encoder. */
export type SentType = 'text' | 'whole' | 'number' | 'flag' | 'any' | Sent | readonly [SentType];
export interface Sent {
  readonly [key: string]: SentValue;
}
export interface SentValue {
  readonly type: SentType;
  readonly sometimes: boolean;
}

const SCALARS: Record<string, SentType> = {
  String: 'text',
  URL: 'text',
  UUID: 'text',
  Double: 'number',
  Float: 'number',
  CGFloat: 'number',
  TimeInterval: 'number',
  Bool: 'flag',
};

/** What a value of the type is sent as. A type that is no type of the sources is anything. */
export function sentAs(ref: TypeRef, scope: Scope, inside: readonly Declared[] = []): SentType {
  switch (ref.kind) {
    case 'optional':
      return sentAs(ref.inner, scope, inside);
    case 'list':
      return [sentAs(ref.element, scope, inside)];
    case 'map':
    case 'other':
      return 'any';
    case 'name': {
      const [name = ''] = ref.path;
      const declared = lookUp(ref.path, scope);
      if (declared) return inside.includes(declared) ? 'any' : sentBy(declared, [...inside, declared]);
      if (/^U?Int(8|16|32|64)?$/.test(name)) return 'whole';
      return SCALARS[name] ?? 'any';
    }
  }
}

function sentBy(declared: Declared, inside: readonly Declared[]): SentType {
  if (declared.kind === 'enum') {
    if (declared.encode || declared.cases.some(({ carries }) => carries)) return 'any';
    return /^U?Int\d*$/.test(declared.conforms[0] ?? '') ? 'whole' : 'text';
  }
  const raw = declared.properties.find((one) => one.name === 'rawValue')?.type;
  if (raw !== undefined && declared.conforms.includes('RawRepresentable'))
    return sentAs(typeRefOf(raw), declared.scope, inside);
  if (!conformsTo(declared, 'Encodable')) return 'any';
  // What a class above adds is not looked at, nor what is put in by hand.
  const above = lookUp(declared.conforms[0]?.split('.') ?? [], declared.scope);
  if (declared.kind === 'class' && above?.kind === 'class') return 'any';
  if (
    declared.encode &&
    /singleValueContainer|unkeyedContainer|nestedContainer|\.encode\(to:/.test(declared.encode.text)
  )
    return 'any';
  if (declared.encode) return encoded(declared, declared.encode, inside);
  const keys = codingKeysOf(declared);
  const entries = declared.properties.flatMap((property) => {
    const key = keys ? keys.get(property.name) : property.name;
    if (key === undefined) return [];
    const ref = typeRefOf(property.type ?? inferred(property.value?.text ?? ''));
    return [[key, { type: sentAs(ref, declared.scope, inside), sometimes: ref.kind === 'optional' }] as const];
  });
  return Object.fromEntries(entries);
}

const inferred = (value: string): string =>
  /^-?\d+$/.test(value)
    ? 'Int'
    : /^-?\d+\.\d+$/.test(value)
      ? 'Double'
      : /^"/.test(value)
        ? 'String'
        : /^(true|false)$/.test(value)
          ? 'Bool'
          : '';

/** `encode(to:)`: each `encode` and `encodeIfPresent`. */
function encoded(declared: Declared, encode: Syntax, inside: readonly Declared[]): Sent {
  const found: Record<string, SentValue> = {};
  const by = /keyedBy:\s*([\w.]+)\.self/.exec(encode.text)?.[1] ?? 'CodingKeys';
  const keys = keysOf(lookUp(by.split('.'), declared.scope)) ?? codingKeysOf(declared);
  for (const call of ownOf(encode, 'call_expression')) {
    const { name } = calleeOf(call);
    const keyNode = argument(call, 'forKey');
    const key = keyNode && keyIn(keyNode, keys);
    const value = argumentsOf(call)[0]?.value;
    if (!/^encode(IfPresent|Nil)?$/.test(name) || key === undefined || !value) continue;
    const property = declared.properties.find((one) => one.name === value.text.replace(/^self\./, ''));
    const ref = property?.type === undefined ? undefined : typeRefOf(property.type);
    found[key] = {
      type: ref ? sentAs(ref, declared.scope, inside) : 'any',
      sometimes: name === 'encodeIfPresent' || inBranch(call, encode),
    };
  }
  return found;
}

function inBranch(node: Syntax, code: Syntax): boolean {
  for (let at = node.parent; at && at !== code; at = at.parent)
    if (/^(if_statement|switch_entry|for_statement)$/.test(at.type) && part(at, 'condition') !== node) return true;
  return false;
}

/** Two calls of one route: a key that one of them leaves out is there sometimes. */
export function bothSent(one: Sent, other: Sent): Sent {
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return Object.fromEntries(
    keys.map((key) => {
      const [a, b] = [one[key], other[key]];
      const value = a ?? (b as SentValue);
      return [key, { type: value.type, sometimes: !a || !b || a.sometimes || b.sometimes }];
    }),
  );
}
