/** Which decoder a function decodes with, and how it is set up. */
import { type DecoderSettings, settingsIn } from './dates.ts';
import type { Declarations } from './declarations.ts';
import type { SourceFunction } from './functions.ts';
import { argument, bare, below, calleeOf, ownOf, part, placeOf, plainName, type Syntax } from './syntax.ts';

/** Calls that a function may go through before it decodes. */
const DEEPEST = 4;

export interface Decoders {
  /** Of the decoding that the function does itself, or through others of its type; undefined: it decodes nothing. */
  in(fn: SourceFunction): { call: Syntax; settings: DecoderSettings; of: SourceFunction } | undefined;
}

export function decodersIn(
  roots: readonly Syntax[],
  functions: readonly SourceFunction[],
  declarations: Declarations,
): Decoders {
  const properties = roots.flatMap((root) =>
    [...below(root)].filter(
      (node) => node.type === 'property_declaration' && /\bJSONDecoder\b/.test(node.text) && isMember(node),
    ),
  );
  const inits = roots.flatMap((root) => [...below(root)].filter(({ type }) => type === 'init_declaration'));
  const byName = new Map<string, SourceFunction[]>();
  for (const fn of functions) byName.set(fn.name, [...(byName.get(fn.name) ?? []), fn]);

  const settingsOf = (expression: Syntax, fn: SourceFunction): DecoderSettings => {
    const node = bare(expression);
    const plain: DecoderSettings = { dates: 'reference', snakeCase: false, place: placeOf(node) };
    if (/^JSONDecoder\(\)$/.test(node.text)) return plain;
    const name = plainName(/(\w+)(\(\))?$/.exec(node.text)?.[1] ?? '');
    const local = ownOf(fn.body, 'property_declaration').find((one) => part(one, 'name')?.text === name);
    const value = local && part(local, 'value');
    if (local && value && !/\bJSONDecoder\(\)/.test(value.text)) return settingsOf(value, fn);
    if (local) return settingsOfProperty(local, name, [fn.body]);
    const owner = (one: Syntax) => declarations.typeAround(one);
    const candidates = properties.filter((one) => plainName(part(one, 'name')?.text ?? '') === name);
    const property = candidates.find((one) => owner(one) === fn.owner) ?? candidates[0];
    if (property) {
      const mine = inits.filter((one) => owner(one) === owner(property));
      return settingsOfProperty(
        property,
        name,
        mine.flatMap((one) => part(one, 'body') ?? []),
      );
    }
    const maker = byName.get(name)?.find(({ returns }) => returns === 'JSONDecoder');
    const made = maker && ownOf(maker.body, 'property_declaration').find((one) => /\bJSONDecoder\(\)/.test(one.text));
    if (maker && made) return settingsIn([maker.body], part(made, 'name')?.text ?? '', made);
    return { ...plain, dates: 'unread' };
  };

  const decodingIn = (fn: SourceFunction): Syntax | undefined =>
    ownOf(fn.body, 'call_expression').find(
      (call) => calleeOf(call).name === 'decode' && argument(call, 'from') !== undefined,
    );

  const search = (fn: SourceFunction, depth: number): ReturnType<Decoders['in']> => {
    const call = decodingIn(fn);
    const on = call && calleeOf(call).on;
    if (call && on) return { call, settings: settingsOf(on, fn), of: fn };
    if (depth === 0) return undefined;
    for (const inner of ownOf(fn.body, 'call_expression')) {
      for (const next of byName.get(calleeOf(inner).name) ?? []) {
        if (next === fn || next.owner !== fn.owner) continue;
        const found = search(next, depth - 1);
        if (found) return found;
      }
    }
    return undefined;
  };
  const known = new Map<SourceFunction, ReturnType<Decoders['in']>>();
  return {
    in(fn) {
      if (!known.has(fn)) known.set(fn, search(fn, DEEPEST));
      return known.get(fn);
    },
  };
}

const isMember = (node: Syntax): boolean =>
  node.parent?.type === 'class_body' || node.parent?.type === 'enum_class_body' || node.parent?.type === 'source_file';

/** A decoder that is set up where it is declared (`= { … }()`), or in other code. */
function settingsOfProperty(node: Syntax, name: string, code: readonly Syntax[]): DecoderSettings {
  const value = part(node, 'value');
  const closure = value && [...below(value)].find(({ type }) => type === 'lambda_literal');
  const inner = closure && ownOf(closure, 'property_declaration').find((one) => /\bJSONDecoder\(\)/.test(one.text));
  if (closure && inner) return settingsIn([closure], part(inner, 'name')?.text ?? '', inner);
  return settingsIn(code, name, node);
}
