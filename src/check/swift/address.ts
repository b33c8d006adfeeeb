/** The address of a request as pieces → base, path and query. */

import type { Syntax } from './syntax.ts';
import type { Held, Item, Piece } from './template.ts';

export interface Address {
  /** What stands before the path: the name of a property, or an origin. */
  base: string;
  /** `/v1/folders/{id}`; undefined where it is made elsewhere. */
  path?: string;
  query: QueryValue[];
  /** A hole at the end: the whole path where there is no other, else what stands behind `prefix`. */
  passed?: Syntax;
  prefix?: string;
  /** What of it could not be read. */
  unread?: string;
}

export interface QueryValue {
  name: string;
  sometimes: boolean;
  /** The one text that it is, or the expression that it comes from. */
  text?: string;
  hole?: Syntax;
}

export function addressOf({ pieces, pairs = [] }: Held): Address {
  const cut = pieces.findIndex(({ text }) => text?.includes('?'));
  const piece = pieces[cut];
  const [before = '', ...after] = piece?.text?.split('?') ?? [];
  const head: Piece[] =
    cut < 0 ? pieces : [...pieces.slice(0, cut), { text: before, sometimes: piece?.sometimes === true }];
  const tail: Piece[] =
    cut < 0 ? [] : [{ text: after.join('?'), sometimes: piece?.sometimes === true }, ...pieces.slice(cut + 1)];
  const query = [...queryOf(tail), ...pairs.map(pairValue)];
  const named = query.filter((one): one is QueryValue => typeof one !== 'string');
  const unknown = query.find((one) => typeof one === 'string');
  return { ...pathOf(head), query: named, ...(unknown === undefined ? {} : { unread: unknown }) };
}

/** Holes at the beginning are the base; an origin in the text is one, too. */
function pathOf(all: readonly Piece[]): Pick<Address, 'base' | 'path' | 'prefix' | 'passed' | 'unread'> {
  const pieces = all.filter(({ text }) => text !== '');
  const first = pieces.findIndex(({ text }) => text !== undefined && /\w/.test(text));
  const [, origin, rest] = /^(\w+:\/\/[^/]*)(.*)$/s.exec(pieces[first]?.text ?? '') ?? [];
  const own =
    first < 0 ? [] : [{ ...pieces[first], text: rest ?? pieces[first]?.text } as Piece, ...pieces.slice(first + 1)];
  const base = origin ?? (first !== 0 && pieces.length > 1 && pieces[0]?.hole ? nameOf(pieces[0].hole) : '');
  const passed = pieces.at(-1)?.hole;
  if (!own.some(({ text }) => text !== undefined && /\w/.test(text)))
    return { base, ...(passed ? { passed } : { unread: 'the address is empty' }) };
  const glued = own.find((piece, i) => piece.hole && i > 0 && /\w$/.test(own[i - 1]?.text ?? ''));
  if (glued?.hole) return { base, unread: `the path ends in ${glued.hole.text}, which may be anything` };
  if (own.some(({ text }) => text?.includes('\n'))) return { base, unread: 'the path has several lines' };
  // `base + "v1/" + path`: what stands before may belong to every path.
  return { base, path: written(own), ...(passed ? { passed, prefix: written(own.slice(0, -1)) } : {}) };
}

function written(pieces: readonly Piece[]): string {
  const text = pieces.map(({ text: said, hole }) => said ?? `{${hole ? nameOf(hole) : ''}}`).join('');
  const path = text.replace(/^\/*/, '/').replace(/\/{2,}/g, '/');
  return path.length > 1 ? path.replace(/\/$/, '') : path;
}

/** The last name of an expression: `goal.id` → `id`. */
export function nameOf(node: Syntax): string {
  const names = node.text.replace(/\(.*$/s, '').match(/\w+/g);
  return names?.at(-1) ?? 'value';
}

/** `a=1&b=\(x)`: values with their names, or what cannot be read. */
function queryOf(pieces: readonly Piece[]): (QueryValue | string)[] {
  const found: (QueryValue | string)[] = [];
  let name = '';
  let open: { sometimes: boolean; text: string; hole?: Syntax } | undefined;
  const close = (): void => {
    if (open) {
      const { sometimes, text, hole } = open;
      found.push({ name, sometimes, ...(hole ? { hole } : { text }) });
    } else if (name !== '') found.push({ name, sometimes: false, text: '' });
    open = undefined;
    name = '';
  };
  for (const { text, hole, sometimes } of pieces) {
    if (hole) {
      if (open) open.hole ??= hole;
      else found.push(`the query value ${hole.text} has a name that is made at run time`);
      continue;
    }
    // Another value behind one that is not known: a separator is made at run time.
    if (open?.hole && /^[^&]*=/.test(text ?? '')) found.push(`what stands behind ${open.hole.text} in the query`);
    for (const letter of text ?? '') {
      if (letter === '&') close();
      else if (letter === '=' && !open) open = { sometimes, text: '' };
      else if (open) open.text += letter;
      else name += letter;
    }
  }
  close();
  return found;
}

function pairValue({ name, value, sometimes }: Item): QueryValue | string {
  const key = name.map(({ text }) => text ?? '').join('');
  if (key === '' || name.some(({ hole }) => hole)) return 'a query value has a name that is made at run time';
  const hole = value.find((one) => one.hole)?.hole;
  return { name: key, sometimes, ...(hole ? { hole } : { text: value.map(({ text }) => text ?? '').join('') }) };
}
