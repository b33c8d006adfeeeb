/** What two stored documents that belong together teach: pairs of new ids, and wordings of a model. */
import type { Collection, FieldRule } from '../catalog/collection.ts';
import type { Plain, PlainDocument } from '../model/plain.ts';
import type { Knowledge } from './equality.ts';
import { learnId } from './learn.ts';
import { elementRule, fieldCounts, innerRule, ruleOf } from './stored.ts';

export function learnStored(
  collection: Collection | undefined,
  rust: PlainDocument,
  python: PlainDocument,
  knowledge: Knowledge,
): void {
  for (const name of Object.keys(rust)) {
    if (Object.hasOwn(python, name) && fieldCounts(collection, name))
      learnField(ruleOf(collection, name), rust[name], python[name], knowledge);
  }
}

function learnField(rule: FieldRule, rust: Plain | undefined, python: Plain | undefined, knowledge: Knowledge): void {
  if (typeof rust === 'string' && typeof python === 'string') {
    if (rule.holds === 'id') learnId(knowledge, rust, python);
  } else if (Array.isArray(rust) && Array.isArray(python)) {
    // Of a set it is not known which is which.
    if (rule.form === 'set' || rust.length !== python.length) return;
    const element = elementRule(rule);
    rust.forEach((value, i) => void learnField(element, value, python[i], knowledge));
  } else if (isMap(rust) && isMap(python)) {
    for (const [name, value] of Object.entries(rust)) {
      const inner = innerRule(rule, name);
      if (inner && Object.hasOwn(python, name)) learnField(inner, value, (python as PlainMap)[name], knowledge);
    }
  }
}

type PlainMap = { readonly [key: string]: Plain };
const isMap = (v: Plain | undefined): v is PlainMap => typeof v === 'object' && v !== null && !Array.isArray(v);
