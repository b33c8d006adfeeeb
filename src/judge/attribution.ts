/**
 * Which write left a difference in the documents. A recording holds only the end, so that a difference goes to
 * the last write whose declared documents cover it: by the address, then the body, then the answer, then
 * collection and field, else to the last write.
 */

import type { MatchedRoute } from '../catalog/catalog.ts';
import type { Touch } from '../catalog/route.ts';
import { match, template } from '../catalog/template.ts';
import { eachString, jsonOf, wordsOfTarget } from '../catalog/words.ts';
import type { DocumentDifference } from '../compare/documents.ts';
import { SIDES, type Side } from '../model/side.ts';
import type { StepEvidence } from './evidence.ts';

export interface WriteStep {
  index: number;
  step: StepEvidence;
  matched: MatchedRoute;
  /** The one side on which the call worked, where it worked on one only. */
  workedOnlyOn?: Side;
}

/** Ids in a document's path: every second segment but the user's own. */
export function idsOf(difference: Pick<DocumentDifference, 'rustPath' | 'pythonPath'>, uid: string): string[] {
  const ids = (path: string): string[] => path.split('/').filter((s, i) => i % 2 === 1 && s !== uid);
  return [...new Set([...ids(difference.rustPath), ...ids(difference.pythonPath)])];
}

const templates = new Map<string, ReturnType<typeof template>>();
function templateOf(path: string): ReturnType<typeof template> {
  const known = templates.get(path) ?? template(path);
  templates.set(path, known);
  return known;
}

/** Whether a write declares that it changes this place. */
function covers(touch: Touch, write: WriteStep, difference: DocumentDifference, uid: string): boolean {
  const params =
    match(templateOf(touch.path), difference.rustPath) ?? match(templateOf(touch.path), difference.pythonPath);
  if (!params) return false;
  if (params.uid !== undefined && params.uid !== uid) return false;
  // A parameter that the address also has names the document; the address is the recording's, or the side's own.
  const bound = Object.keys(params).filter((name) => name !== 'uid' && name in write.matched.params);
  const addressed = new Set(SIDES.flatMap((s) => wordsOfTarget(write.step.sent[s].target)));
  if (bound.some((name) => !addressed.has(params[name] as string))) return false;
  if (!touch.fields || (bound.length > 0 && difference.field === undefined)) return true;
  return difference.field !== undefined && touch.fields.includes(difference.field);
}

/** 0 the address names the document, 1 the body, 2 an answer, 3 nothing does. */
function nearness(write: WriteStep, ids: readonly string[]): number {
  const { step } = write;
  const sides = SIDES;
  const says = (words: Iterable<string>): boolean => {
    for (const word of words) if (ids.includes(word)) return true;
    return false;
  };
  const strings = (values: readonly unknown[]): string[] => {
    const found: string[] = [];
    for (const value of values) eachString(value, (text) => void found.push(text));
    return found;
  };
  if (sides.some((s) => says(wordsOfTarget(step.sent[s].target)))) return 0;
  if (says(strings(sides.map((s) => jsonOf(step.sent[s].body))))) return 1;
  const answers = sides.map((s) => step.result[s]).flatMap((r) => (r.kind === 'answer' ? [jsonOf(r.answer.body)] : []));
  return says(strings(answers)) ? 2 : 3;
}

/** The write that a difference is charged to, or undefined where the case has no step at all. */
export function attribute(
  difference: DocumentDifference,
  writes: readonly WriteStep[],
  uid: string,
): WriteStep | undefined {
  const covering = writes.filter((w) => w.matched.route.writes?.some((touch) => covers(touch, w, difference, uid)));
  if (covering.length === 0) return writes.filter((w) => w.matched.route.kind !== 'read').at(-1) ?? writes.at(-1);
  const ids = idsOf(difference, uid);
  const near = covering.map((w) => nearness(w, ids));
  const best = Math.min(...near);
  return covering.filter((_, i) => near[i] === best).at(-1);
}
