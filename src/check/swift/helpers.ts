/** Functions that make a request for an address that their callers know: `get(_:)`, `post(_:body:)`. */
import { type Address, addressOf, type QueryValue } from './address.ts';
import { type Declared, lookUp } from './declarations.ts';
import { environmentAt } from './environment.ts';
import { expectedType } from './expected.ts';
import type { Parameter, SourceFunction } from './functions.ts';
import { type Constants, methodOf, type Request } from './requests.ts';
import { type Argument, argumentsOf, bare, calleeOf, ownOf, part, plainName, type Syntax } from './syntax.ts';
import { type Environment, heldBy } from './template.ts';

export interface Helper {
  fn: SourceFunction;
  endpoint: Parameter;
  /** Undefined: it says so in a way that could not be read. */
  method: string | Parameter | undefined;
  body?: Parameter;
  /** The body goes out as it is given. */
  bytes: boolean;
  /** A body that no caller has a say in. */
  fixedBody?: NonNullable<Request['body']>;
  base: string;
  /** What its paths begin with. */
  prefix: string;
  /** What it adds to every call. */
  query: readonly QueryValue[];
  /** What of its own address could not be read. */
  unread?: string;
}

export interface Use {
  helper: Helper;
  call: Syntax;
  /** Parameter → argument. */
  given: ReadonlyMap<Parameter, Syntax>;
  address: Address;
  environment: Environment;
}

export function helperOf(fn: SourceFunction, request: Request): Helper | undefined {
  const { address } = request;
  const endpoint = parameterOf(address.passed, fn);
  if (!endpoint || (address.path !== undefined && !isTransport(fn))) return undefined;
  const method = typeof request.method === 'string' ? request.method : methodParameter(request.method, fn);
  const body = request.body && parameterOf(request.body.value, fn);
  return {
    fn,
    endpoint,
    method,
    ...(body ? { body } : request.body ? { fixedBody: request.body } : {}),
    bytes: request.body?.bytes === true,
    base: address.base,
    prefix: address.prefix ?? '',
    query: address.query,
    ...(address.unread === undefined ? {} : { unread: address.unread }),
  };
}

const parameterOf = (node: Syntax | undefined, fn: SourceFunction): Parameter | undefined => {
  const name = node && plainName(bare(node).text);
  return fn.parameters.find((one) => one.name === name);
};

/** It gives what its caller says, or bytes: it is no call of its own. */
const isTransport = ({ generics, parameters, returns = '' }: SourceFunction): boolean =>
  generics.length > 0 ||
  parameters.some(({ type }) => /\.Type$/.test(type)) ||
  /\b(Data|URLRequest|HTTPURLResponse|URLResponse)\b/.test(returns);

/** `method`, `method.rawValue`. */
const methodParameter = (node: Syntax, fn: SourceFunction): Parameter | undefined =>
  fn.parameters.find((one) => one.name === node.text.replace(/\.rawValue$/, ''));

/** A function that calls a helper with an address of its own callers is one as well. */
export function helperAbove(fn: SourceFunction, use: Use): Helper | undefined {
  const endpoint = parameterOf(use.address.passed, fn);
  if (!endpoint || (use.address.path !== undefined && !isTransport(fn))) return undefined;
  const { helper } = use;
  const body = helper.body && parameterOf(use.given.get(helper.body), fn);
  const given = typeof helper.method === 'object' ? (use.given.get(helper.method) ?? helper.method.value) : undefined;
  const method =
    typeof helper.method === 'object' ? given && (methodOf(given) ?? methodParameter(given, fn)) : helper.method;
  return {
    fn,
    endpoint,
    method,
    ...(body ? { body } : {}),
    bytes: helper.bytes,
    base: helper.base,
    prefix: helper.prefix + (use.address.prefix ?? ''),
    query: [...helper.query, ...use.address.query],
    ...(helper.unread === undefined ? {} : { unread: helper.unread }),
  };
}

/** Calls of helpers in a function. */
export function usesIn(fn: SourceFunction, helpers: readonly Helper[], constants: Constants): Use[] {
  const names = new Set(helpers.map((one) => one.fn.name));
  return ownOf(fn.body, 'call_expression').flatMap((call) => {
    const { name, on } = calleeOf(call);
    if (!names.has(name)) return [];
    const given = argumentsOf(call);
    const fitting = helpers.filter((one) => one.fn.name === name && one.fn !== fn && takes(one.fn, given));
    const own = on === undefined || /^(self|Self|super)$/.test(on.text);
    const seen = fitting.filter((one) => !own || isSeenIn(one.fn, fn));
    const helper =
      chosen(
        seen.filter((one) => one.fn.owner === fn.owner),
        call,
        fn,
      ) ?? chosen(seen, call, fn);
    if (!helper) return [];
    const isItsType = own || isOf(on, helper.fn, fn);
    const byParameter = matched(helper.fn, given);
    const endpoint = byParameter.get(helper.endpoint);
    if (!endpoint) return [];
    const environment = environmentAt(fn.body, call, constants(fn));
    const address = askedOf(addressOf(heldBy(endpoint, environment)), helper);
    // `get` is a common word: of another type, what is asked for has to look like a path.
    if (!isItsType && !/^\/v\d+\//.test(address.path ?? '')) return [];
    return [{ helper, call, given: byParameter, address, environment }];
  });
}

/** Of overloads the one that gives something where something is wanted. */
function chosen(helpers: readonly Helper[], call: Syntax, fn: SourceFunction): Helper | undefined {
  const wanted = expectedType(call, fn) !== undefined;
  return helpers.find((one) => (one.fn.returns !== undefined) === wanted) ?? helpers[0];
}

/** Of the same type, of one that it derives from or conforms to, or of none. */
function isSeenIn({ owner }: SourceFunction, fn: SourceFunction): boolean {
  if (!owner || owner === fn.owner) return true;
  const seen = new Set<Declared>();
  const derives = (declared: Declared | undefined): boolean => {
    if (!declared || seen.has(declared)) return false;
    seen.add(declared);
    return declared === owner || declared.conforms.some((name) => derives(lookUp(name.split('.'), declared.scope)));
  };
  return derives(fn.owner);
}

/** The caller's address behind what the helper puts before it. */
function askedOf(asked: Address, helper: Helper): Address {
  if (asked.path === undefined) return asked;
  // A helper has its base: what a caller puts before the path is part of the path.
  if (asked.base !== '' && !/:\/\//.test(asked.base) && helper.base !== '')
    return { ...asked, path: undefined, unread: `the path begins with ${asked.base}, which may be anything` };
  return { ...asked, path: helper.prefix + asked.path };
}

/** Whether something is of the helper's type, by its name or by what it is declared as. */
function isOf(on: Syntax, helper: SourceFunction, fn: SourceFunction): boolean {
  const type = helper.owner?.name;
  if (type === undefined) return false;
  const named = new RegExp(`\\b${type}\\b`);
  if (named.test(on.text)) return true;
  const name = plainName(/(\w+)[?!]?$/.exec(on.text)?.[1] ?? '');
  const property = fn.owner?.properties.find((one) => one.name === name);
  const parameter = fn.parameters.find((one) => one.name === name);
  const local = ownOf(fn.body, 'property_declaration').find((one) => part(one, 'name')?.text === name);
  const said = [property?.type, property?.value?.text, parameter?.type, local?.text];
  return said.some((text) => text !== undefined && named.test(text)) || name.toLowerCase() === type.toLowerCase();
}

function matched(fn: SourceFunction, given: readonly Argument[]): Map<Parameter, Syntax> {
  const found = new Map<Parameter, Syntax>();
  let next = 0;
  for (const parameter of fn.parameters) {
    const argument = given[next];
    if (!argument || argument.label !== parameter.label) continue;
    found.set(parameter, argument.value);
    next += 1;
  }
  return found;
}

/** Whether the arguments are such as the function takes: all of them, and all that it needs. */
function takes(fn: SourceFunction, given: readonly Argument[]): boolean {
  const found = matched(fn, given);
  if (found.size !== given.length) return false;
  return fn.parameters.every((one) => found.has(one) || one.value !== undefined || /->/.test(one.type));
}
