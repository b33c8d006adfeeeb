/** A value that the client sends against what the route takes: type, bounds, null. */
import type { SentValue } from '../../catalog/client-call.ts';
import { type Draft, draft } from '../finding.ts';
import { SCALARS } from '../scalars.ts';
import type { Shape, Type } from '../schema.ts';

export interface Place {
  name: string;
  at: string;
  pointer: string;
  /** It is sent as text (a query value): what looks like a number is one. */
  text: boolean;
}

export function valueDrafts(place: Place, value: SentValue, shape: Shape): Draft[] {
  return [...typeDrafts(place, value, shape), ...boundDrafts(place, value, shape), ...nullDrafts(place, value, shape)];
}

function typeDrafts({ name, at, pointer, text }: Place, { type }: SentValue, shape: Shape): Draft[] {
  const ours: Type = typeof type === 'string' ? SCALARS[type].type : Array.isArray(type) ? 'array' : 'object';
  const taken = (shape.oneOf ?? [shape]).map((one) => one.type);
  if (taken.some((theirs) => theirs === undefined || takes(theirs, ours, text))) return [];
  const theirs = [...new Set(taken)].join(' or ');
  return [draft('value-type', 'breaking', { at, pointer }, name, ours, theirs)];
}

function takes(theirs: Type, ours: Type, text: boolean): boolean {
  if (theirs === ours || (theirs === 'number' && ours === 'integer')) return true;
  // Whole numbers are sent as 4.0, too, which a strict reader takes.
  if (theirs === 'integer' && ours === 'number') return true;
  // A list of query values is taken from one value as well; of texts any value is one.
  return text && (theirs === 'string' || theirs === 'array');
}

function boundDrafts({ name, at, pointer }: Place, value: SentValue, shape: Shape): Draft[] {
  const { values = [], optional } = value;
  const wrong = values.filter((one) => refused(one, shape) !== undefined);
  const [first] = wrong;
  if (first !== undefined) {
    const shown = wrong.map(String).join(', ');
    // Other values, or none, may be sent as well.
    const when = optional || wrong.length < values.length || value.grows ? `${name} is ${shown}` : undefined;
    return [draft('bounds', 'breaking', { at, pointer, when }, name, shown, refused(first, shape) as string)];
  }
  return sizeDrafts({ name, at, pointer }, value, shape);
}

/** Lengths and counts: known ones, and those that grow with what the person has. */
function sizeDrafts({ name, at, pointer }: Omit<Place, 'text'>, value: SentValue, shape: Shape): Draft[] {
  const isList = Array.isArray(value.type);
  const most = isList ? shape.maxItems : (shape.maxLength ?? shape.maximum);
  const unit = isList ? ' entries' : shape.maxLength === undefined ? '' : ' letters';
  const { length, optional, minItems } = value;
  const ours = isList ? value.maxItems : value.maxLength;
  if (most !== undefined && length !== undefined && length > most) {
    const when = optional ? `${name} is sent` : undefined;
    return [
      draft('bounds', 'breaking', { at, pointer, when }, name, `${length} letters long`, `at most ${most}${unit}`),
    ];
  }
  if (most !== undefined && (value.grows || (ours !== undefined && ours > most)))
    return [
      draft(
        'grows',
        'breaking',
        { at, pointer, when: `it is more than ${most}${unit}` },
        name,
        `at most ${most}${unit}`,
      ),
    ];
  if (isList && minItems !== undefined && shape.minItems !== undefined && minItems < shape.minItems) {
    const when = `it has fewer than ${shape.minItems}${unit}`;
    return [
      draft('bounds', 'breaking', { at, pointer, when }, name, `${minItems}${unit}`, `at least ${shape.minItems}`),
    ];
  }
  return [];
}

/** What the route takes in its place; undefined where it takes it. */
function refused(value: string | number | boolean, shape: Shape): string | undefined {
  const { minimum, maximum, minLength, maxLength, pattern } = shape;
  if (shape.oneOf) return shape.oneOf.every((one) => refused(value, one) !== undefined) ? 'other values' : undefined;
  if (shape.enum && !shape.enum.some((one) => one === value || String(one) === String(value)))
    return shape.enum.map(String).join(', ');
  if (typeof value === 'number') {
    if (maximum !== undefined && value > maximum) return `at most ${maximum}`;
    if (minimum !== undefined && value < minimum) return `at least ${minimum}`;
  }
  if (typeof value === 'string') {
    if (maxLength !== undefined && value.length > maxLength) return `at most ${maxLength} letters`;
    if (minLength !== undefined && value.length < minLength) return `at least ${minLength} letters`;
    if (pattern && !pattern.test(value)) return `what fits ${pattern.source}`;
  }
  return undefined;
}

const nullDrafts = ({ name, at, pointer }: Place, value: SentValue, shape: Shape): Draft[] =>
  value.nullable && !shape.nullable
    ? [draft('null-refused', 'breaking', { at, pointer, when: `${name} is null` }, name)]
    : [];
