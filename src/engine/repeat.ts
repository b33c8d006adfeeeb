/**
 * `--repeat N`: a case runs N times per side, and each side is compared with itself first. What differs from itself
 * on both sides is noise: named, with the rule to write, and no difference. On one side only it is a finding.
 */

import type { Catalog } from '../catalog/catalog.ts';
import { newClock } from '../compare/clock.ts';
import { newKnowledge } from '../compare/equality.ts';
import { newIdentity } from '../compare/identity.ts';
import { learnValues } from '../compare/learn.ts';
import { outcomeOf } from '../compare/outcome.ts';
import { compareValues } from '../compare/values.ts';
import { reason } from '../model/reasons.ts';
import type { CaseResult, Finding } from '../model/result.ts';
import { SIDES, type Side } from '../model/side.ts';
import { verdictOf } from '../model/verdict.ts';
import { apartFromNoise, type Noise, noiseOf } from '../noise/noise.ts';
import type { ComparePointers, Reading, RepeatedStep } from '../noise/repetitions.ts';
import type { Replayed } from './replayed.ts';

/** Answers of all repetitions → the noise of the case. */
export function noiseIn(runs: readonly Replayed[], catalog: Catalog): Noise {
  const [first] = runs;
  if (!first) return noiseOf([], () => []);
  const { recording } = first;
  const steps = recording.rust.flatMap((step, i): RepeatedStep[] => {
    const found = catalog.find(step.request.method, step.request.target);
    if (!found) return [];
    const readings = (side: Side): Reading[] =>
      runs.flatMap((run): Reading[] => {
        const result = run.sessions[side].results[i];
        if (result?.kind !== 'answer') return [];
        const outcome = outcomeOf(found.route, result.answer);
        return [outcome.works ? { ok: true, value: outcome.value } : { ok: false, reason: String(outcome.status) }];
      });
    const shape = found.route.decoder?.shape ?? ({ kind: 'unseen' } as const);
    const sides = { rust: readings('rust'), python: readings('python') };
    // A call that always fails is steady.
    if (SIDES.some((side) => sides[side].every((r) => !r.ok))) return [];
    return [{ route: found.name, suite: recording.suite, case: recording.name, step: step.id, shape, readings: sides }];
  });
  const windows = runs.map((run) => run.sessions);
  const clock = newClock({ rust: windows.map((s) => s.rust.window), python: windows.map((s) => s.python.window) });
  // Ids and instants of one run may be others in the next.
  const compare: ComparePointers = (shape, a, b) => {
    const knowledge = newKnowledge(newIdentity(), clock);
    learnValues(shape, a, b, knowledge);
    return compareValues(shape, a, b, knowledge).differences.map((d) => d.pointer);
  };
  return noiseOf(steps, compare);
}

/** The result of a case with its noise taken out of the differences and named instead. */
export function withNoise(result: CaseResult, noise: Noise): CaseResult {
  const routes = result.routes.map((route) => {
    const { noise: muted, others } = apartFromNoise(noise, route.findings);
    const own = noise.findings.filter((f) => f.route === route.route);
    const findings: Finding[] = [...others, ...own];
    const incomparable = [
      ...route.incomparable,
      ...muted.map((f) => ({
        ...reason('inconclusive', 'noise', f.pointer),
        route: route.route,
        step: f.step,
      })),
    ];
    return { ...route, findings, incomparable, verdict: verdictOf(findings, incomparable) };
  });
  const proposals = noise.proposals.map((p) => ({
    kind: 'noise' as const,
    route: p.entry.route,
    suite: result.suite,
    case: result.case,
    step: '',
    text: `${p.entry.pointer} is noise on both sides; a rule to write: ${p.text}`,
  }));
  return { ...result, routes, notes: [...result.notes, ...proposals] };
}
