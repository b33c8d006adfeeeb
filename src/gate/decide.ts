/** Evidence and policy → a decision per route. Pure. */
import type { CatalogRoute } from '../catalog/catalog.ts';
import { type Page, phaseOf, type Route } from '../catalog/route.ts';
import type { RunReport } from '../model/report.ts';
import { VERDICTS } from '../model/result.ts';
import { evidenceFor, type ReportedFinding, type RouteEvidence } from './evidence.ts';
import type { Policy } from './policy.ts';
import { sideOf, type TargetMap } from './targets.ts';

export interface GateInput {
  routes: readonly CatalogRoute[];
  pages: readonly Page[];
  reports: readonly RunReport[];
  policy: Policy;
  targets: TargetMap;
  /** ISO instant. */
  now: string;
  /** What is deployed, where it is told. */
  versions?: { rust?: string; python?: string };
}

export interface Decision {
  route: string;
  module: string;
  phase: string;
  decision: 'flip' | 'hold' | 'not-enough-evidence' | 'not-up';
  /** Why not, the worst first. */
  why: string[];
  /** Commands that would get what is missing. */
  commands: string[];
  /** Runs that the decision rests on. */
  evidence: string[];
}

/** Phases that are up for a flip in phase 1, in their order. */
const ORDER = ['reads', 'writes', 'destructive'];
const DAY_MS = 86_400_000;

/** Decides every asked-for route. */
export function decide(input: GateInput, asked: readonly string[]): Decision[] {
  return asked.map((name) => {
    const entry = input.routes.find((r) => r.name === name);
    if (!entry) throw new Error(`no route ${name}`);
    return decideRoute(entry, input);
  });
}

/** 0 all may flip, 1 a hold, 4 not enough evidence. Routes that are not up neither block nor open. */
export function gateExitCode(decisions: readonly Decision[]): 0 | 1 | 4 {
  if (decisions.some((d) => d.decision === 'hold')) return 1;
  return decisions.some((d) => d.decision === 'not-enough-evidence') ? 4 : 0;
}

function decideRoute(entry: CatalogRoute, input: GateInput): Decision {
  const { name, module, route } = entry;
  const base = { route: name, module, phase: phaseOf(route) };
  if (route.dead)
    return {
      ...base,
      decision: 'not-up',
      why: ['no part of the client makes this call any more'],
      commands: [],
      evidence: [],
    };
  if (!ORDER.includes(phaseOf(route))) {
    return {
      ...base,
      decision: 'not-up',
      why: [`stays where it is in phase 1 (${phaseOf(route)})`],
      commands: [],
      evidence: [],
    };
  }
  const all = evidenceFor(name, input.reports);
  const fresh = all.filter((e) => ageDays(e, input.now) <= input.policy.maxAgeDays);
  const holds = [
    ...findingReasons(fresh, route, input.policy),
    ...pageReasons(name, input),
    ...orderReasons(entry, input),
    ...crossReasons(fresh, input),
  ];
  const missing = missingReasons(entry, all, fresh, input);
  const decision = holds.length > 0 ? 'hold' : missing.length > 0 ? 'not-enough-evidence' : 'flip';
  return {
    ...base,
    decision,
    why: [...holds, ...missing.map((m) => m.what)],
    commands: [...new Set(missing.map((m) => m.command))],
    evidence: fresh.map((e) => e.run),
  };
}

const ageDays = (e: RouteEvidence, now: string): number => (Date.parse(now) - Date.parse(e.finishedAt)) / DAY_MS;

const rank = (f: ReportedFinding): number => VERDICTS.indexOf(f.class);

/** Findings of any fresh run hold: a difference that was once seen has to be explained, not outvoted. */
function findingReasons(fresh: readonly RouteEvidence[], route: Route, policy: Policy): string[] {
  const closing = new Set<string>(policy.closes[route.kind]);
  const open = (f: ReportedFinding): boolean =>
    !closing.has(f.class) || (policy.ignoreRustFailures && f.direction === 'rust' && f.class === 'breaking');
  const seen = new Map<string, ReportedFinding>();
  for (const f of fresh.flatMap((e) => e.findings))
    if (f.class !== 'intended' && !open(f) && !seen.has(f.fingerprint)) seen.set(f.fingerprint, f);
  const lines = [...seen.values()]
    .sort((a, b) => rank(a) - rank(b))
    .map(
      (f) =>
        `${f.class} at ${f.pointer || 'the whole answer'} in ${f.suite}/${f.case}, step ${f.step}: ${f.message} (${f.fingerprint})`,
    );
  const notes = new Set(
    fresh.flatMap((e) =>
      e.notApplied.map((n) => `a rule did not apply: ${n.text} (${n.suite}/${n.case}, step ${n.step})`),
    ),
  );
  const stuck = fresh.flatMap((e) =>
    e.incomparable.filter((i) => closing.has(i.kind)).map((i) => `${i.kind}: ${i.reason}`),
  );
  const slow = policy.latency
    ? fresh.flatMap((e) => (e.latency?.verdict === 'regression' ? [`slower: ${e.latency.reason}`] : []))
    : [];
  return [...lines, ...notes, ...new Set(stuck), ...slow];
}

/** A page goes as a whole: one breaking call empties it. */
function pageReasons(name: string, { pages, reports, policy, now }: GateInput): string[] {
  if (!policy.pages) return [];
  return pages
    .filter((p) => p.routes.includes(name))
    .flatMap((p) => p.routes.filter((r) => r !== name).map((r) => ({ page: p.name, route: r })))
    .filter(({ route }) =>
      evidenceFor(route, reports).some(
        (e) => ageDays(e, now) <= policy.maxAgeDays && e.findings.some((f) => f.class === 'breaking'),
      ),
    )
    .map(({ page, route }) => `its page ${page} is not green: ${route} is breaking`);
}

/** Reads of a module before its writes, writes before destructive ones. */
function orderReasons({ module, route }: CatalogRoute, { routes, policy, targets }: GateInput): string[] {
  if (!policy.phaseOrder) return [];
  const own = ORDER.indexOf(phaseOf(route));
  return routes
    .filter((r) => r.module === module && !r.route.dead && ORDER.includes(phaseOf(r.route)))
    .filter((r) => ORDER.indexOf(phaseOf(r.route)) < own && sideOf(targets, r.name) === 'rust')
    .map((r) => `${phaseOf(r.route)} come first: ${r.name} is still on rust`);
}

/** Over one Firestore each side reads what the other wrote. */
function crossReasons(fresh: readonly RouteEvidence[], { policy }: GateInput): string[] {
  if (!policy.crossReads) return [];
  return [...new Map(fresh.flatMap((e) => e.crossReads).map((f) => [f.fingerprint, f])).values()].map(
    (f) => `cross-read ${f.class} at ${f.pointer || 'the whole answer'} in ${f.suite}/${f.case}: ${f.message}`,
  );
}

interface Missing {
  what: string;
  command: string;
}

function missingReasons(
  { name, route }: CatalogRoute,
  all: readonly RouteEvidence[],
  fresh: readonly RouteEvidence[],
  input: GateInput,
): Missing[] {
  const { policy, versions = {} } = input;
  const command = `parity run --route '${name}' --rust URL --python URL${route.kind === 'destructive' ? ' --destructive' : ''}`;
  const missing: Missing[] = [];
  const add = (what: string): void => void missing.push({ what, command });
  if (all.length === 0) {
    add('no stored run has called it');
    return missing;
  }
  if (fresh.length === 0) {
    add(`the newest evidence is older than ${policy.maxAgeDays} days`);
    return missing;
  }
  const live = fresh.filter((e) => e.live.python && (e.live.rust || policy.acceptRecordedRust));
  const matching = live.filter(
    (e) =>
      (!versions.rust || e.versions.rust === versions.rust) &&
      (!versions.python || e.versions.python === versions.python),
  );
  if (live.length === 0 && policy.minLiveRuns > 0)
    add('all evidence is recorded: recorded evidence never opens the gate');
  else if (live.length < policy.minLiveRuns) add(`${live.length} of ${policy.minLiveRuns} live runs`);
  else if (matching.length < policy.minLiveRuns)
    add(
      `no live run against what is deployed (${[versions.rust && `rust ${versions.rust}`, versions.python && `python ${versions.python}`].filter(Boolean).join(', ')})`,
    );
  const cases = new Set(fresh.flatMap((e) => e.cases)).size;
  if (cases < policy.minCases) add(`${cases} of ${policy.minCases} cases`);
  if (policy.documentsForWrites && route.kind !== 'read' && !matching.some((e) => e.documents))
    add('no live run compared the documents that it leaves');
  if (fresh.every((e) => e.incomparable.length > 0))
    add(`no run could compare all of its steps: ${fresh[0]?.incomparable[0]?.reason}`);
  return missing;
}
