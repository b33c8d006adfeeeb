/**
 * Which write left a difference in the documents. A recording holds only the end, so that a difference goes to a write
 * whose declared documents cover it: a call that worked on one side only first, then by the address, the body, the
 * answer, collection and field, of equals the last; else to the last write.
 */
import type { MatchedRoute } from '../catalog/catalog.ts';
import type { Touch } from '../catalog/route.ts';
import { match, template } from '../catalog/template.ts';
import { eachString, jsonOf, wordsOfTarget } from '../catalog/words.ts';
import type { DocumentDifference } from '../compare/documents.ts';
import { type Pair, SIDES, type Side } from '../model/side.ts';
import type { StepEvidence } from './evidence.ts';

export interface WriteStep {
  index: number;
  step: StepEvidence;
  matched: MatchedRoute;
  /** The one side on which the call worked, where it worked on one only. */
  workedOnlyOn?: Side;
  /** It worked on both sides, and the client sees no difference between the answers. */
  alike?: boolean;
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
  const params = paramsOf(touch, difference);
  if (!params) return false;
  if (params.uid !== undefined && params.uid !== uid) return false;
  // A parameter that the address also has names the document; the address is the recording's, or the side's own.
  const bound = boundNames(params, write);
  const addressed = new Set(SIDES.flatMap((s) => wordsOfTarget(write.step.sent[s].target)));
  if (bound.some((name) => !addressed.has(params[name] as string))) return false;
  if (!touch.fields || (bound.length > 0 && difference.field === undefined)) return true;
  if (difference.field === undefined) return isGhost(difference, touch.fields);
  return touch.fields.includes(difference.field);
}

/** A document of nothing but the fields that a write sets: it was gone, and the write brought that much back. */
function isGhost({ rust, python }: DocumentDifference, fields: readonly string[]): boolean {
  const document = rust ?? python;
  const names = typeof document === 'object' && document !== null ? Object.keys(document) : [];
  return names.length > 0 && names.every((name) => fields.includes(name));
}

const paramsOf = (touch: Touch, { rustPath, pythonPath }: DocumentDifference): Record<string, string> | null =>
  match(templateOf(touch.path), rustPath) ?? match(templateOf(touch.path), pythonPath);

const boundNames = (params: Readonly<Record<string, string>>, write: WriteStep): string[] =>
  Object.keys(params).filter((name) => name !== 'uid' && name in write.matched.params);

/** 0 the address names the document, 1 the body, 2 an answer, 3 nothing does. */
function nearness(write: WriteStep, ids: readonly string[]): number {
  const { step } = write;
  const says = (words: Iterable<string>): boolean => {
    for (const word of words) if (ids.includes(word)) return true;
    return false;
  };
  const strings = (values: readonly unknown[]): string[] => {
    const found: string[] = [];
    for (const value of values) eachString(value, (text) => void found.push(text));
    return found;
  };
  if (SIDES.some((s) => says(wordsOfTarget(step.sent[s].target)))) return 0;
  if (says(strings(SIDES.map((s) => jsonOf(step.sent[s].body))))) return 1;
  return says(strings(SIDES.map((s) => answerOf(write, s)))) ? 2 : 3;
}

function answerOf({ step }: WriteStep, side: Side): unknown {
  const result = step.result[side];
  return result.kind === 'answer' ? jsonOf(result.answer.body) : undefined;
}

/** The write that a difference is charged to, or undefined where the case has no step at all. */
export function attribute(
  difference: DocumentDifference,
  writes: readonly WriteStep[],
  uid: string,
): WriteStep | undefined {
  const all = writes.filter((w) => w.matched.route.writes?.some((touch) => covers(touch, w, difference, uid)));
  if (all.length === 0) return writes.filter((w) => w.matched.route.kind !== 'read').at(-1) ?? writes.at(-1);
  const covering = withoutCleared(all, difference);
  const ids = idsOf(difference, uid);
  const near = covering.map((w) => nearness(w, ids));
  // What one side did and the other refused explains a difference better than what both did alike.
  const oneSided = covering.filter((w, i) => w.workedOnlyOn !== undefined && (near[i] as number) < 3);
  if (oneSided.length > 0) return oneSided.at(-1);
  const best = Math.min(...near);
  return covering.filter((_, i) => near[i] === best).at(-1);
}

/**
 * A document that both sides showed when it was made was alike then: what makes documents has not left the difference,
 * where a later write may have.
 */
function withoutCleared(covering: readonly WriteStep[], difference: DocumentDifference): readonly WriteStep[] {
  const makers = covering.filter((w) => isMaker(w, difference));
  const first = makers.find((w) => w.alike && showedAlike(w, difference));
  if (!first) return covering;
  const others = covering.filter((w) => w.index > first.index && !makers.includes(w));
  return others.length > 0 ? others : covering;
}

/** A call that makes a document of this collection and changes none that is there. */
function isMaker(write: WriteStep, difference: DocumentDifference): boolean {
  const { method, kind, writes = [] } = write.matched.route;
  return (
    method === 'POST' &&
    kind === 'write' &&
    writes.some((touch) => {
      const params = paramsOf(touch, difference);
      return params !== null && !touch.fields && boundNames(params, write).length === 0;
    })
  );
}

/** Whether both answers show the document, with the field where it is about one. */
function showedAlike(write: WriteStep, difference: DocumentDifference): boolean {
  const last = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
  const names: Pair<string> = { rust: last(difference.rustPath), python: last(difference.pythonPath) };
  if (difference.lacks) names[difference.lacks] = '';
  return SIDES.every((side) => {
    const shown = recordWith(answerOf(write, side), names[side]);
    return shown !== undefined && (difference.field === undefined || difference.field in shown);
  });
}

/** The record in an answer whose `id` is the name; any record that has an id where the side's name is not known. */
function recordWith(value: unknown, name: string): object | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const id = Reflect.get(value, 'id') as unknown;
  if (typeof id === 'string' && (name === '' || id === name)) return value;
  for (const inner of Object.values(value)) {
    const found = recordWith(inner, name);
    if (found) return found;
  }
  return undefined;
}
