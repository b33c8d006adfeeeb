/** A defect in the client's words. */
import type { Finding } from '../../model/result.ts';
import { kindOf, placeOf } from './keys.ts';

export function sentenceOf(f: Finding, fields: readonly string[]): string {
  const after = f.causedBy ? ` after ${f.causedBy.route}` : '';
  switch (kindOf(f)) {
    case 'outcome': {
      const side = f.direction === 'rust' ? 'Rust' : 'Python';
      const failing = String(f.direction === 'rust' ? f.rust : f.python);
      const what = failing.includes('does not decode')
        ? `the client cannot read what ${side} answers`
        : `${side} answers ${failing}`;
      return `${f.message} (${what})${after}`;
    }
    case 'document':
    case 'field':
      return stateSentence(f, fields) + after;
    case 'missing':
      return `${listOf(placeOf(f))}: ${f.message}${after}`;
    default:
      return `${namesOf(fields)}: ${f.message}${after}`;
  }
}

function stateSentence(f: Finding, fields: readonly string[]): string {
  const collection = placeOf(f).split('#')[0] ?? '';
  if (kindOf(f) === 'document') return `${collection}: ${f.message}`;
  const lacks =
    f.direction === 'both' ? 'other values are' : `only ${f.direction === 'rust' ? 'Python' : 'Rust'} has what is`;
  return `${collection}: ${lacks} stored in ${namesOf(fields.map((field) => field.split('#').at(-1) ?? ''))}`;
}

/** `name, colour and 3 more`. */
function namesOf(places: readonly string[]): string {
  const names = [...new Set(places.map(nameOf))];
  const more = names.length - 4;
  return more > 0 ? `${names.slice(0, 4).join(', ')} and ${more} more` : names.join(', ');
}

const nameOf = (place: string): string =>
  place
    .split('/')
    .filter((part) => part !== '' && part !== '*')
    .join('.') || 'the answer';

const listOf = (place: string): string => (nameOf(place) === 'the answer' ? 'the list' : nameOf(place));
