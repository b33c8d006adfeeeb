/** As what the answer of a call is decoded. */
import type { Decoding } from './decoders.ts';
import { readingAt } from './decoding.ts';
import { expectedType, inClosure } from './expected.ts';
import type { SourceFunction } from './functions.ts';
import type { Helper, Use } from './helpers.ts';
import type { Reader } from './reader.ts';
import { type Reading, unread } from './reading.ts';
import { above, argumentsOf, below, calleeOf, ownOf, part, placeOf, plainName, type Syntax } from './syntax.ts';
import { metatypeOf, substituted, type TypeRef, typeRefOf, unified } from './type-ref.ts';

/** What a function that makes a request itself makes of the answer; null: it looks at nothing of it. */
export function decodedIn(fn: SourceFunction, reader: Reader): Reading | null {
  const chosen = answerDecoding(fn);
  if (chosen === 'several') return unread(placeOf(fn.node), `${fn.name} decodes several types`);
  if (chosen) {
    const ref = metatypeOf(argumentsOf(chosen)[0]?.value.text ?? '');
    return ref
      ? readingAt(ref, reader.declarations.scopeAt(chosen), placeOf(chosen), reader.decoders.at(chosen, fn))
      : unread(placeOf(chosen), `${fn.name}: the type that is decoded is not written down`);
  }
  const through = decodedThrough(fn, reader);
  if (through) return through;
  const used = answerUse(fn);
  return used ? unread(placeOf(used), `${fn.name} looks into the answer by hand`) : null;
}

/** The decoding whose value it gives back or works with; those of errors lead to a throw. */
function answerDecoding(fn: SourceFunction): Syntax | 'several' | undefined {
  const all = ownOf(fn.body, 'call_expression').filter(
    (call) => calleeOf(call).name === 'decode' && argumentsOf(call).some(({ label }) => label === 'from'),
  );
  const own = all.filter((call) => !leadsToThrow(call, fn));
  const returned = own.filter((call) => isReturned(call, fn));
  const typed = own.filter((call) => argumentsOf(call)[0]?.value.text === `${fn.returns}.self`);
  for (const some of [typed, returned, own]) {
    const types = new Set(some.map((call) => argumentsOf(call)[0]?.value.text));
    if (types.size === 1) return some.at(-1);
    if (types.size > 1) return 'several';
  }
  return undefined;
}

function leadsToThrow(call: Syntax, fn: SourceFunction): boolean {
  let from = call;
  for (const node of above(call)) {
    if (node === fn.body) return false;
    if (node.type === 'catch_block') return true;
    if (node.type === 'control_transfer_statement') return /^throw\b/.test(node.text);
    const condition = from.field === 'condition';
    if (node.type === 'guard_statement' && !condition) return true;
    if (node.type === 'if_statement') {
      const branch = condition ? node.children.find(({ type }) => type === 'statements') : from;
      if (branch && /\bthrow\b/.test(branch.text) && !/\breturn\b/.test(branch.text)) return true;
    }
    from = node;
  }
  return false;
}

/** Given back at once, or through a variable. */
function isReturned(call: Syntax, fn: SourceFunction): boolean {
  for (const node of above(call)) {
    if (node === fn.body) return false;
    if (node.type === 'control_transfer_statement') return !inClosure(node, fn);
    if (node.type !== 'property_declaration') continue;
    const name = part(node, 'name')?.text ?? '';
    return ownOf(fn.body, 'control_transfer_statement').some((one) =>
      [...below(one)].some((part) => part.type === 'simple_identifier' && part.text === name),
    );
  }
  return false;
}

/** `return try await perform(request)`: a function that decodes what its caller says. */
function decodedThrough(fn: SourceFunction, reader: Reader): Reading | undefined {
  for (const call of ownOf(fn.body, 'call_expression')) {
    const inner = reader.functions.find(
      (one) => one.name === calleeOf(call).name && one.owner === fn.owner && givesGeneric(one),
    );
    const decoding = inner && reader.decoders.in(inner);
    if (!inner || !decoding) continue;
    const metatype = argumentsOf(call).flatMap(({ value }) => metatypeOf(value.text) ?? [])[0];
    const type = expectedType(call, fn);
    return readOf(call, fn, inner, decoding, metatype ?? (type === undefined ? undefined : typeRefOf(type)), reader);
  }
  return undefined;
}

export const givesGeneric = ({ generics, returns = '' }: SourceFunction): boolean =>
  generics.some((name) => new RegExp(`\\b${name}\\b`).test(returns));

/** What a helper decodes for its caller. `asked`: the type that the caller wants of it. */
function readOf(
  call: Syntax,
  fn: SourceFunction,
  inner: SourceFunction,
  { call: decode, settings, of }: Decoding,
  asked: TypeRef | undefined,
  reader: Reader,
): Reading {
  const missing = (): Reading => unread(placeOf(call), `${fn.name}: the type that is decoded is not written down`);
  const decoded = metatypeOf(argumentsOf(decode)[0]?.value.text ?? '');
  if (!decoded || !asked) return missing();
  const names = inner.generics;
  // What the caller gets is the helper's result; a metatype names its parameter itself.
  const stands = unified(typeRefOf(inner.returns ?? ''), asked, names) ?? new Map<string, TypeRef>();
  let type = decoded;
  if (of !== inner) {
    // The function that decodes gives its own parameter on to the helper.
    const handed = unified(typeRefOf(of.returns ?? ''), typeRefOf(inner.returns ?? ''), of.generics);
    if (!handed) return missing();
    type = substituted(decoded, handed);
  }
  const whole = substituted(type, stands);
  const left = [...names, ...of.generics].filter((name) => !stands.has(name));
  if (left.some((name) => mentions(whole, name) && mentions(type, name))) return missing();
  return readingAt(whole, reader.declarations.scopeAt(call), placeOf(call), settings);
}

const mentions = (ref: TypeRef, name: string): boolean =>
  ref.kind === 'name'
    ? (ref.path.length === 1 && ref.path[0] === name) || ref.of.some((one) => mentions(one, name))
    : ref.kind === 'optional'
      ? mentions(ref.inner, name)
      : ref.kind === 'list'
        ? mentions(ref.element, name)
        : ref.kind === 'map' && mentions(ref.value, name);

export function answerOf(
  fn: SourceFunction,
  helper: Helper,
  call: Syntax,
  given: Use['given'],
  reader: Reader,
): Reading | null {
  const { fn: inner } = helper;
  const decoding = reader.decoders.in(inner);
  const [parameter, metatype] = [...given].find(([one]) => /\.Type$/.test(one.type)) ?? [];
  if (metatype && parameter && decoding) {
    const ref = metatypeOf(metatype.text);
    const name = parameter.type.replace(/\.Type$/, '');
    const decoded = metatypeOf(argumentsOf(decoding.call)[0]?.value.text ?? '') ?? typeRefOf(name);
    if (!ref) return unread(placeOf(call), `${fn.name}: the type ${metatype.text} is made at run time`);
    // `decode(type, from:)` decodes the parameter itself.
    const whole = substituted(
      decoded,
      new Map([[name, ref], ...decoding.of.generics.map((one) => [one, ref] as const)]),
    );
    return readingAt(whole, reader.declarations.scopeAt(call), placeOf(call), decoding.settings);
  }
  if (inner.returns === undefined) {
    // With a completion handler the type stands in the caller's closure.
    if (inner.parameters.some(({ type }) => /->/.test(type)))
      return unread(placeOf(call), `${fn.name}: the answer goes to a completion handler`);
    return null;
  }
  if (givesGeneric(inner)) {
    const type = expectedType(call, fn);
    if (!decoding) return unread(placeOf(call), `${inner.name} decodes in its own way`);
    return readOf(call, fn, inner, decoding, type === undefined ? undefined : typeRefOf(type), reader);
  }
  if (!decoding) return decodedIn(fn, reader);
  const chosen = answerDecoding(inner);
  const decode = chosen && chosen !== 'several' ? chosen : decoding.call;
  const ref = metatypeOf(argumentsOf(decode)[0]?.value.text ?? '');
  if (!ref || chosen === 'several')
    return unread(placeOf(decode), `${inner.name}: the type that is decoded is not written down`);
  return readingAt(ref, reader.declarations.scopeAt(decode), placeOf(call), decoding.settings);
}

const LOOKS = /^(String|log|logError|print|NSLog|debugPrint)$/;

/** A place at which the function works with the answer's bytes. */
function answerUse(fn: SourceFunction): Syntax | undefined {
  const names = new Set<string>();
  for (const node of ownOf(fn.body, 'property_declaration')) {
    const value = part(node, 'value');
    if (!value || !/\b(data|bytes|upload|download|load|request|send|fetch|get|post|perform|run)\s*\(/.test(value.text))
      continue;
    const name = part(node, 'name')?.text ?? '';
    const first = /^\(\s*(\w+)/.exec(name)?.[1] ?? (name.startsWith('(') ? '_' : name);
    if (first !== '_') names.add(plainName(first));
  }
  const uses = ownOf(fn.body, 'simple_identifier').filter(
    (node) => names.has(plainName(node.text)) && node.parent?.type !== 'pattern' && node.field !== 'suffix',
  );
  return uses.find((node) => {
    if (node.parent?.type === 'value_argument_label' || node.parent?.type === 'navigation_suffix') return false;
    const calls = [...above(node)].filter(({ type }) => type === 'call_expression');
    // A text of it for the log is not looked at.
    if (calls.some((call) => LOOKS.test(calleeOf(call).name))) return false;
    return !/^\w+\??\.(count|isEmpty|statusCode)\b/.test(node.parent?.text ?? '');
  });
}
