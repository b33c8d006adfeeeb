/** The declared answer against what the client decodes. What is not declared says nothing. */
import type { Descriptor } from '../../client/descriptor.ts';
import { type Draft, draft } from '../finding.ts';
import type { Shape, Type } from '../schema.ts';
import type { Check } from './check.ts';

export const answer: Check = (_, { answer: declared }, { decodes, sendsDefaults }) => {
  if (!decodes || !declared) return [];
  const { types, status, pointer } = declared;
  const at = '/answer';
  if (types.size === 0) return status === '204' ? [draft('answer-none', 'breaking', { at, pointer }, status)] : [];
  const json = [...types].find(([type]) => /\bjson\b|^\*\/\*$/.test(type));
  if (!json) return [draft('answer-media', 'breaking', { at, pointer }, [...types.keys()].join(' or '))];
  const [, media] = json;
  return drafts(decodes, media.shape, { at, pointer: media.pointer, name: 'the answer', sendsDefaults });
};

interface Where {
  at: string;
  pointer: string;
  name: string;
  /** Of the document as a whole: see `CheckFacts`. */
  sendsDefaults: boolean;
}

const WORDS: Record<Descriptor['type'], string> = {
  text: 'a text',
  whole: 'a whole number',
  number: 'a number',
  flag: 'true or false',
  instant: 'a date',
  enum: 'a text',
  record: 'an object',
  list: 'a list',
};

const TAKEN: Record<Descriptor['type'], readonly Type[]> = {
  text: ['string'],
  whole: ['integer', 'number'],
  number: ['integer', 'number'],
  flag: ['boolean'],
  instant: ['string'],
  enum: ['string'],
  record: ['object'],
  list: ['array'],
};

function drafts(how: Descriptor, shape: Shape, where: Where): Draft[] {
  const { at, pointer, name } = where;
  const open = shape.oneOf ?? [shape];
  // Of a value that may be anything nothing is known.
  if (open.some((one) => one.type === undefined && !one.keys)) return [];
  const fitting = open.filter((one) => TAKEN[how.type].includes(one.type ?? 'object'));
  const others = open.filter((one) => !fitting.includes(one) && one.type !== 'null');
  const theirs = [...new Set(others.map((one) => one.type))].join(' or ');
  const own: Draft[] = [];
  if (others.length > 0) {
    const when = fitting.length > 0 ? `it is ${theirs}` : undefined;
    own.push(draft('answer-shape', 'breaking', { at, pointer, when }, WORDS[how.type], theirs));
  }
  const isNull = shape.nullable || open.every((one) => one.type === 'null');
  if (isNull && !how.nullable)
    own.push(draft('answer-null', 'breaking', { at, pointer, when: `${name} is null` }, name));
  return [...own, ...fitting.flatMap((one) => inside(how, one, where))];
}

function inside(how: Descriptor, shape: Shape, where: Where): Draft[] {
  const { at, pointer, name } = where;
  switch (how.type) {
    case 'whole':
      return shape.type === 'number'
        ? [draft('answer-shape', 'breaking', { at, pointer, when: `${name} has a fraction` }, WORDS.whole, 'a number')]
        : [];
    case 'instant':
      // A text without a format may be any.
      return shape.format !== undefined && shape.format !== 'date-time'
        ? [draft('answer-date', 'breaking', { at, pointer }, name, shape.format)]
        : [];
    case 'enum': {
      if (how.lossy !== undefined) return [];
      const unknown = (shape.enum ?? []).map(String).filter((value) => !how.values.includes(value));
      if (unknown.length === 0) return [];
      const shown = unknown.join(', ');
      return [draft('answer-enum', 'breaking', { at, pointer, when: `${name} is ${shown}` }, name, shown)];
    }
    case 'list': {
      const items = shape.items?.();
      return items
        ? drafts(how.element, items, {
            ...where,
            at: `${at}/*`,
            pointer: `${pointer}/items`,
            name: `an entry of ${name}`,
          })
        : [];
    }
    case 'record':
      return Object.entries(how.fields).flatMap(([key, field]) => keyDrafts(key, field, shape, where));
    default:
      return [];
  }
}

function keyDrafts(name: string, field: Descriptor, shape: Shape, where: Where): Draft[] {
  const { at, pointer, sendsDefaults } = where;
  const place = { at: `${at}/${name}`, pointer };
  const declared = shape.keys?.get(name)?.();
  if (!declared) {
    // An object without declared keys, or with others of any name, may have it.
    const silent = !field.required || !shape.keys || shape.more === true;
    return silent ? [] : [draft('answer-key-absent', 'breaking', place, name)];
  }
  const inner = drafts(field, declared, { ...where, at: place.at, pointer: `${pointer}/properties/${name}`, name });
  // A server that knows a default sends it; one that has null for a key that it may leave out is told once.
  const isThere = !field.required || shape.required.has(name) || declared.hasDefault || declared.nullable;
  if (isThere || sendsDefaults) return inner;
  return [draft('answer-key-optional', 'breaking', { ...place, when: `${name} is left out` }, name), ...inner];
}
