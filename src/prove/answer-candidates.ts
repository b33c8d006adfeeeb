/** One thing at a time changed in the answer of one recorded step. */
import type { Catalog } from '../catalog/catalog.ts';
import { isSuccess } from '../catalog/route.ts';
import type { Case, RecordedStep } from '../model/case.ts';
import type { Answer } from '../model/exchange.ts';
import { invisibleMutations, outcomeMutations } from './answer-mutations.ts';
import { mutationsOf } from './body-mutations.ts';
import type { Candidate } from './candidate.ts';
import { decodedBody } from './decoded.ts';
import { callOf, type Facts, reads, unnoticedIn } from './facts.ts';
import type { LeftOut } from './left-out.ts';
import { placesOf } from './places.ts';
import { sameWrongAnswers } from './same-wrong.ts';

/** A candidate, or what would be one if it were not left out. */
export interface Considered {
  candidate: Candidate;
  leftOut?: LeftOut;
}

export interface StepContext {
  recording: Case;
  catalog: Catalog;
  facts: Facts;
  /** Whether the same wrong answer of both sides is tried. */
  /** A time of the run, which every other time of the run equals. */
  isNow(text: string): boolean;
  /** A text that neither the world nor a request up to the step has said. */
  isNew(text: string): boolean;
}

export function* answerCandidates(step: RecordedStep, context: StepContext): Generator<Considered> {
  const { recording, catalog, facts } = context;
  const found = catalog.find(step.request.method, step.request.target);
  const call = found && callOf(facts, found.name);
  if (!found || !call || found.route.phase === 'served-by-python') return;
  const { status } = step.answer;
  const body = parse(step.answer.body);
  const works = isSuccess(found.route, status) && (call.decodes === null || reads(call.decodes, body));
  const base = { route: found.name, case: `${recording.suite}/${recording.name}`, step: step.id, recording };
  const one = (kind: string, pointer: string, answer: Answer, how: Pick<Candidate, 'expect' | 'to'>): Candidate => ({
    ...base,
    kind,
    pointer,
    ...how,
    step$: { id: step.id, answer, ...(how.expect === 'inconclusive' ? { sides: 'both' as const } : {}) },
  });
  for (const m of invisibleMutations(step.answer, body, call.decodes, works))
    yield { candidate: one(m.kind, '', m.answer, { expect: 'stay' }) };
  if (!works) return;
  for (const m of outcomeMutations(step.answer, body, call.decodes))
    yield { candidate: one(m.kind, '', m.answer, { expect: 'turn', to: 'breaking' }) };
  const own = context.recording.python?.find((s) => s.id === step.id)?.answer;
  for (const m of sameWrongAnswers(step.answer, own ?? step.answer))
    yield { candidate: one(m.kind, '', m.answer, { expect: 'inconclusive' }) };
  if (body === null) return;
  const asked = {
    ...decodedBody(found.route.decoder, body, context.isNow),
    unnoticed: unnoticedIn(facts, found.name),
    isNew: context.isNew,
  };
  for (const place of placesOf(call.decodes, body)) {
    for (const { kind, pattern, to, leftOut, body: changed } of mutationsOf(body, place, asked)) {
      const answer = { ...step.answer, body: Buffer.from(JSON.stringify(changed)) };
      yield { candidate: one(kind, pattern, answer, { expect: 'turn', to }), leftOut };
    }
  }
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
