/** Values that the client puts in for what is missing. */
import type { Json } from '../../client/descriptor.ts';
import { NOW } from '../../client/instant.ts';
import { type Declared, lookUp, type Scope } from './declarations.ts';
import { bare, literalOf, part, plainName, type Syntax } from './syntax.ts';

/** Undefined for what is no constant. `type`: the enum that a `.case` belongs to. */
export function constantOf(node: Syntax | undefined, scope: Scope, type: Declared | undefined): Json | undefined {
  if (!node) return undefined;
  const value = bare(node);
  if (value.type === 'nil_coalescing_expression') return constantOf(part(value, 'if_nil'), scope, type);
  const text = value.text;
  const literal = literalOf(value);
  if (literal !== undefined) return literal;
  if (/^-?\d[\d_]*(\.\d+)?$/.test(text)) return Number(text.replaceAll('_', ''));
  if (text === 'true' || text === 'false') return text === 'true';
  if (text === 'nil') return null;
  if (text === '[]') return [];
  if (/^(Date\(\)|Date\.now|\.now|Date\.init\(\))$/.test(text)) return NOW;
  const [, owner, name] = /^([\w.]*)\.(`?\w+`?)$/.exec(text) ?? [];
  if (name === undefined) return undefined;
  const of = owner ? lookUp(owner.split('.'), scope) : type;
  return of?.cases.find((one) => one.name === plainName(name))?.raw;
}
