/** Two answers of one step → drafts of findings. Success against failure first, then what the client sees. */

import type { MatchedRoute } from '../catalog/catalog.ts';
import type { Expectation, Rule, RuleContext } from '../catalog/rule.ts';
import type { Difference } from '../compare/difference.ts';
import type { Equality } from '../compare/equality.ts';
import { newIdentity } from '../compare/identity.ts';
import type { Outcome } from '../compare/outcome.ts';
import { compareValues } from '../compare/values.ts';
import type { Pair } from '../model/side.ts';
import { type Draft, withoutIndexes } from './draft.ts';

export interface StepJudgement {
  drafts: Draft[];
  bothFailed: boolean;
  /** The rule that explains what Python did: what follows from it is part of the rule. */
  ruled?: Rule;
  /** The rule takes whatever Python does, in its documents too. */
  anything: boolean;
  /** Statuses with which a rule expects Python to refuse this request. */
  refusals: readonly number[];
  /** Rules that should have applied and did not. */
  notApplied: Rule[];
  notes: string[];
}

type Asked = { rule: Rule; expectation: Expectation };

/** The first rule that refuses (or says that anything goes), and the first that rewrites the value. */
function askRules(rules: readonly Rule[], context: RuleContext): { verdict?: Asked; value?: Asked } {
  let value: Asked | undefined;
  for (const rule of rules) {
    const expectation = rule.expect(context);
    if (!expectation) continue;
    if (expectation.kind === 'value' || expectation.kind === 'free') value ??= { rule, expectation };
    else return { verdict: { rule, expectation }, value };
  }
  return { value };
}

/** `outcomes`: what the two answers are to the client; one and the same for equal bytes. Learns nothing. */
export function judgeStep(
  matched: MatchedRoute,
  outcomes: Pair<Outcome>,
  contextOf: (rust: Outcome) => RuleContext,
  eq: Equality,
): StepJudgement {
  const { route } = matched;
  const { rust, python } = outcomes;
  const alike = rust === python;
  const asked = askRules(route.rules ?? [], contextOf(rust));
  const base: StepJudgement = {
    drafts: [],
    notes: [],
    bothFailed: !rust.works && !python.works,
    anything: false,
    notApplied: [],
    refusals: refusalsOf(asked.verdict),
  };
  const { verdict } = asked;
  const anything = verdict?.expectation.kind === 'anything';
  // Two answers that are the same need no rule: a route that only one side has, judged against itself.
  if (verdict && !(anything && alike) && explains(verdict.expectation, rust, python)) {
    return { ...base, drafts: [ruleDraft(verdict.rule, rust, python)], ruled: verdict.rule, anything };
  }
  if (verdict?.expectation.kind === 'refusal' && rust.works && python.works) base.notApplied.push(verdict.rule);
  if (rust.works !== python.works) return { ...base, drafts: [outcomeDraft(matched, rust, python)] };
  if (!rust.works || !route.decoder || rust.value === undefined) return base;

  const { shape } = route.decoder;
  const draftOf = (d: Difference): Draft => differenceDraft(d, route.secrets ?? []);
  const found = compareValues(shape, rust.value, python.value, eq);
  base.notes.push(...found.notes);
  if (!asked.value) return { ...base, drafts: found.differences.map(draftOf) };
  const { rule, expectation } = asked.value;
  // Ids of stored documents are Python's already: nothing has to be paired.
  const terms = expectation.kind === 'value' && expectation.stored ? { ...eq, identity: newIdentity() } : eq;
  const { intended, rest, skipped } = partition(
    expectation,
    found.differences,
    (value) => compareValues(shape, value, python.value, terms).differences,
  );
  if (skipped) base.notApplied.push(rule);
  const byRule = (d: Difference): Draft => ({ ...draftOf(d), class: 'intended', rule: rule.id, message: rule.note });
  return {
    ...base,
    drafts: [...rest.map(draftOf), ...intended.map(byRule)],
    ruled: intended.length > 0 ? rule : undefined,
  };
}

const refusalsOf = (asked: Asked | undefined): readonly number[] =>
  asked?.expectation.kind === 'refusal' ? asked.expectation.statuses : [];

/** Whether what Python did is just what the rule says. */
function explains(expectation: Expectation, rust: Outcome, python: Outcome): boolean {
  if (expectation.kind === 'anything') return true;
  if (expectation.kind === 'refusal')
    return rust.works && !python.works && expectation.statuses.includes(python.status);
  return expectation.kind === 'success' && !rust.works && python.works;
}

const isUnder = (pointer: string, part: string): boolean => pointer === part || pointer.startsWith(`${part}/`);

const meet = (a: string, b: string): boolean => isUnder(a, b) || isUnder(b, a);

/** Splits differences into those that are exactly what a rule computed, and the rest. */
function partition(
  expectation: Expectation,
  differences: Difference[],
  against: (value: unknown) => Difference[],
): { intended: Difference[]; rest: Difference[]; skipped: boolean } {
  if (expectation.kind === 'free') {
    const free = (d: Difference): boolean => expectation.parts.some((part) => isUnder(d.pointer, part));
    return { intended: differences.filter(free), rest: differences.filter((d) => !free(d)), skipped: false };
  }
  if (expectation.kind !== 'value') return { intended: [], rest: differences, skipped: false };
  // A row that only Python shows has its place in Python's list: a part, which is a place in Rust's, is not about it.
  const about = (d: Difference, part: string): boolean =>
    isUnder(d.pointer, part) && !(d.lacks === 'rust' && d.pointer === part);
  const intended = new Set<Difference>();
  let skipped = false;
  const open = expectation.parts.length === 0 ? [] : against(expectation.value);
  for (const part of expectation.parts) {
    const here = differences.filter((d) => about(d, part));
    const wrong = open.filter((o) => about(o, part));
    // Rust's own content where the rule wrote something else: a part that follows the rule only here and there is not exactly it.
    if (wrong.some((o) => !here.some((d) => meet(o.pointer, d.pointer)))) {
      skipped = true;
      continue;
    }
    // Place by place: what an earlier step explains may stand beside what the rule wrote.
    for (const d of here) if (!wrong.some((o) => meet(o.pointer, d.pointer))) intended.add(d);
  }
  for (const part of expectation.removed ?? []) {
    const here = differences.filter((d) => about(d, part));
    for (const d of here) intended.add(d);
    if (here.length === 0) skipped = true;
  }
  return { intended: [...intended], rest: differences.filter((d) => !intended.has(d)), skipped };
}

function ruleDraft(rule: Rule, rust: Outcome, python: Outcome): Draft {
  const direction = rust.works === python.works ? 'both' : rust.works ? 'python' : 'rust';
  return {
    class: 'intended',
    kind: 'rule',
    pointer: '',
    place: '',
    rust: said(rust),
    python: said(python),
    direction,
    message: rule.note,
    rule: rule.id,
    ids: [],
  };
}

/** The reason quotes the body, which a route with secrets must not. */
function said({ status, failure }: Outcome, secrets?: readonly string[]): string {
  if (!failure) return String(status);
  const reason = secrets ? '' : `: ${failure.reason}`;
  return `${status}, the body does not decode at ${failure.pointer || 'its top level'}${reason}`;
}

function outcomeDraft(matched: MatchedRoute, rust: Outcome, python: Outcome): Draft {
  const failing = rust.works ? python : rust;
  const side = rust.works ? 'python' : 'rust';
  const pointer = failing.failure?.pointer ?? '';
  const what = matched.route.onFailure ?? 'the call fails at the client';
  return {
    class: 'breaking',
    kind: 'outcome',
    pointer,
    place: withoutIndexes(pointer),
    rust: said(rust, matched.route.secrets),
    python: said(python, matched.route.secrets),
    direction: side,
    message: side === 'python' ? what : `${what} today; after the switch it works`,
    ...(failing.said === undefined ? {} : { said: failing.said }),
    ids: [],
  };
}

function differenceDraft(d: Difference, secrets: readonly string[]): Draft {
  const place = withoutIndexes(d.pointer);
  const secret = secrets.some((s) => isUnder(place, s) || isUnder(s, place));
  return {
    ...(secret ? { secret } : {}),
    class: 'differs',
    kind: d.kind,
    pointer: d.pointer,
    place,
    rust: d.rust,
    python: d.python,
    direction: d.lacks ?? 'both',
    message: MESSAGES[d.kind](d),
    ids: [d.element?.rust, d.element?.python].filter((v) => v !== undefined),
    ...(d.element?.rust !== undefined && d.element.python !== undefined ? { inside: true } : {}),
  };
}

const MESSAGES: Record<Difference['kind'], (d: Difference) => string> = {
  value: () => 'the client shows another value',
  missing: (d) => (d.lacks === 'python' ? 'the entry is gone from the screen' : 'an entry appears that was not there'),
  order: () => 'the entries stand in another order',
  key: () => 'entries cannot be told apart: an id is missing or stands twice',
  identity: () => 'an id that named one thing now names another',
};
