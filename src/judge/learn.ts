/**
 * The first pass over a case: everything that its world, its requests and its answers teach about ids, instants and
 * wordings. What comes after only reads it.
 */
import { eachString, jsonOf, wordsOfTarget } from '../catalog/words.ts';
import { toMicros } from '../client/instant.ts';
import { newClock } from '../compare/clock.ts';
import { type Knowledge, newKnowledge } from '../compare/equality.ts';
import { newIdentity } from '../compare/identity.ts';
import { learnValues } from '../compare/learn.ts';
import { SIDES } from '../model/side.ts';
import type { CaseEvidence, StepEvidence } from './evidence.ts';
import type { Reading } from './reading.ts';

export function learnCase(evidence: CaseEvidence, readings: readonly Reading[]): Knowledge {
  const knowledge = newKnowledge(newIdentity(), newClock(evidence.windows));
  rememberWorld(evidence, knowledge);
  const at = new Map(readings.map((r) => [r.index, r]));
  evidence.steps.forEach((step, index) => {
    // What a request names is not made by its answer, and by none after it.
    rememberRequest(step, knowledge);
    const reading = at.get(index);
    if (reading) learnAnswers(reading, knowledge);
  });
  return knowledge;
}

function learnAnswers({ matched, answered }: Reading, knowledge: Knowledge): void {
  const { decoder, kind } = matched.route;
  if (!answered || !decoder) return;
  // Equal answers of a read show nothing new: only a write makes ids.
  if (answered.sameBytes && kind === 'read') return;
  const { rust, python } = answered.outcomes;
  if (rust.works && python.works && rust.value !== undefined)
    learnValues(decoder.shape, rust.value, python.value, knowledge);
}

/** Texts and times that are older than the run, on both sides. */
function rememberWorld(evidence: CaseEvidence, { identity, clock }: Knowledge): void {
  const text = (value: string): void => {
    for (const side of SIDES) identity.remember(side, value);
    const micros = toMicros(value);
    if (micros !== null) clock.remember(micros);
  };
  for (const [path, document] of evidence.world) {
    for (const segment of path.split('/')) text(segment);
    eachString(document, text);
    eachInstant(document, clock.remember);
  }
  for (const command of evidence.redis) for (const word of command) text(word);
}

function eachInstant(value: unknown, visit: (micros: number) => void): void {
  if (typeof value !== 'object' || value === null) return;
  const micros = Reflect.get(value, '$instant') as unknown;
  if (typeof micros === 'number') visit(micros);
  else for (const inner of Object.values(value)) eachInstant(inner, visit);
}

function rememberRequest(step: StepEvidence, { identity, clock }: Knowledge): void {
  for (const side of SIDES) {
    const text = (value: string): void => {
      identity.remember(side, value);
      const micros = toMicros(value);
      if (micros !== null) clock.remember(micros);
    };
    for (const word of wordsOfTarget(step.sent[side].target)) text(word);
    eachString(jsonOf(step.sent[side].body), text);
  }
}
