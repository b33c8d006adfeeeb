/** The calls that the sources make: route, what goes out, and as what the answer is decoded. */
import type { QueryValue } from './address.ts';
import { answerOf, decodedIn } from './call-answer.ts';
import { bodyOf, givenBody } from './call-body.ts';
import { conformsTo, declarationsOf } from './declarations.ts';
import { decodersIn } from './decoders.ts';
import { typeOf } from './expression-type.ts';
import { functionsIn, type Parameter, type SourceFunction } from './functions.ts';
import { type Helper, helperAbove, helperOf, type Use, usesIn } from './helpers.ts';
import { lostPaths } from './lost-paths.ts';
import { noteInto, type Reader } from './reader.ts';
import { type Reading, type Unread, unread } from './reading.ts';
import { type Constants, encodedValue, methodOf, type Request, requestsOf } from './requests.ts';
import { type Sent, type SentType, sentAs } from './sent.ts';
import { ownOf, part, placeOf, type Syntax } from './syntax.ts';
import { constantsOf } from './texts.ts';
import { useOf } from './use.ts';

export interface SentQuery {
  type: SentType | undefined;
  sometimes: boolean;
  /** The one text that it is. */
  text?: string;
}

export interface SourceCall {
  method: string;
  /** As the client writes it, holes named: `/v1/folders/{id}`. */
  path: string;
  /** Of the address: a property's name, or an origin. */
  base: string;
  query: Readonly<Record<string, SentQuery>>;
  /** Undefined: none is sent. */
  body?: Sent | 'any';
  /** Where the function says it. */
  contentType?: string;
  /** It opens a socket, which no route is. */
  socket?: true;
  /** Null: nobody looks at the answer. */
  decodes: Reading | null;
  /** The function that makes it. */
  by: string;
  place: string;
}

export interface ClientSources {
  calls: SourceCall[];
  unread: Unread[];
  /** Types that decode. */
  types: number;
}

/** Rounds of functions that call functions that make requests. */
const DEEPEST = 3;

/** `roots`: a parsed file each. Pure. */
export function clientSourcesOf(roots: readonly Syntax[]): ClientSources {
  const declarations = declarationsOf(roots);
  const functions = functionsIn(roots, declarations);
  const constants = constantsOf(roots, declarations);
  const requests = functions.flatMap((fn) => requestsOf(fn, constants).map((request) => ({ fn, request })));
  const helpers = helpersIn(functions, requests, constants);
  const missed: Unread[] = [];
  const reader = {
    declarations,
    decoders: decodersIn(roots, functions, declarations),
    functions,
    note: noteInto(missed),
  };
  const through = new Set(helpers.map(({ fn }) => fn));
  // A helper may make calls of its own: a token that it renews.
  const own = requests.filter(({ fn, request }) => !through.has(fn) || !helperOf(fn, request));
  const uses = functions.flatMap((fn) => usesIn(fn, helpers, constants).map((use) => ({ fn, use })));
  const calls = [
    ...own.map(({ fn, request }) => direct(fn, request, own.filter((one) => one.fn === fn).length > 1, reader)),
    ...uses
      .filter(({ fn, use }) => !through.has(fn) || !helperAbove(fn, use))
      .map(({ fn, use }) => helped(fn, use, reader)),
  ];
  const read = calls.filter((call) => call !== undefined);
  return {
    calls: read,
    unread: [
      ...missed,
      ...lostPaths(
        roots,
        read.map(({ path }) => path),
        missed,
      ),
    ],
    types: declarations.all.filter((one) => conformsTo(one, 'Decodable')).length,
  };
}

function helpersIn(
  functions: readonly SourceFunction[],
  requests: readonly { fn: SourceFunction; request: Request }[],
  constants: Constants,
): Helper[] {
  const helpers = requests.flatMap(({ fn, request }) => helperOf(fn, request) ?? []);
  for (let round = 0, before = 0; round < DEEPEST && helpers.length > before; round += 1) {
    before = helpers.length;
    const known = new Set(helpers.map(({ fn }) => fn));
    for (const fn of functions) {
      if (known.has(fn)) continue;
      const [found] = usesIn(fn, helpers, constants).flatMap((use) => helperAbove(fn, use) ?? []);
      if (found) helpers.push(found);
    }
  }
  return helpers;
}

/** `several`: the function makes several requests, and which answer goes where is not followed. */
function direct(fn: SourceFunction, request: Request, several: boolean, reader: Reader): SourceCall | undefined {
  const { address, node, body, method, contentType } = request;
  if (address.unread !== undefined) reader.note(node, address.unread);
  if (address.path === undefined || typeof method !== 'string') {
    if (address.unread === undefined) reader.note(node, madeElsewhere(fn, address.path));
    return undefined;
  }
  const sent = body && (body.bytes ? 'any' : bodyOf(body.value, fn, reader));
  return {
    method,
    path: address.path,
    base: address.base,
    query: sentQuery(address.query, fn, node, reader),
    ...(sent === undefined ? {} : { body: sent }),
    ...(contentType === undefined ? {} : { contentType }),
    ...(request.socket ? { socket: true } : {}),
    decodes: several ? severalAnswers(node, fn, reader) : decodedIn(fn, reader),
    by: fn.name,
    place: placeOf(node),
  };
}

/** Names of parameters that stand for the base of an address. */
const BASE = /base|host|server/i;

function helped(fn: SourceFunction, use: Use, reader: Reader): SourceCall | undefined {
  const { helper, call, given, address } = use;
  const changed = helper.fn.returns === 'URLRequest' ? changesOf(call, fn) : {};
  const said = typeof helper.method === 'object' ? methodSaid(helper.method, given) : helper.method;
  const method = changed.method ? methodOf(changed.method) : said;
  if (address.unread !== undefined) reader.note(call, address.unread);
  if (address.path === undefined || method === undefined) {
    if (address.unread === undefined) reader.note(call, madeElsewhere(fn, address.path));
    return undefined;
  }
  if (helper.unread !== undefined) reader.note(call, `${helper.fn.name}: ${helper.unread}`);
  const value = helper.body && given.get(helper.body);
  const none = value === undefined || value.text === 'nil';
  const later = changed.body && encodedValue(changed.body, fn);
  const own = none ? (helper.fixedBody ? 'any' : undefined) : givenBody(value, helper, fn, reader);
  const body = later ? (later.bytes ? 'any' : bodyOf(later.value, fn, reader)) : own;
  const server = [...given].find(([parameter]) => BASE.test(parameter.name))?.[1].text;
  const base = server === 'nil' ? undefined : server;
  return {
    method,
    path: address.path,
    base: base ?? (address.base || helper.base),
    query: { ...sentQuery(helper.query, helper.fn, call, reader), ...sentQuery(address.query, fn, call, reader) },
    ...(body === undefined ? {} : { body }),
    decodes: answerOf(fn, helper, call, given, reader),
    by: fn.name,
    place: placeOf(call),
  };
}

/** What a caller sets on a request that a helper has made for it. */
function changesOf(call: Syntax, fn: SourceFunction): { method?: Syntax; body?: Syntax } {
  const { local } = useOf(call, fn.body);
  const setTo = (key: string): Syntax | undefined => {
    const set = ownOf(fn.body, 'assignment').find(
      (one) => one.start > call.start && part(one, 'target')?.text === `${local}.${key}`,
    );
    return set && part(set, 'result');
  };
  const [method, body] = [setTo('httpMethod'), setTo('httpBody')];
  return { ...(method ? { method } : {}), ...(body ? { body } : {}) };
}

const madeElsewhere = ({ name }: SourceFunction, path: string | undefined): string =>
  path === undefined ? `${name}: the address is made elsewhere` : `${name}: the method of ${path} is made elsewhere`;

/** Of several requests in one function: nothing is looked at, or who knows what. */
const severalAnswers = (node: Syntax, fn: SourceFunction, reader: Reader): Reading | null =>
  decodedIn(fn, reader) === null ? null : unread(placeOf(node), `${fn.name} makes several requests`);

function methodSaid(parameter: Parameter, given: Use['given']): string | undefined {
  const said = given.get(parameter) ?? parameter.value;
  return said && methodOf(said);
}

function sentQuery(
  values: readonly QueryValue[],
  fn: SourceFunction,
  node: Syntax,
  { declarations }: Reader,
): SourceCall['query'] {
  const scope = declarations.scopeAt(node);
  return Object.fromEntries(
    values.map(({ name, sometimes, text, hole }) => {
      if (text !== undefined) return [name, { type: literalType(text), sometimes, text }];
      const ref = hole && typeOf(hole, fn, scope);
      const type = ref && sentAs(ref, scope);
      return [name, { type: typeof type === 'string' && type !== 'any' ? type : undefined, sometimes }];
    }),
  );
}

const literalType = (text: string): SentType =>
  /^-?\d+$/.test(text) ? 'whole' : /^(true|false)$/.test(text) ? 'flag' : 'text';
