/** What the rules may look at in one step of a case. */

import type { Catalog, MatchedRoute } from '../catalog/catalog.ts';
import type { Redis, RuleContext } from '../catalog/rule.ts';
import { eachString, jsonOf, wordsOfTarget } from '../catalog/words.ts';
import type { Left } from '../compare/documents.ts';
import type { Outcome } from '../compare/outcome.ts';
import type { Documents, PlainDocument } from '../model/plain.ts';
import { SIDES } from '../model/side.ts';
import type { CaseEvidence, StepEvidence } from './evidence.ts';

/** Every word that a step said: address, body and both answers. Made once per step. */
export type WordsOf = (index: number) => ReadonlySet<string>;

export function wordsOf(steps: readonly StepEvidence[]): WordsOf {
  const known = new Map<number, Set<string>>();
  return (index) => {
    const found = known.get(index);
    if (found) return found;
    const words = new Set<string>();
    const step = steps[index] as StepEvidence;
    const add = (text: string): void => void words.add(text);
    for (const side of SIDES) {
      for (const word of wordsOfTarget(step.sent[side].target)) add(word);
      eachString(jsonOf(step.sent[side].body), add);
      const result = step.result[side];
      if (result.kind === 'answer') eachString(jsonOf(result.answer.body), add);
    }
    known.set(index, words);
    return words;
  };
}

export function redisOf(commands: readonly (readonly string[])[]): Redis {
  const values = new Map<string, string>();
  const keys = new Set<string>();
  for (const [command = '', key = '', value = ''] of commands) {
    const name = command.toUpperCase();
    keys.add(key);
    if (name === 'SET') values.set(key, value);
    if (name === 'DEL') for (const set of [values, keys]) set.delete(key);
  }
  return { has: (key) => keys.has(key), get: (key) => values.get(key) };
}

/** Documents as Python finds them before a step: the world, less and plus what earlier steps named and it changed. */
function documentsBefore(evidence: CaseEvidence, index: number, words: WordsOf): Documents {
  const { state, world, steps } = evidence;
  if (!state) return world;
  if (state.kind === 'final') return withNamed(world, state.left.python, index, words);
  const earlier = new Set(steps.slice(0, index).map((s) => s.id));
  const last = state.after.filter(({ step }) => step !== undefined && earlier.has(step)).at(-1)?.left.python;
  const before = last ? overlay(world, last.set, last.deleted) : world;
  // A document that an earlier answer named exists, also where it came to rest only later.
  const end = state.after.at(-1)?.left.python;
  return end ? withNamed(before, { set: end.set, deleted: new Set() }, index, words) : before;
}

/**
 * The documents with those of a later moment that earlier steps named. A document that was there before counts as it
 * was, since no route sets the flags that rules ask for.
 */
function withNamed(before: Documents, { set, deleted }: Left, index: number, words: WordsOf): Documents {
  if (set.size === 0 && deleted.size === 0) return before;
  const named = (path: string): boolean => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    for (let i = 0; i < index; i++) if (words(i).has(name)) return true;
    return false;
  };
  const made = new Map([...set].filter(([path]) => !before.has(path) && named(path)));
  return overlay(before, made, new Set([...deleted].filter(named)));
}

function overlay(world: Documents, set: Documents, deleted: ReadonlySet<string>): Documents {
  const result = new Map(world);
  for (const [path, document] of set) result.set(path, document);
  for (const path of deleted) result.delete(path);
  return result;
}

const headerOf = (step: StepEvidence, name: string): string | undefined =>
  step.recorded.headers.find(([n]) => n === name)?.[1];

export interface ContextInput {
  evidence: CaseEvidence;
  catalog: Catalog;
  index: number;
  matched: MatchedRoute;
  rust: Outcome;
  words: WordsOf;
  redis: Redis;
  /** Told when a rule asks for documents. */
  onDocuments?: () => void;
}

export function ruleContext(input: ContextInput): RuleContext {
  const { evidence, catalog, index, matched, rust, words, redis } = input;
  const step = evidence.steps[index] as StepEvidence;
  const [, query = ''] = step.recorded.target.split('?', 2);
  let documents: Documents | undefined;
  const before = (): Documents => {
    input.onDocuments?.();
    documents ??= documentsBefore(evidence, index, words);
    return documents;
  };
  return {
    uid: evidence.uid,
    params: matched.params,
    query: new URLSearchParams(query),
    get body() {
      return jsonOf(step.sent.python.body);
    },
    header: (name) => headerOf(step, name),
    ageSeconds: step.ageSeconds,
    rust: { status: rust.status, ok: rust.works, value: rust.value },
    documents: {
      get: (path) => before().get(path),
      in: (collection) => directlyIn(before(), collection),
    },
    redis,
    countEarlier: (counter) =>
      evidence.steps.slice(0, index).filter((s) => {
        const route = catalog.find(s.recorded.method, s.recorded.target)?.route;
        return headerOf(s, 'authorization') !== undefined && route?.rules?.some((r) => r.counter === counter);
      }).length,
  };
}

function directlyIn(documents: Documents, collection: string): ReadonlyMap<string, PlainDocument> {
  const found = new Map<string, PlainDocument>();
  const prefix = `${collection}/`;
  for (const [path, document] of documents) {
    const name = path.startsWith(prefix) ? path.slice(prefix.length) : '/';
    if (!name.includes('/')) found.set(name, document);
  }
  return found;
}
