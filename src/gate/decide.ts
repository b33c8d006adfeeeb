/** Evidence and policy → a decision per route. Pure. */
import type { CatalogRoute } from '../catalog/catalog.ts';
import { phaseOf } from '../catalog/route.ts';
import type { GateFacts } from './checks/check.ts';
import { HOLDS, MISSING } from './checks/checks.ts';
import { ageDays, evidenceFor } from './evidence.ts';
import { type GateInput, ORDER } from './input.ts';
import { type GateReason, gateReason } from './reasons.ts';

export interface Decision {
  route: string;
  module: string;
  phase: string;
  decision: 'flip' | 'hold' | 'not-enough-evidence' | 'not-up';
  /** Why not, the worst first. */
  why: string[];
  /** The same with stable codes. */
  reasons: GateReason[];
  /** Commands that would get what is missing. */
  commands: string[];
  /** Runs that the decision rests on. */
  evidence: string[];
}

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
  const base = { route: name, module, phase: phaseOf(route), commands: [], evidence: [] };
  const notUp = (reason: GateReason): Decision => ({
    ...base,
    decision: 'not-up',
    why: [reason.text],
    reasons: [reason],
  });
  if (route.dead) return notUp(gateReason('dead'));
  if (!ORDER.includes(phaseOf(route))) return notUp(gateReason('stays-on-rust', phaseOf(route)));
  const facts = factsOf(entry, input);
  const holds = unlike(HOLDS.flatMap((check) => check(facts)));
  const missing = unlike(MISSING.flatMap((check) => check(facts)));
  const reasons = [...holds, ...missing];
  return {
    ...base,
    decision: holds.length > 0 ? 'hold' : missing.length > 0 ? 'not-enough-evidence' : 'flip',
    why: reasons.map((r) => r.text),
    reasons,
    commands: missing.length > 0 ? [commandFor(entry)] : [],
    evidence: facts.fresh.map((e) => e.run),
  };
}

function factsOf(entry: CatalogRoute, input: GateInput): GateFacts {
  const { policy, now, versions = {} } = input;
  const all = evidenceFor(entry.name, input.reports);
  const fresh = all.filter((e) => ageDays(e, now) <= policy.maxAgeDays);
  const live = fresh.filter(
    (e) => e.oneBackend === undefined && e.live.python && (e.live.rust || policy.acceptRecordedRust),
  );
  const matching = live.filter(
    (e) =>
      (!versions.rust || e.versions.rust === versions.rust) &&
      (!versions.python || e.versions.python === versions.python),
  );
  return { entry, input, all, fresh, live, matching };
}

const unlike = (reasons: readonly GateReason[]): GateReason[] => [...new Map(reasons.map((r) => [r.text, r])).values()];

const commandFor = ({ name, route }: CatalogRoute): string =>
  `npx parity run --route '${name}' --rust URL --python URL${route.kind === 'destructive' ? ' --destructive' : ''}`;
