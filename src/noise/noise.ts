/**
 * Repetitions → which fields are noise. Each side is compared with itself only. Noise of both sides is named, with
 * the rule somebody may write; noise of one side is a finding: the person sees a change that the other never makes.
 */

import { createHash } from 'node:crypto';
import { SIDES, type Side } from '../model/side.ts';
import { isPlaceOf } from './field.ts';
import { proposalFor, type RuleProposal } from './proposal.ts';
import {
  type ComparePointers,
  type NoisyField,
  type NoisyPlace,
  type RepeatedStep,
  steadyValue,
  unsteadyIn,
} from './repetitions.ts';
import { shown } from './shown.ts';

/** A finding as reports have them, of the kind `noise`. `direction` is the side that changes. */
export interface NoiseFinding {
  class: 'differs';
  kind: 'noise';
  route: string;
  suite: string;
  case: string;
  step: string;
  pointer: string;
  rust: unknown;
  python: unknown;
  direction: Side | 'both';
  fingerprint: string;
  message: string;
}

export interface Noise {
  fields: NoisyField[];
  findings: NoiseFinding[];
  proposals: RuleProposal[];
  /** Steps of which a side has fewer than two good answers: nothing is known of its noise. */
  unrepeated: { route: string; suite: string; case: string; step: string; side: Side }[];
}

export function noiseOf(steps: readonly RepeatedStep[], compare: ComparePointers): Noise {
  const noise: Noise = { fields: [], findings: [], proposals: [], unrepeated: [] };
  const fields = new Map<string, NoisyField>();
  const repeated = new Map<NoisyPlace, { step: RepeatedStep; other: boolean }>();
  for (const step of steps) {
    const { route, suite, case: name, step: id } = step;
    for (const side of SIDES) {
      if (!isRepeated(step, side)) noise.unrepeated.push({ route, suite, case: name, step: id, side });
      for (const { field, kind, seen } of unsteadyIn(step.shape, step.readings[side], compare)) {
        const key = JSON.stringify([route, field, kind]);
        const known = fields.get(key) ?? { route, pointer: field, kind, sides: [], places: [] };
        fields.set(key, known);
        const place = { suite, case: name, step: id, side, seen: [shown(seen[0]), shown(seen[1])] as const };
        known.places.push(place);
        if (!known.sides.includes(side)) known.sides.push(side);
        repeated.set(place, { step, other: isRepeated(step, side === 'rust' ? 'python' : 'rust') });
      }
    }
  }
  noise.fields = [...fields.values()];
  for (const field of noise.fields) {
    const both = field.sides.length > 1;
    // A call that fails by turns is never proposed as a rule, also where both do: it would hide what breaks.
    if (both && field.kind === 'field') noise.proposals.push(proposalFor(field));
    else {
      for (const place of field.places) {
        const at = repeated.get(place);
        if (at && (both || at.other)) noise.findings.push(findingOf(field, place, at.step));
      }
    }
  }
  return noise;
}

/** Findings at fields that are noise of both sides, apart from the others: they are named as noise, not as differences. */
export function apartFromNoise<T extends { route: string; pointer: string }>(
  noise: Noise,
  findings: readonly T[],
): { noise: T[]; others: T[] } {
  const isNoise = (finding: T): boolean =>
    noise.proposals.some((p) => p.entry.route === finding.route && isPlaceOf(p.entry.pointer, finding.pointer));
  return { noise: findings.filter(isNoise), others: findings.filter((f) => !isNoise(f)) };
}

const isRepeated = (step: RepeatedStep, side: Side): boolean => step.readings[side].filter((r) => r.ok).length > 1;

function findingOf(field: NoisyField, place: NoisyPlace, step: RepeatedStep): NoiseFinding {
  const { route, pointer, kind } = field;
  const { side, seen } = place;
  const direction = field.sides.length > 1 ? 'both' : side;
  const other = side === 'rust' ? 'python' : 'rust';
  const steady = kind === 'call' ? 'steady' : shown(steadyValue(step.readings[other], pointer));
  const what = kind === 'call' ? 'the call works and fails by turns' : `${pointer || 'the answer'} changes by itself`;
  const values = { [side]: seen.join(', then '), [other]: steady };
  return {
    class: 'differs',
    kind: 'noise',
    route,
    suite: place.suite,
    case: place.case,
    step: place.step,
    pointer,
    rust: values.rust,
    python: values.python,
    direction,
    fingerprint: createHash('sha256')
      .update([route, 'noise', kind, pointer, direction].join('\n'))
      .digest('hex')
      .slice(0, 12),
    message: `${side}: ${what} from one repetition to the next${direction === 'both' ? '' : `, on ${other} it does not`}`,
  };
}
