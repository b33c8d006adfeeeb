/** Evidence of one case → findings and verdicts. Pure. */
import type { Catalog, MatchedRoute } from '../catalog/catalog.ts';
import { eachString, jsonOf, wordsOfTarget } from '../catalog/words.ts';
import { toMicros } from '../client/instant.ts';
import { newClock } from '../compare/clock.ts';
import { type Equality, newEquality } from '../compare/equality.ts';
import { newIdentity } from '../compare/identity.ts';
import { duplicateNotes, wireNotes } from '../compare/wire.ts';
import type { CaseResult, Incomparable, Note, RouteResult } from '../model/result.ts';
import { SIDES } from '../model/side.ts';
import { verdictOf } from '../model/verdict.ts';
import type { WriteStep } from './attribution.ts';
import { type Cause, causeOf } from './consequences.ts';
import { redisOf, ruleContext, wordsOf } from './context.ts';
import { judgeDocuments } from './documents.ts';
import type { Draft } from './draft.ts';
import type { CaseEvidence, StepEvidence } from './evidence.ts';
import { toFinding } from './finding.ts';
import { incomparableReason } from './incomparable.ts';
import { judgeStep, type StepJudgement } from './step.ts';

interface Judged {
  index: number;
  step: StepEvidence;
  matched: MatchedRoute;
  drafts: Draft[];
  judgement?: StepJudgement;
  incomparable?: Incomparable;
}

export interface JudgeOptions {
  /** Keep what differs on the wire as notes. */
  wire?: boolean;
}

export function judgeCase(evidence: CaseEvidence, catalog: Catalog, options: JudgeOptions = {}): CaseResult {
  const eq = newEquality(newIdentity(), newClock(evidence.windows));
  rememberWorld(evidence, eq);
  const words = wordsOf(evidence.steps);
  const redis = redisOf(evidence.redis);
  const hasLocked = [...evidence.world.values()].some((document) => document.is_locked === true);
  const unmatched: CaseResult['unmatched'] = [];
  const judged: Judged[] = [];
  const notes: Note[] = [];

  evidence.steps.forEach((step, index) => {
    rememberRequest(step, eq);
    const { method, target } = step.recorded;
    const matched = catalog.find(method, target);
    if (!matched) {
      unmatched.push({ step: step.id, method, target });
      return;
    }
    const { rust, python } = step.result;
    const trouble = incomparableReason(evidence, step, matched);
    if (trouble || rust.kind !== 'answer' || python.kind !== 'answer') {
      const { kind, reason } = trouble ?? { kind: 'inconclusive' as const, reason: 'no answer' };
      judged.push({
        index,
        step,
        matched,
        drafts: [],
        incomparable: { kind, reason, route: matched.name, step: step.id },
      });
      return;
    }
    const judgement = judgeStep(
      matched,
      { rust: rust.answer, python: python.answer },
      (outcome) => ruleContext({ evidence, catalog, index, matched, rust: outcome, words, redis }),
      eq,
      hasLocked,
    );
    const where = { route: matched.name, suite: evidence.suite, case: evidence.name, step: step.id };
    for (const text of duplicateNotes(rust.answer, python.answer))
      notes.push({ kind: 'duplicate-key', ...where, text });
    if (options.wire) {
      for (const text of wireNotes(rust.answer, python.answer)) notes.push({ kind: 'wire', ...where, text });
    }
    const accident = incomparableReason(evidence, step, matched, judgement);
    judged.push(
      accident
        ? { index, step, matched, drafts: [], incomparable: { ...accident, route: matched.name, step: step.id } }
        : { index, step, matched, drafts: judgement.drafts, judgement },
    );
  });

  const left = chargeDocuments(evidence, catalog, judged, eq);
  const result = collect(evidence, judged, causesOf(judged, left, words), unmatched);
  return { ...result, notes: [...result.notes, ...notes], ...documentsOf(evidence) };
}

/** Whether the documents were compared, and why not. */
function documentsOf({ state, stateMissing }: CaseEvidence): Pick<CaseResult, 'documents'> {
  if (state) return { documents: { compared: true } };
  return { documents: { compared: false, reason: stateMissing ?? 'the case has no record of the documents' } };
}

/** Texts and times that are older than the run, on both sides. */
function rememberWorld(evidence: CaseEvidence, eq: Equality): void {
  const text = (value: string): void => {
    for (const side of SIDES) eq.identity.remember(side, value);
    const micros = toMicros(value);
    if (micros !== null) eq.clock.remember(micros);
  };
  for (const [path, document] of evidence.world) {
    for (const segment of path.split('/')) text(segment);
    eachString(document, text);
    eachInstant(document, eq.clock.remember);
  }
  for (const command of evidence.redis) for (const word of command) text(word);
}

function eachInstant(value: unknown, visit: (micros: number) => void): void {
  if (typeof value !== 'object' || value === null) return;
  const micros = Reflect.get(value, '$instant') as unknown;
  if (typeof micros === 'number') visit(micros);
  else for (const inner of Object.values(value)) eachInstant(inner, visit);
}

/** What a request names is not made by its answer. */
function rememberRequest(step: StepEvidence, eq: Equality): void {
  for (const side of SIDES) {
    const text = (value: string): void => {
      eq.identity.remember(side, value);
      const micros = toMicros(value);
      if (micros !== null) eq.clock.remember(micros);
    };
    for (const word of wordsOfTarget(step.sent[side].target)) text(word);
    eachString(jsonOf(step.sent[side].body), text);
  }
}

/** Adds what the documents show to the steps that left it. Returns the names of documents by step. */
function chargeDocuments(
  evidence: CaseEvidence,
  catalog: Catalog,
  judged: Judged[],
  eq: Equality,
): Map<number, Set<string>> {
  const names = new Map<number, Set<string>>();
  const isWrite = (j: Judged): boolean => j.matched.route.kind !== 'read' || (j.matched.route.writes?.length ?? 0) > 0;
  const unknownWrite = evidence.steps.some(
    (s) => s.recorded.method !== 'GET' && !catalog.find(s.recorded.method, s.recorded.target),
  );
  // A read is charged only where nothing else in the case can have written.
  const writes = judged.some(isWrite) || unknownWrite ? judged.filter(isWrite) : judged;
  const steps: WriteStep[] = writes.map(({ index, step, matched }) => ({ index, step, matched }));
  for (const { write, draft, untouchedByPython } of judgeDocuments(evidence, catalog, steps, eq)) {
    const owner = writes.find((j) => j.index === write.index);
    if (!owner || owner.incomparable) continue;
    const rule = owner.judgement?.ruled;
    const partOfRule = rule && (untouchedByPython || rule.id === 'python-only');
    owner.drafts.push(partOfRule ? { ...draft, class: 'intended', rule: rule.id, message: rule.note } : draft);
    names.set(write.index, new Set([...(names.get(write.index) ?? []), ...draft.ids]));
  }
  return names;
}

/** Steps from which something may follow. */
function causesOf(
  judged: readonly Judged[],
  left: ReadonlyMap<number, Set<string>>,
  words: (i: number) => ReadonlySet<string>,
): Cause[] {
  return judged
    .filter((j) => (j.matched.route.writes?.length ?? 0) > 0 && (j.drafts.length > 0 || j.incomparable))
    .map(({ index, step, matched, drafts, judgement }) => ({
      index,
      step: step.id,
      matched,
      ruled: judgement?.ruled && drafts.every((d) => d.class === 'intended') ? judgement.ruled : undefined,
      words: new Set([...words(index), ...(left.get(index) ?? [])]),
    }));
}

function collect(
  evidence: CaseEvidence,
  judged: readonly Judged[],
  causes: readonly Cause[],
  unmatched: CaseResult['unmatched'],
): CaseResult {
  const routes = new Map<string, RouteResult>();
  const notes: Note[] = [];
  for (const j of judged) {
    const { name } = j.matched;
    const where = { route: name, suite: evidence.suite, case: evidence.name, step: j.step.id };
    const route = routes.get(name) ?? {
      route: name,
      verdict: 'equal',
      steps: 0,
      findings: [],
      incomparable: [],
      bothFailed: 0,
    };
    routes.set(name, route);
    route.steps += 1;
    if (j.judgement?.bothFailed) route.bothFailed += 1;
    if (j.incomparable) route.incomparable.push(j.incomparable);
    for (const rule of j.judgement?.notApplied ?? [])
      notes.push({ kind: 'rule-not-applied', ...where, text: `${rule.id}: ${rule.note}; Python answered as Rust did` });
    for (const text of j.judgement?.notes ?? []) notes.push({ kind: 'key-collision', ...where, text });
    for (const draft of j.drafts) {
      const target = SIDES.flatMap((s) => wordsOfTarget(j.step.sent[s].target));
      const cause =
        draft.class === 'intended' ? undefined : causeOf(draft, { index: j.index, matched: j.matched, target }, causes);
      if (cause?.ruled) {
        route.findings.push(
          toFinding(
            {
              ...draft,
              class: 'intended',
              rule: cause.ruled.id,
              message: `follows from step ${cause.step}: ${cause.ruled.note}`,
            },
            where,
          ),
        );
      } else {
        const finding = toFinding(draft, where);
        route.findings.push(
          cause ? { ...finding, causedBy: { step: cause.step, route: cause.matched.name } } : finding,
        );
      }
    }
  }
  for (const route of routes.values()) route.verdict = verdictOf(route.findings, route.incomparable);
  return { suite: evidence.suite, case: evidence.name, routes: [...routes.values()], notes, unmatched };
}
