/** Enums with raw values: strict as the compiler makes them, or with a case for every other text. */
import { constantOf } from './constants.ts';
import type { Declared, Scope } from './declarations.ts';
import { lookUp } from './declarations.ts';
import { type Reading, unread } from './reading.ts';
import {
  above,
  argumentsOf,
  bare,
  below,
  calleeOf,
  childrenOf,
  literalOf,
  ownOf,
  part,
  placeOf,
  type Syntax,
} from './syntax.ts';

export function enumReading(declared: Declared): Reading {
  const place = placeOf(declared.node);
  const [raw] = declared.conforms;
  if (declared.cases.some(({ carries }) => carries)) return unread(place, `the cases of ${declared.name} carry values`);
  const values = declared.cases.map((one) => one.raw);
  if (declared.init) return ownEnum(declared, declared.init, values);
  if (declared.rawInit) return unread(placeOf(declared.rawInit), `${declared.name} makes its cases in its own way`);
  if (raw === 'String') return { kind: 'enum', values, place };
  return /^U?Int\d*$/.test(raw ?? '')
    ? unread(place, `${declared.name} has whole numbers as raw values`)
    : unread(place, `${declared.name} has no raw values that are text`);
}

/** `init(from:)` of an enum: `Self(rawValue:) ?? .other`, or a switch over the text. */
function ownEnum(declared: Declared, init: Syntax, values: readonly string[]): Reading {
  const place = placeOf(init);
  const decodes = ownOf(init, 'call_expression').filter((call) => calleeOf(call).name === 'decode');
  if (decodes.length === 0 || decodes.some((call) => argumentsOf(call)[0]?.value.text !== 'String.self'))
    return unread(place, `${declared.name} decodes something else than one text`);
  const [choice] = ownOf(init, 'switch_statement');
  if (choice) return switched(declared, choice);
  const [made] = rawValueCalls(init, declared.scope, declared);
  if (!made) return unread(place, `${declared.name} makes its cases in its own way`);
  return { kind: 'enum', values, ...lossOf(made.node, declared), place };
}

function switched(declared: Declared, choice: Syntax): Reading {
  const place = placeOf(choice);
  const values: string[] = [];
  let lossy: string | undefined;
  for (const entry of childrenOf(choice, 'switch_entry')) {
    const texts = childrenOf(entry, 'switch_pattern').map((one) =>
      literalOf(part(one, 'pattern') ?? firstLiteral(one)),
    );
    if (childrenOf(entry, 'default_keyword').length > 0) {
      if (/\bthrow\b/.test(entry.text)) continue;
      const [set] = ownOf(entry, 'assignment');
      const value = constantOf(set && part(set, 'result'), declared.scope, declared);
      lossy = typeof value === 'string' ? value : '';
    } else if (texts.some((text) => text === undefined)) return unread(place, `a case of the switch is no text`);
    else values.push(...(texts as string[]));
  }
  return { kind: 'enum', values, ...(lossy === undefined ? {} : { lossy }), place };
}

const firstLiteral = (node: Syntax): Syntax | undefined =>
  [...below(node)].find((n) => n.type === 'line_string_literal');

export interface Made {
  /** The call, or the `flatMap` that makes it. */
  node: Syntax;
  of: Declared;
  /** What the text comes from. */
  from: Syntax;
}

/** `E(rawValue: x)`, `E.init(rawValue: x)`, `x.flatMap(E.init)` in a piece of code. `self`: the type whose code it is. */
export function rawValueCalls(code: Syntax, scope: Scope, self?: Declared): Made[] {
  const named = (text: string): Declared | undefined => {
    const name = text.replace(/\.init(\(rawValue:\))?$/, '');
    const found = name === 'Self' || name === 'self' ? self : lookUp(name.split('.'), scope);
    return found?.kind === 'enum' ? found : undefined;
  };
  return ownOf(code, 'call_expression').flatMap((node) => {
    const { name, on } = calleeOf(node);
    const [first] = argumentsOf(node);
    if (first?.label === 'rawValue') {
      const of = named(node.children[0]?.text ?? '');
      return of ? [{ node, of, from: first.value }] : [];
    }
    if ((name !== 'flatMap' && name !== 'map' && name !== 'compactMap') || !on) return [];
    const inner = first?.value.text ?? childrenOf(node, 'call_suffix')[0]?.text ?? '';
    const of = named(/^\{?\s*([\w.]+?)(?:\.init)?\s*\(\s*rawValue:/.exec(inner)?.[1] ?? inner);
    return of ? [{ node, of, from: on }] : [];
  });
}

/** What becomes of a text that no case has: another case, a failure, or nothing. */
export function lossOf(made: Syntax, of: Declared): { lossy?: string } {
  let from = made;
  for (const node of above(made)) {
    if (node.type === 'nil_coalescing_expression' && part(node, 'value') === from) {
      const value = constantOf(part(node, 'if_nil'), of.scope, of);
      if (/^\s*try\b|\bthrow\b/.test(part(node, 'if_nil')?.text ?? '')) return {};
      return { lossy: typeof value === 'string' ? value : '' };
    }
    if (node.type === 'postfix_expression') return {};
    if (node.type === 'guard_statement' || node.type === 'if_statement') {
      const other = node.children[node.children.findIndex(({ type }) => type === 'else') + 1];
      return /\bthrow\b/.test(other?.text ?? '') ? {} : lossyElse(other, of);
    }
    if (bare(node) !== made && !['nil_coalescing_expression', 'tuple_expression', 'try_expression'].includes(node.type))
      break;
    from = node;
  }
  return { lossy: '' };
}

function lossyElse(other: Syntax | undefined, of: Declared): { lossy: string } {
  const [set] = other ? ownOf(other, 'assignment') : [];
  const value = constantOf(set && part(set, 'result'), of.scope, of);
  return { lossy: typeof value === 'string' ? value : '' };
}
