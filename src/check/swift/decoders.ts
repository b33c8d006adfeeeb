/** Which decoder a function decodes with, and how it is set up. What could be set up elsewhere is not known. */
import { type DecoderSettings, settingsIn } from './dates.ts';
import type { Declarations } from './declarations.ts';
import type { SourceFunction } from './functions.ts';
import {
  argument,
  argumentsOf,
  bare,
  below,
  calleeOf,
  ownOf,
  part,
  placeOf,
  plainName,
  type Syntax,
} from './syntax.ts';

/** Calls that a function may go through before it decodes. */
const DEEPEST = 4;
/** Names that lead to names. */
const FARTHEST = 6;

const MAKES = /\bJSONDecoder\(\)/;

export interface Decoding {
  call: Syntax;
  settings: DecoderSettings;
  /** The function in which it stands. */
  of: SourceFunction;
}

export interface Decoders {
  /** Of the decoding that the function does itself, or through others of its type; undefined: it decodes nothing. */
  in(fn: SourceFunction): Decoding | undefined;
  /** Of one decoding in a function. */
  at(call: Syntax, fn: SourceFunction): DecoderSettings;
}

export function decodersIn(
  roots: readonly Syntax[],
  functions: readonly SourceFunction[],
  declarations: Declarations,
): Decoders {
  const members = roots.flatMap((root) =>
    [...below(root)].filter((node) => node.type === 'property_declaration' && isMember(node)),
  );
  const inits = roots.flatMap((root) => [...below(root)].filter(({ type }) => type === 'init_declaration'));
  const byName = new Map<string, SourceFunction[]>();
  for (const fn of functions) byName.set(fn.name, [...(byName.get(fn.name) ?? []), fn]);
  const ownerOf = (node: Syntax) => declarations.typeAround(node);

  const settingsOf = (expression: Syntax, body: Syntax, depth = FARTHEST): DecoderSettings => {
    const node = bare(expression);
    const unknown: DecoderSettings = { dates: 'unread', snakeCase: false, place: placeOf(node) };
    if (depth === 0) return unknown;
    if (/^JSONDecoder\(\)$/.test(node.text)) return { ...unknown, dates: 'reference' };
    if (!/^[\w.`]+(\(\))?$/.test(node.text)) return unknown;
    const name = plainName(/(\w+)(\(\))?$/.exec(node.text)?.[1] ?? '');
    const called = node.text.endsWith('()');
    const member = node.text.includes('.') && !/^(self|Self)\./.test(node.text);
    const local = member || called ? undefined : localOf(name, body);
    if (local) return setUp(local, name, [body], body, depth);
    const given = parameterOf(name, body);
    if (given && !member && !called) return given === true ? unknown : settingsOf(given, body, depth - 1);
    const owner = ownerOf(node);
    if (!called) {
      const all = members.filter((one) => plainName(part(one, 'name')?.text ?? '') === name);
      const own = all.filter((one) => ownerOf(one) === owner);
      const property = own[0] ?? (all.length === 1 ? all[0] : undefined);
      if (property) {
        const bodies = inits
          .filter((one) => ownerOf(one) === ownerOf(property))
          .flatMap((one) => part(one, 'body') ?? []);
        return setUp(property, name, bodies, body, depth);
      }
    }
    const makers = (byName.get(name) ?? []).filter(({ returns }) => returns === 'JSONDecoder');
    const maker = makers.find((one) => one.owner === owner) ?? (makers.length === 1 ? makers[0] : undefined);
    return maker ? (madeIn(maker.body, depth) ?? unknown) : unknown;
  };

  /** A variable or property with everything that is set on it in `code`. */
  const setUp = (node: Syntax, name: string, code: readonly Syntax[], body: Syntax, depth: number): DecoderSettings => {
    const unknown: DecoderSettings = { dates: 'unread', snakeCase: false, place: placeOf(node) };
    const computed = part(node, 'computed_value');
    if (computed) return madeIn(computed, depth) ?? unknown;
    const value = part(node, 'value');
    const closure = value && [...below(value)].find(({ type }) => type === 'lambda_literal');
    if (closure && /^\{[\s\S]*\}\(\)$/.test(value.text)) return madeIn(closure, depth) ?? unknown;
    if (value && !/^JSONDecoder\(\)$/.test(bare(value).text)) return settingsOf(value, body, depth - 1);
    if (!value) {
      const set = code.flatMap((one) => ownOf(one, 'assignment')).find((one) => targetOf(one) === name);
      const made = set && part(set, 'result');
      if (set && made && !/^JSONDecoder\(\)$/.test(bare(made).text))
        return settingsOf(made, bodyAround(set) ?? body, depth - 1);
    }
    // Somebody else may set it up: a function that is given it, or called on it with a closure.
    if (code.some((one) => isHandedOn(name, one))) return unknown;
    return settingsIn(code, name, node);
  };

  /** A piece of code that makes a decoder and gives it back. */
  const madeIn = (code: Syntax, depth: number): DecoderSettings | undefined => {
    const made = ownOf(code, 'property_declaration').find((one) => MAKES.test(part(one, 'value')?.text ?? ''));
    if (!made) {
      const [only] = ownOf(code, 'statements')[0]?.children ?? [];
      const value = only?.type === 'control_transfer_statement' ? part(only, 'result') : only;
      return value ? settingsOf(value, code, depth - 1) : undefined;
    }
    const name = part(made, 'name')?.text ?? '';
    return isHandedOn(name, code) ? undefined : settingsIn([code], name, made);
  };

  const at: Decoders['at'] = (call, fn) => {
    const { on } = calleeOf(call);
    return on ? settingsOf(on, fn.body) : { dates: 'unread', snakeCase: false, place: placeOf(call) };
  };
  const decodingIn = (fn: SourceFunction): Syntax | undefined =>
    ownOf(fn.body, 'call_expression').find(
      (call) => calleeOf(call).name === 'decode' && argument(call, 'from') !== undefined,
    );
  const search = (fn: SourceFunction, depth: number): Decoding | undefined => {
    const call = decodingIn(fn);
    if (call) return { call, settings: at(call, fn), of: fn };
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
  const known = new Map<SourceFunction, Decoding | undefined>();
  return {
    at,
    in(fn) {
      if (!known.has(fn)) known.set(fn, search(fn, DEEPEST));
      return known.get(fn);
    },
  };
}

const isMember = (node: Syntax): boolean =>
  node.parent?.type === 'class_body' || node.parent?.type === 'enum_class_body' || node.parent?.type === 'source_file';

const targetOf = (set: Syntax): string => plainName(part(set, 'target')?.text.replace(/^self\./, '') ?? '');

const localOf = (name: string, body: Syntax): Syntax | undefined =>
  ownOf(body, 'property_declaration').find((one) => plainName(part(one, 'name')?.text ?? '') === name);

/** The function or `init` whose body this is in. */
function bodyAround(node: Syntax): Syntax | undefined {
  for (let at: Syntax | null = node; at; at = at.parent) if (at.type === 'function_body') return at;
  return undefined;
}

/** A parameter of the function around: its default value, or true where its callers say it. */
function parameterOf(name: string, body: Syntax): Syntax | true | undefined {
  const children = body.parent?.children ?? [];
  const at = children.findIndex(
    (one) =>
      one.type === 'parameter' && one.children.some((part) => part.field === 'name' && plainName(part.text) === name),
  );
  if (at < 0) return undefined;
  const next = children[at + 1];
  return next?.field === 'default_value' ? next : true;
}

/** Given to a function, or asked to do something with a closure. */
const isHandedOn = (name: string, code: Syntax): boolean =>
  ownOf(code, 'call_expression').some((call) => {
    const { on, name: called } = calleeOf(call);
    // A closure's own `decoder` is what a type is decoded with.
    if (/^(decode|(singleValue|unkeyed)Container|container)$/.test(called)) return false;
    if (on && plainName(on.text.replace(/^self\./, '')) === name) return true;
    return argumentsOf(call).some(({ value }) => plainName(value.text.replace(/^self\./, '')) === name);
  });
