/** As what the answer of a call is decoded. */
import type { DecoderSettings } from './dates.ts';
import { readingAt } from './decoding.ts';
import type { SourceFunction } from './functions.ts';
import type { Helper, Use } from './helpers.ts';
import type { Reader } from './reader.ts';
import { type Reading, unread } from './reading.ts';
import {
  above,
  argumentsOf,
  bare,
  calleeOf,
  childrenOf,
  isDeclaration,
  ownOf,
  part,
  placeOf,
  type Syntax,
} from './syntax.ts';
import { metatypeOf, typeRefOf } from './type-ref.ts';

/** What a function that decodes itself decodes; of several the one that it gives back, else the last. */
export function decodedIn(fn: SourceFunction, reader: Reader): Reading | null {
  const calls = ownOf(fn.body, 'call_expression').filter(
    (call) => calleeOf(call).name === 'decode' && argumentsOf(call).some(({ label }) => label === 'from'),
  );
  const given = calls.filter((call) => [...above(call)].some(({ type }) => type === 'control_transfer_statement'));
  const chosen = given.at(-1) ?? calls.at(-1);
  const ref = chosen && metatypeOf(argumentsOf(chosen)[0]?.value.text ?? '');
  if (chosen && ref) {
    const settings = reader.decoders.in(fn)?.settings;
    return settings ? readingAt(ref, reader.declarations.scopeAt(chosen), placeOf(chosen), settings) : null;
  }
  const through = decodedThrough(fn, reader);
  if (through) return through;
  const byHand = ownOf(fn.body, 'call_expression').find((call) => calleeOf(call).name === 'jsonObject');
  return byHand ? unread(placeOf(byHand), `${fn.name} looks into the answer by hand`) : null;
}

/** `return try await perform(request)`: a function that decodes what its caller says. */
function decodedThrough(fn: SourceFunction, reader: Reader): Reading | undefined {
  for (const call of ownOf(fn.body, 'call_expression')) {
    const inner = reader.functions.find(
      (one) => one.name === calleeOf(call).name && one.owner === fn.owner && givesGeneric(one),
    );
    const decoding = inner && reader.decoders.in(inner);
    if (!decoding) continue;
    const scope = reader.declarations.scopeAt(call);
    const metatype = argumentsOf(call).flatMap(({ value }) => metatypeOf(value.text) ?? [])[0];
    const type = expectedType(call, fn);
    const ref = metatype ?? (type === undefined ? undefined : typeRefOf(type));
    return ref
      ? readingAt(ref, scope, placeOf(call), decoding.settings)
      : unread(placeOf(call), `${fn.name}: the type that is decoded is not written down`);
  }
  return undefined;
}

const givesGeneric = ({ generics, returns = '' }: SourceFunction): boolean =>
  generics.some((name) => new RegExp(`\\b${name}\\b`).test(returns));

export function answerOf(
  fn: SourceFunction,
  helper: Helper,
  call: Syntax,
  given: Use['given'],
  reader: Reader,
): Reading | null {
  const { fn: inner } = helper;
  const metatype = [...given].find(([parameter]) => /\.Type$/.test(parameter.type))?.[1];
  const decoding = reader.decoders.in(inner);
  const settings: DecoderSettings = decoding?.settings ?? {
    dates: 'unread',
    snakeCase: false,
    place: placeOf(inner.node),
  };
  const scope = reader.declarations.scopeAt(call);
  if (metatype) {
    const ref = metatypeOf(metatype.text);
    return ref ? readingAt(ref, scope, placeOf(call), settings) : unread(placeOf(call), `the type ${metatype.text}`);
  }
  if (inner.returns === undefined) return null;
  if (!givesGeneric(inner)) {
    if (!decoding) return decodedIn(fn, reader);
    return readingAt(typeRefOf(inner.returns), reader.declarations.scopeAt(inner.node), placeOf(call), settings);
  }
  const type = expectedType(call, fn);
  return type === undefined
    ? unread(placeOf(call), `${fn.name}: the type that is decoded is not written down`)
    : readingAt(typeRefOf(type), scope, placeOf(call), settings);
}

/** The type that the place of a call asks of it. */
function expectedType(call: Syntax, fn: SourceFunction): string | undefined {
  let from: Syntax = call;
  for (const node of above(call)) {
    if (node.type === 'as_expression') return node.children.at(-1)?.text;
    if (node.type === 'property_declaration')
      return childrenOf(node, 'type_annotation')[0]?.text.replace(/^\s*:/, '').trim();
    if (node.type === 'assignment') {
      const name = part(node, 'target')?.text;
      const local = ownOf(fn.body, 'property_declaration').find((one) => part(one, 'name')?.text === name);
      return childrenOf(local, 'type_annotation')[0]?.text.replace(/^\s*:/, '').trim();
    }
    if (node.type === 'control_transfer_statement') return fn.returns;
    if (node === fn.body) return fn.returns;
    if (node.type === 'statements' && node.parent === fn.body)
      return node.children.length === 1 ? fn.returns : undefined;
    if (bare(node) !== bare(from) && node.type !== 'nil_coalescing_expression') return undefined;
    if (isDeclaration(node)) return undefined;
    from = node;
  }
  return undefined;
}
