/** Types of the sources → what decodes as them: as the compiler makes it, and as `init(from:)` says. */
import type { Context } from './context.ts';
import type { DecoderSettings } from './dates.ts';
import { conformsTo, type Declared, lookUp, type Scope } from './declarations.ts';
import { enumReading } from './enums.ts';
import { codingKeysOf, snakeCased } from './keys.ts';
import { ownInit } from './own-init.ts';
import { type Field, type Reading, unread } from './reading.ts';
import { placeOf } from './syntax.ts';
import { isNamed, type TypeRef, typeRefOf } from './type-ref.ts';

const WHOLE = /^U?Int(8|16|32|64)?$/;
const SCALARS: Record<string, 'text' | 'number' | 'flag'> = {
  String: 'text',
  Substring: 'text',
  URL: 'text',
  UUID: 'text',
  Data: 'text',
  Double: 'number',
  Float: 'number',
  CGFloat: 'number',
  Decimal: 'number',
  TimeInterval: 'number',
  Bool: 'flag',
};

/** What decodes as a type that is written down somewhere. */
export const readingAt = (ref: TypeRef, scope: Scope, place: string, settings: DecoderSettings): Reading =>
  readingOf(ref, scope, place, { settings, bindings: new Map(), inside: [], readingOf });

function readingOf(ref: TypeRef, scope: Scope, place: string, context: Context): Reading {
  switch (ref.kind) {
    case 'optional':
      return { kind: 'nullable', inner: readingOf(ref.inner, scope, place, context), place };
    case 'list':
      return { kind: 'list', element: readingOf(ref.element, scope, place, context), place };
    case 'map':
      if (!isNamed(ref.key, 'String') && !isNamed(ref.key, 'Int'))
        return unread(place, 'a dictionary whose keys are no texts is written as a list');
      return { kind: 'map', value: readingOf(ref.value, scope, place, context), place };
    case 'other':
      return unread(place, `the type ${ref.text} is none that decodes`);
    case 'name':
      return namedReading(ref, scope, place, context);
  }
}

function namedReading(ref: Extract<TypeRef, { kind: 'name' }>, scope: Scope, place: string, context: Context): Reading {
  const [name = ''] = ref.path;
  const bound = ref.path.length === 1 ? context.bindings.get(name) : undefined;
  if (bound) return bound;
  const declared = lookUp(ref.path, scope);
  if (declared) {
    if (declared.ambiguous && !isNear(declared, ref.path, scope))
      return unread(place, `several sources declare a type ${ref.path.join('.')}`);
    const bindings = new Map([
      // Types inside of a generic one see its parameters.
      ...(context.inside.some((outer) => isWithin(declared, outer)) ? context.bindings : []),
      ...declared.parameters.flatMap((parameter, i) => {
        const argument = ref.of[i];
        return argument ? [[parameter, readingOf(argument, scope, place, context)] as const] : [];
      }),
    ]);
    return declaredReading(declared, place, { ...context, bindings });
  }
  const alias = ref.path.length === 1 ? aliasOf(name, scope) : undefined;
  if (alias !== undefined) return readingOf(typeRefOf(alias), scope, place, context);
  if (ref.path.length === 1 && WHOLE.test(name)) return { kind: 'whole', place };
  const scalar = ref.path.length === 1 ? SCALARS[name] : undefined;
  if (scalar) return { kind: scalar, place };
  if (isNamed(ref, 'Date'))
    return { kind: 'date', how: context.settings.dates, decoder: context.settings.place, place };
  return unread(place, `no source declares the type ${ref.path.join('.')}`);
}

/** Whether the scope itself, and not all files together, knows it. */
function isNear(declared: Declared, [first = '']: readonly string[], scope: Scope): boolean {
  for (let at: Scope | undefined = scope; at?.parent; at = at.parent) if (at.types.get(first) === declared) return true;
  return false;
}

/** Declared inside of another type. */
function isWithin(declared: Declared, outer: Declared): boolean {
  for (let at = declared.scope.parent; at; at = at.parent) if (at.types === outer.scope.types) return true;
  return false;
}

function aliasOf(name: string, scope: Scope): string | undefined {
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    const found = at.aliases.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function declaredReading(declared: Declared, place: string, outside: Context): Reading {
  if (outside.inside.includes(declared)) return unread(place, `${declared.name} holds itself`);
  const context = { ...outside, inside: [...outside.inside, declared] };
  const own = placeOf(declared.node);
  if (!conformsTo(declared, 'Decodable') && !declared.init) return unread(own, `${declared.name} is not Decodable`);
  const raw = declared.properties.find((one) => one.name === 'rawValue');
  if (!declared.init && raw?.type !== undefined && declared.conforms.includes('RawRepresentable'))
    return context.readingOf(typeRefOf(raw.type), declared.scope, own, context);
  if (!declared.init && hasInheritedInit(declared))
    return unread(own, `${declared.name} has the decoder of a protocol`);
  if (declared.kind === 'enum') return enumReading(declared);
  if (declared.kind === 'protocol') return unread(own, `${declared.name} is a protocol`);
  if (declared.init) return ownInit(declared, declared.init, context);
  const above = superclassOf(declared);
  // A class without its own decoder has that of the class above, which knows nothing of its properties.
  if (above) return declaredReading(above, place, context);
  return { kind: 'record', type: declared.name, fields: synthesized(declared, context), place: own };
}

/** A protocol of the sources that has an `init(from:)`. */
const hasInheritedInit = (declared: Declared): boolean =>
  declared.conforms.some((name) => {
    const found = lookUp(name.split('.'), declared.scope);
    return found?.kind === 'protocol' && (found.init !== undefined || hasInheritedInit(found));
  });

/** The class of the sources that it derives from. */
function superclassOf(declared: Declared): Declared | undefined {
  if (declared.kind !== 'class' || !declared.scope.parent) return undefined;
  const [first] = declared.conforms;
  const found = first === undefined ? undefined : lookUp(first.split('.'), declared.scope.parent);
  return found?.kind === 'class' ? found : undefined;
}

function synthesized(declared: Declared, context: Context): Map<string, Field> {
  const keys = codingKeysOf(declared);
  const fields = new Map<string, Field>();
  for (const property of declared.properties) {
    const named = keys ? keys.get(property.name) : property.name;
    // A constant that has its value is never decoded.
    if (named === undefined || (property.constant && property.value)) continue;
    const place = placeOf(property.node);
    const [wrapper] = property.wrappers;
    const type = property.type ?? inferred(property.value?.text ?? '');
    const reading =
      wrapper !== undefined
        ? unread(place, `the property wrapper @${wrapper} decodes in its own way`)
        : type === undefined
          ? unread(place, `the type of ${property.name} is not written down`)
          : readingOf(typeRefOf(type), declared.scope, place, context);
    const open = reading.kind === 'nullable';
    fields.set(context.settings.snakeCase ? snakeCased(named) : named, {
      reading: open ? reading.inner : reading,
      required: !open,
      nullable: open,
      lenient: false,
      ...(open ? { fallback: null } : {}),
      property: property.name,
      place,
    });
  }
  return fields;
}

/** The type of a literal. */
function inferred(value: string): string | undefined {
  if (/^-?\d+$/.test(value)) return 'Int';
  if (/^-?\d+\.\d+$/.test(value)) return 'Double';
  if (/^(true|false)$/.test(value)) return 'Bool';
  if (/^"/.test(value)) return 'String';
  return /^(\w+)\(\)$/.exec(value)?.[1];
}
