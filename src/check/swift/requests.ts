/** Requests that a function makes itself: address, method, body. */
import { type Address, addressOf } from './address.ts';
import { environmentAt } from './environment.ts';
import type { SourceFunction } from './functions.ts';
import {
  argument,
  argumentsOf,
  bare,
  boundIn,
  calleeOf,
  literalOf,
  ownOf,
  part,
  plainName,
  type Syntax,
} from './syntax.ts';
import { type Environment, heldBy } from './template.ts';
import { useOf } from './use.ts';

export interface Request {
  address: Address;
  /** A method as text, or the expression that says it. */
  method: string | Syntax;
  /** What is sent, before it is encoded; `bytes`: it is sent as it is. */
  body?: { value: Syntax; bytes: boolean; sometimes: boolean };
  contentType?: string;
  /** It opens a socket. */
  socket: boolean;
  node: Syntax;
  environment: Environment;
}

export type Constants = (fn: SourceFunction) => ReadonlyMap<string, Syntax>;

const STARTS = new Set(['URLRequest', 'data', 'bytes', 'dataTask', 'download']);

export function requestsOf(fn: SourceFunction, constants: Constants): Request[] {
  const calls = ownOf(fn.body, 'call_expression').filter((call) => STARTS.has(calleeOf(call).name));
  const built = calls.filter((call) => calleeOf(call).name === 'URLRequest' && argument(call, 'url'));
  // An address that is asked without a request of its own is a GET.
  const asked =
    built.length > 0
      ? []
      : calls.filter(
          (call) => argument(call, 'from') ?? (calleeOf(call).name === 'dataTask' && argument(call, 'with')),
        );
  return [...built, ...asked].map((call) => requestOf(call, fn, constants));
}

function requestOf(call: Syntax, fn: SourceFunction, constants: Constants): Request {
  const environment = environmentAt(fn.body, call, constants(fn));
  const url = argument(call, 'url') ?? argument(call, 'from') ?? argument(call, 'with');
  const { local, property } = useOf(call, fn.body);
  const name = local ?? property ?? 'request';
  // Up to the next request of the name.
  const next = ownOf(fn.body, 'call_expression').find(
    (one) => one.start > call.start && calleeOf(one).name === 'URLRequest' && argument(one, 'url'),
  );
  const sets = ownOf(fn.body, 'assignment').filter(
    (set) => set.start > call.start && (next === undefined || set.start < next.start),
  );
  const setOf = (key: string): Syntax | undefined => {
    const set = sets.find((one) => part(one, 'target')?.text === `${name}.${key}`);
    return set && part(set, 'result');
  };
  const method = setOf('httpMethod');
  // Said in one branch only: the other is a GET, or says it elsewhere.
  const unsure = method !== undefined && isSometimes(method, fn.body) && !isSometimes(call, fn.body);
  const body = setOf('httpBody');
  const contentType = typeOfContent(fn, name);
  return {
    address: addressOf(url ? heldBy(url, environment) : { pieces: [] }),
    method: method ? ((unsure ? undefined : methodOf(method)) ?? method) : 'GET',
    ...(body
      ? { body: { ...encodedValue(body, fn), sometimes: isSometimes(body, fn.body) } }
      : isUploaded(fn)
        ? { body: { value: call, bytes: true, sometimes: false } }
        : {}),
    ...(contentType === undefined ? {} : { contentType }),
    socket: ownOf(fn.body, 'call_expression').some((one) => calleeOf(one).name === 'webSocketTask'),
    node: call,
    environment,
  };
}

/** `"PATCH"`, `.patch`, `HTTPMethod.patch.rawValue`. */
export function methodOf(node: Syntax): string | undefined {
  const literal = literalOf(bare(node));
  if (literal !== undefined) return literal.toUpperCase();
  const name = /^[\w.]*\.(get|post|put|patch|delete|head)(\.rawValue)?$/i.exec(node.text)?.[1];
  return name?.toUpperCase();
}

/** `JSONEncoder().encode(x)`, `JSONSerialization.data(withJSONObject: x)`, or a variable that holds one of them. */
export function encodedValue(node: Syntax, fn: SourceFunction): { value: Syntax; bytes: boolean } {
  const expression = bare(node);
  if (expression.type === 'call_expression') {
    const { name } = calleeOf(expression);
    const value = name === 'encode' ? argumentsOf(expression)[0]?.value : argument(expression, 'withJSONObject');
    if (value) return { value, bytes: false };
  }
  if (expression.type === 'simple_identifier') {
    const name = plainName(expression.text);
    const local = ownOf(fn.body, 'property_declaration').find(
      (one) => plainName(part(one, 'name')?.text ?? '') === name && one.start < node.start,
    );
    const bound = ownOf(fn.body, 'guard_statement', 'if_statement').flatMap(boundIn);
    const value = (local && part(local, 'value')) ?? bound.find((one) => one.name === name)?.value;
    if (value && bare(value).type === 'call_expression') return encodedValue(value, fn);
  }
  return { value: expression, bytes: true };
}

/** `session.upload(for: request, from: data)`. */
const isUploaded = (fn: SourceFunction): boolean =>
  ownOf(fn.body, 'call_expression').some((one) => calleeOf(one).name === 'upload' && argument(one, 'for'));

/** Set in a branch: only some calls have it. */
function isSometimes(node: Syntax, body: Syntax): boolean {
  for (let at = node.parent; at && at !== body; at = at.parent) if (at.type === 'if_statement') return true;
  return false;
}

function typeOfContent(fn: SourceFunction, name: string): string | undefined {
  const call = ownOf(fn.body, 'call_expression').find(
    (one) =>
      /^(setValue|addValue)$/.test(calleeOf(one).name) &&
      calleeOf(one).on?.text === name &&
      literalOf(argument(one, 'forHTTPHeaderField'))?.toLowerCase() === 'content-type',
  );
  return call && literalOf(argumentsOf(call)[0]?.value);
}
