/** Times as numbers of seconds, or as ten digits inside a text: nothing shows what they are but the catalogue (`holds: 'epoch'`). */
import type { FieldRule } from '../catalog/collection.ts';
import type { Fields, FirestoreValue } from '../model/case.ts';

/** Ten digits: seconds of the years 2001 to 2286. Zero, a length of time or milliseconds are none. */
const isEpoch = (n: number): boolean => n >= 1e9 && n < 1e10;
const EPOCH = /(?<![\d.])[1-9]\d{9}(?!\d)/g;

/** Moves the value of a declared field by whole seconds. A fraction stays, and a whole double stays whole. */
export function movedEpoch(value: FirestoreValue, seconds: number): FirestoreValue {
  if ('integerValue' in value && isEpoch(Number(value.integerValue))) {
    return { integerValue: String(Number(value.integerValue) + seconds) };
  }
  if ('doubleValue' in value && typeof value.doubleValue === 'number' && isEpoch(value.doubleValue)) {
    return { doubleValue: value.doubleValue + seconds };
  }
  return 'stringValue' in value ? { stringValue: movedDigits(value.stringValue, seconds) } : value;
}

/** Moves epoch seconds inside a text; `known`: only these. */
export const movedDigits = (text: string, seconds: number, known?: ReadonlySet<string>): string =>
  text.replace(EPOCH, (digits) => (known?.has(digits) === false ? digits : String(Number(digits) + seconds)));

/** The epoch seconds, as ten digits, that declared fields hold: what an answer shows of them is a time as well. */
export function* epochsIn(fields: Fields, rules: FieldRule['fields']): Generator<string> {
  for (const [name, value] of Object.entries(fields)) {
    const rule = ruleAt(rules, name);
    if (rule) yield* inValue(value, rule);
  }
}

function* inValue(value: FirestoreValue, rule: FieldRule): Generator<string> {
  if ('arrayValue' in value) for (const v of value.arrayValue.values ?? []) yield* inValue(v, rule);
  else if ('mapValue' in value) yield* epochsIn(value.mapValue.fields ?? {}, rule.fields);
  else if (rule.holds === 'epoch') yield* String(Object.values(value)[0]).match(EPOCH) ?? [];
}

export const ruleAt = (rules: FieldRule['fields'], name: string): FieldRule | undefined =>
  rules && Object.hasOwn(rules, name) ? rules[name] : undefined;
