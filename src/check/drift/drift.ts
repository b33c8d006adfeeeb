/** The client's sources against everything that the suites know of its calls. Pure. */
import { anonymous } from '../../catalog/template.ts';
import type { DriftFinding, DriftReport } from '../../model/drift.ts';
import type { KnownCall } from '../check.ts';
import type { ClientSources, SourceCall } from '../swift/calls.ts';
import type { Unread } from '../swift/reading.ts';
import { answerDrift } from './answers.ts';
import { sentDrift } from './calls.ts';
import { type Difference, difference, driftFingerprint, followsFrom } from './finding.ts';

export interface DriftInput {
  sources: ClientSources;
  known: readonly KnownCall[];
  /** Some modules are asked for: what none of them declares is no finding. */
  some: boolean;
  placeOf(call: KnownCall): DriftFinding['ours'];
}

export type Drift = Pick<DriftReport, 'findings' | 'dead' | 'unread' | 'elsewhere' | 'calls' | 'unreadRoutes'>;

export const keyOf = (call: SourceCall): string => anonymous(`${call.method} ${call.path}`);

export function grouped(calls: readonly SourceCall[]): Map<string, SourceCall[]> {
  const groups = new Map<string, SourceCall[]>();
  for (const call of calls) groups.set(keyOf(call), [...(groups.get(keyOf(call)) ?? []), call]);
  return groups;
}

export function drift({ sources, known, some, placeOf }: DriftInput): Drift {
  const groups = grouped(sources.calls);
  const unread = new Map<string, Unread>();
  const note = (one: Unread): unknown => unread.set(`${one.place} ${one.what}`, one);
  for (const one of sources.unread) note(one);
  const findings: { known: KnownCall; one: Difference }[] = [];
  const unreadRoutes: string[] = [];
  for (const call of known) {
    const made = madeOf(call, groups);
    const { differences, unread: hidden } = differencesOf(made, call);
    for (const one of hidden) note(one);
    if (hidden.length > 0) unreadRoutes.push(call.call.route);
    for (const one of differences) findings.push({ known: call, one });
  }
  const declared = new Set(known.flatMap((one) => [anonymous(one.call.route), anonymous(`${one.method} ${one.path}`)]));
  const strangers = some
    ? []
    : [...groups].filter(([key]) => !declared.has(key)).map(([, made]) => made[0] as SourceCall);
  // A server of somebody else's is told by its address, which no call of a module has; a socket is no route.
  const own = new Set(sources.calls.filter((one) => declared.has(keyOf(one))).map(({ base }) => base));
  const elsewhere = strangers.filter((one) => one.socket || (/:\/\//.test(one.base) && !own.has(one.base)));
  const undeclared = strangers.filter((one) => !elsewhere.includes(one));
  const of = (dead: boolean) =>
    joined(
      findings.filter((one) => one.known.call.dead === dead),
      placeOf,
    );
  return {
    findings: [...undeclared.map(strange), ...of(false)],
    dead: of(true),
    unread: [...unread.values()],
    unreadRoutes,
    elsewhere: elsewhere.map((one) => `${one.method} ${one.base}${one.path}`),
    calls: sources.calls.map(({ method, path, base, by, place }) => ({ route: `${method} ${path}`, base, by, place })),
  };
}

/** A client that is switched already calls the candidate's path. */
export const madeOf = ({ call, method, path }: KnownCall, groups: ReadonlyMap<string, SourceCall[]>): SourceCall[] =>
  groups.get(anonymous(call.route)) ?? groups.get(anonymous(`${method} ${path}`)) ?? [];

/** Of one call. `made`: by all functions that make it; none: no source makes it. */
export function differencesOf(
  made: readonly SourceCall[],
  known: KnownCall,
): { differences: Difference[]; unread: Unread[] } {
  if (made.length === 0) {
    const missed = known.listed && !known.call.dead;
    return { differences: missed ? [difference('call-gone', { at: '', place: '' })] : [], unread: [] };
  }
  const sent = known.listed ? sentDrift(made, { ...known.call, query: known.query }) : [];
  const { differences, unread } = answersOf(made, known);
  return { differences: [...sent, ...differences], unread };
}

function answersOf(
  made: readonly SourceCall[],
  { decodes, exact }: KnownCall,
): { differences: Difference[]; unread: Unread[] } {
  const differences = new Map<string, Difference>();
  const unread: Unread[] = [];
  for (const { decodes: reading, place } of made) {
    const found =
      reading && decodes
        ? answerDrift(reading, { descriptor: decodes, exact })
        : {
            differences: reading
              ? decodedNow(reading)
              : decodes
                ? [difference('answer-ignored', { at: '/answer', place })]
                : [],
            unread: [],
          };
    for (const one of found.differences) differences.set(`${one.kind} ${one.at} ${one.message}`, one);
    unread.push(...found.unread);
  }
  // One of several functions that make the call may look at nothing.
  if (made.some((one) => one.decodes))
    for (const [key, one] of differences) if (one.kind === 'answer-ignored') differences.delete(key);
  return { differences: [...differences.values()], unread };
}

function decodedNow(reading: NonNullable<SourceCall['decodes']>): Difference[] {
  const inner = reading.kind === 'nullable' ? reading.inner : reading;
  if (inner.kind === 'unread') return [];
  return [
    difference(
      'answer-decoded',
      { at: '/answer', place: inner.place },
      inner.kind === 'record' ? inner.type : inner.kind,
    ),
  ];
}

/** One difference of a type that several calls decode is one finding. */
function joined(all: readonly { known: KnownCall; one: Difference }[], placeOf: DriftInput['placeOf']): DriftFinding[] {
  const groups = new Map<string, { known: KnownCall; one: Difference }[]>();
  for (const each of all) {
    const { kind, place, message, at } = each.one;
    const key =
      place === '' || at.startsWith('/query') || at.startsWith('/body')
        ? `${each.known.call.route} ${kind} ${at}`
        : `${kind} ${place} ${message}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].map((group) => {
    const [{ known, one }] = group as [{ known: KnownCall; one: Difference }];
    return {
      fingerprint: driftFingerprint(known.call.route, one),
      class: one.class,
      kind: one.kind,
      route: known.call.route,
      routes: [...new Set(group.map((each) => each.known.call.route))],
      module: known.module,
      at: one.at,
      message: one.message,
      notices: followsFrom(one),
      ours: placeOf(known),
      theirs: one.place,
    };
  });
}

function strange(call: SourceCall): DriftFinding {
  const route = `${call.method} ${call.path}`;
  const one = difference('call-undeclared', { at: '', place: call.place }, call.by);
  return {
    fingerprint: driftFingerprint(route, one),
    class: one.class,
    kind: one.kind,
    route,
    routes: [route],
    module: 'no suite',
    at: '',
    message: one.message,
    notices: followsFrom(one),
    ours: { file: 'suites' },
    theirs: call.place,
  };
}
