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
    [...below(root)].filter((node) => node.type === 'property_declaration' && isMember(node)),
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
      const bodies = inits.filter((one) => owner(one) === owner(property)).flatMap((one) => part(one, 'body') ?? []);
      const made = madeElsewhere(property, name, bodies);
      if (made) return settingsOf(made.value, { ...fn, body: made.body ?? fn.body });
      return settingsOfProperty(property, name, bodies);
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

/** What a property is set to where that is no decoder of its own: `= Self.makeDecoder()`, there or in an `init`. */
function madeElsewhere(
  property: Syntax,
  name: string,
  bodies: readonly Syntax[],
): { value: Syntax; body?: Syntax } | undefined {
  const own = part(property, 'value');
  if (own) return /\bJSONDecoder\(\)/.test(own.text) ? undefined : { value: own };
  for (const body of bodies) {
    const set = ownOf(body, 'assignment').find((one) => part(one, 'target')?.text.replace(/^self\./, '') === name);
    const value = set && part(set, 'result');
    if (value && !/\bJSONDecoder\(\)/.test(value.text)) return { value, body };
  }
  return undefined;
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
