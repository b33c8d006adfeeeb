/** Which JSON key a property is read from. */
import { type Declared, lookUp, type Scope } from './declarations.ts';
import { argumentsOf, bare, calleeOf, literalOf, plainName, type Syntax } from './syntax.ts';

/** Case → key of an enum of keys; undefined where the keys are made at run time. */
export function keysOf(keys: Declared | undefined): ReadonlyMap<string, string> | undefined {
  if (keys?.kind !== 'enum') return undefined;
  return new Map(keys.cases.map(({ name, raw }) => [name, raw]));
}

export function codingKeysOf(declared: Declared): ReadonlyMap<string, string> | undefined {
  const alias = declared.scope.aliases.get('CodingKeys');
  return keysOf(
    alias === undefined ? declared.scope.types.get('CodingKeys') : lookUp(alias.split('.'), declared.scope),
  );
}

/** `keyedBy: X.self` → X. */
export const keysNamed = (metatype: Syntax | undefined, scope: Scope): Declared | undefined =>
  metatype && lookUp(metatype.text.replace(/\.self$/, '').split('.'), scope);

/** The key of `.id`, `CodingKeys.id` or `Key(stringValue: "id")`; undefined for one that is computed. */
export function keyIn(node: Syntax, keys: ReadonlyMap<string, string> | undefined): string | undefined {
  const expression = bare(node);
  if (expression.type === 'call_expression') {
    const texts = argumentsOf(expression).map(({ value }) => literalOf(value));
    return calleeOf(expression).name === '' ? undefined : texts[0];
  }
  const name = plainName(/\.(`?\w+`?)$/.exec(expression.text)?.[1] ?? '');
  // Keys of no enum that the sources declare: the compiler's own, named as the properties are.
  return name === '' ? undefined : keys ? keys.get(name) : name;
}

/** The JSON key that `.convertFromSnakeCase` turns into this one. */
export const snakeCased = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
