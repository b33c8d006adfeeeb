/** Every call of the client against a server's declared routes. Pure. */
import type { Catalog, CatalogRoute } from '../catalog/catalog.ts';
import type { ClientCall, SentKeys } from '../catalog/client-call.ts';
import { phaseOf } from '../catalog/route.ts';
import { anonymous } from '../catalog/template.ts';
import type { Descriptor } from '../client/descriptor.ts';
import type { CheckFinding } from '../model/check.ts';
import { answer } from './checks/answer.ts';
import { body } from './checks/body.ts';
import type { Check, CheckFacts } from './checks/check.ts';
import { headers, query } from './checks/query.ts';
import { decodesAs } from './decodes.ts';
import { type Operation, placed } from './document.ts';
import { type Draft, draft, fingerprintOf } from './finding.ts';
import { reached } from './resolve.ts';

/** Phases in which the candidate answers. */
const CHECKED_PHASES = new Set(['reads', 'writes', 'destructive', 'served-by-python']);

const CHECKS: readonly Check[] = [query, headers, body, answer];

/** A call with what the catalogue knows of it. */
export interface KnownCall {
  call: ClientCall;
  method: string;
  /** As the candidate has it. */
  path: string;
  module: string;
  /** It is Rust's before and after the switch. */
  stays: boolean;
  decodes: Descriptor | null;
  /** `decodes` is a suite's decoder: what stands for a missing value is known, too. */
  exact: boolean;
  /** Parameters of its query, passed by some caller or not. */
  query: SentKeys;
  /** It stands in the list of the client's calls. */
  listed: boolean;
  notices: string;
}

export function knownCalls(calls: readonly ClientCall[], catalog: Catalog): KnownCall[] {
  const routes = new Map<string, CatalogRoute>(catalog.routes.map((r) => [anonymous(r.name), r]));
  return calls.map((call) => {
    const [method = '', own = ''] = call.route.split(' ');
    const known = routes.get(anonymous(call.route));
    return {
      call: { ...call, ...(known ? { route: known.name } : {}), query: passed(call.query) },
      method,
      path: known?.route.pythonPath ?? known?.route.path ?? own,
      module: known?.module ?? call.module ?? 'no suite',
      stays: call.staysOnRust === true || (known !== undefined && !CHECKED_PHASES.has(phaseOf(known.route))),
      decodes: known?.route.decoder?.descriptor ?? decodesAs(call.decodes),
      exact: known?.route.decoder != null,
      query: call.query ?? {},
      listed: true,
      notices: known?.route.onFailure ?? 'the call fails',
    };
  });
}

/** Routes that a module declares and the list of the client's calls does not have: only their answers are known. */
export function unlistedCalls(listed: readonly KnownCall[], catalog: Catalog): KnownCall[] {
  const known = new Set(listed.map(({ call }) => anonymous(call.route)));
  return catalog.routes
    .filter(({ name }) => !known.has(anonymous(name)))
    .map(({ name, module, route }) => ({
      call: { route: name, dead: route.dead === true, decodes: null },
      method: route.method,
      path: route.path,
      module,
      stays: !CHECKED_PHASES.has(phaseOf(route)),
      decodes: route.decoder?.descriptor ?? null,
      exact: true,
      query: {},
      listed: false,
      notices: route.onFailure ?? 'the call fails',
    }));
}

/** Parameters that some caller passes. */
const passed = (query: SentKeys = {}): SentKeys =>
  Object.fromEntries(Object.entries(query).filter(([, { values }]) => values?.length !== 0));

export interface Checked {
  findings: CheckFinding[];
  /** Calls that were held against the document. */
  calls: number;
  /** Calls whose answer the document declares. */
  answers: number;
  /** Routes that read the raw request: the document tells nothing of what they take. */
  untold: string[];
  /** Findings of calls that no part of the client makes any more: they fail nothing. */
  dead: CheckFinding[];
  /** Routes that stay where they are. */
  stays: string[];
}

export interface CheckInput {
  calls: readonly KnownCall[];
  operations: readonly Operation[];
  clientHeaders: readonly (readonly [string, string])[];
  /** See `CheckFacts`. */
  sendsDefaults: boolean;
  placeOf(call: KnownCall): CheckFinding['ours'];
}

/** Throws a BrokenDocument where a schema cannot be read. */
export function check({ calls, operations, clientHeaders, sendsDefaults, placeOf }: CheckInput): Checked {
  const all = calls.filter(({ stays }) => !stays);
  const results = all.map((known) => {
    const { operation, drafts } = draftsOf(known, operations, { clientHeaders, sendsDefaults });
    return { known, operation, findings: drafts.map((one) => toFinding(known, one, placeOf(known))) };
  });
  const of = (dead: boolean) => results.filter(({ known }) => known.call.dead === dead);
  const live = of(false);
  return {
    findings: live.flatMap(({ findings }) => findings),
    calls: live.length,
    untold: live
      .filter(({ operation, known }) => operation && readsRaw(known.call, operation))
      .map(({ known }) => known.call.route),
    answers: live.filter(({ operation, known }) => known.decodes && declares(operation)).length,
    dead: of(true).flatMap(({ findings }) => findings),
    stays: calls.filter(({ stays }) => stays).map(({ call }) => call.route),
  };
}

/** Bytes are sent, and no body is declared: the route reads the request itself, its query values too. */
const readsRaw = ({ body: sent }: ClientCall, operation: Operation): boolean => sent === 'any' && !operation.body;

const declares = (operation: Operation | undefined): boolean =>
  [...(operation?.answer?.types.values() ?? [])].some(
    ({ shape }) => shape.type !== undefined || shape.oneOf !== undefined,
  );

function draftsOf(
  { call, method, path, decodes }: KnownCall,
  operations: readonly Operation[],
  facts: Omit<CheckFacts, 'decodes'>,
): { operation?: Operation; drafts: Draft[] } {
  const found = reached(operations, method, path);
  if (found.kind === 'none') return { drafts: [draft('no-route', 'breaking', { at: '', pointer: '/paths' })] };
  const { operation } = found;
  const { pointer } = operation;
  if (found.kind === 'other-method')
    return { drafts: [draft('other-method', 'breaking', { at: '', pointer }, found.methods.join(', '))] };
  // What follows from that is another route's: folded into this one.
  if (found.captured !== undefined) {
    const name = `${operation.method} ${operation.path}`;
    return { operation, drafts: [draft('captured', 'breaking', { at: '', pointer }, found.captured, name)] };
  }
  const checks = readsRaw(call, operation) ? [answer] : CHECKS;
  const drafts = placed(pointer, () => checks.flatMap((one) => one(call, operation, { ...facts, decodes })));
  return { operation, drafts };
}

const toFinding = ({ call, module, notices }: KnownCall, one: Draft, ours: CheckFinding['ours']): CheckFinding => ({
  fingerprint: fingerprintOf(call.route, one),
  class: one.class,
  kind: one.kind,
  route: call.route,
  module,
  at: one.at,
  message: one.message,
  ...(one.when === undefined ? {} : { when: one.when }),
  notices: one.class === 'breaking' ? notices : 'nothing fails; what was meant does not happen',
  ours,
  theirs: one.pointer,
});
