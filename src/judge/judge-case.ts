/** Evidence of one case → findings and verdicts. Pure: first everything is learned, then differences are looked for. */

import type { Catalog } from '../catalog/catalog.ts';
import type { Equality } from '../compare/equality.ts';
import type { LearningIdentity } from '../compare/identity.ts';
import { duplicateNotes, wireNotes } from '../compare/wire.ts';
import { messageOf } from '../errors.ts';
import type { Answer } from '../model/exchange.ts';
import { reason } from '../model/reasons.ts';
import type { CaseResult, Note } from '../model/result.ts';
import { SIDES, type Side } from '../model/side.ts';
import { chargeDocuments } from './charge.ts';
import { doubtOf, incomparableReason } from './checks/checks.ts';
import { collect } from './collect.ts';
import { type ContextInput, redisOf, ruleContext, wordsOf } from './context.ts';
import { learnMoments } from './documents.ts';
import type { CaseEvidence } from './evidence.ts';
import type { Judged } from './judged.ts';
import { learnCase } from './learn.ts';
import { outcomesAgain, type Reading, readSteps } from './reading.ts';
import { judgeStep } from './step.ts';
import { nothingShown } from './weak.ts';

export interface JudgeOptions {
  /** Keep what differs on the wire as notes. */
  wire?: boolean;
  /** Told what the case taught of ids, for whoever shows it. */
  learned?(identity: LearningIdentity): void;
}

export function judgeCase(evidence: CaseEvidence, catalog: Catalog, options: JudgeOptions = {}): CaseResult {
  const { readings, unmatched } = readSteps(evidence, catalog);
  const knowledge = learnCase(evidence, readings);
  const moments = learnMoments(evidence, catalog, knowledge);
  options.learned?.(knowledge.identity);
  const eq: Equality = knowledge;
  const words = wordsOf(evidence.steps);
  const facts: CaseFacts = { evidence, catalog, words, redis: redisOf(evidence.redis), eq };
  const judged = readings.map((reading) => judgeSafely(facts, reading));
  const left = chargeDocuments(evidence, catalog, judged, moments, eq);
  const result = collect(evidence, catalog, judged, left, words);
  const notes = judged.flatMap((j) => notesOf(evidence, j, options));
  return { ...result, unmatched, notes: [...result.notes, ...notes], ...documentsOf(evidence) };
}

/** What is the same for all steps of a case. */
interface CaseFacts extends Pick<ContextInput, 'evidence' | 'catalog' | 'words' | 'redis'> {
  eq: Equality;
}

/** One step's trouble, whatever it is, is that step's. */
function judgeSafely(facts: CaseFacts, reading: Reading): Judged {
  try {
    return judgeReading(facts, reading);
  } catch (error) {
    return { reading, drafts: [], incomparable: reason('error', 'broken', messageOf(error)) };
  }
}

function judgeReading(facts: CaseFacts, reading: Reading): Judged {
  const { evidence, catalog, eq } = facts;
  const { index, matched, answered } = reading;
  const base: Judged = { reading, drafts: [] };
  if (!answered) return { ...base, incomparable: incomparableReason({ evidence, catalog, reading }) };
  let askedDocuments = false;
  const onDocuments = (): void => {
    askedDocuments = true;
  };
  const context = (rust: typeof answered.outcomes.rust) => ruleContext({ ...facts, index, matched, rust, onDocuments });
  const judgement = judgeStep(matched, answered.outcomes, context, eq);
  const later = judgement.drafts.length > 0 ? outcomesAgain(reading) : undefined;
  const again = later && judgeStep(matched, later, context, eq);
  const asked = { evidence, catalog, reading, judgement, again, askedDocuments };
  const incomparable = incomparableReason(asked);
  if (incomparable) return { ...base, incomparable };
  const blind = askedDocuments ? evidence.worldUnknown : undefined;
  const weak = nothingShown(reading, () => context(answered.outcomes.rust));
  return { ...base, drafts: judgement.drafts, judgement, doubt: doubtOf(asked), weak, blind };
}

/** Whether the documents were compared, and why not. */
function documentsOf({ state, stateMissing }: CaseEvidence): Pick<CaseResult, 'documents'> {
  if (state) return { documents: { compared: true } };
  return { documents: { compared: false, reason: stateMissing ?? 'the case has no record of the documents' } };
}

function notesOf({ suite, name }: CaseEvidence, { reading, weak, blind }: Judged, { wire }: JudgeOptions): Note[] {
  const { answered, matched, step } = reading;
  if (!answered) return [];
  const where = { route: matched.name, suite, case: name, step: step.id };
  const { rust, python } = answered.answers;
  return [
    ...duplicateNotes(rust, python).map((text): Note => ({ kind: 'duplicate-key', ...where, text })),
    ...SIDES.flatMap((side) => redirectNotes(side, answered.answers[side])).map(
      (text): Note => ({ kind: 'redirect', ...where, text }),
    ),
    ...(weak ? [{ kind: 'weak-evidence' as const, ...where, text: weak }] : []),
    ...(blind
      ? [{ kind: 'world-unknown' as const, ...where, text: `a rule of it asks which documents were there: ${blind}` }]
      : []),
    ...(wire ? wireNotes(rust, python) : []).map((text): Note => ({ kind: 'wire', ...where, text })),
  ];
}

function redirectNotes(side: Side, { redirects }: Answer): string[] {
  if (!redirects) return [];
  const { hops, stopped } = redirects;
  return [`${side} redirects: ${[...hops, stopped].filter((part) => part !== undefined).join(', ')}`];
}
