/** What the variables of a function hold where something is called: every way to that place taken at once. */

import { above, argumentsOf, below, boundIn, calleeOf, isDeclaration, part, plainName, type Syntax } from './syntax.ts';
import { type Held, heldBy, holeOf, type Item, type Piece, queryItem } from './template.ts';

const BRANCHES = new Set([
  'if_statement',
  'switch_entry',
  'for_statement',
  'while_statement',
  'guard_statement',
  'catch_block',
]);

/** Statements that hold the place and are looked at all the same. */
const AROUND = new Set(['property_declaration', 'assignment', 'if_statement', 'guard_statement']);

/** `constants`: texts that the type of the function holds, by name. */
export function environmentAt(
  body: Syntax,
  place: Syntax,
  constants: ReadonlyMap<string, Syntax> = new Map(),
): Map<string, Held> {
  const environment = new Map<string, Held>();
  // Twice: one text may be put together from others that stand behind it.
  for (let round = 0; round < 2; round += 1)
    for (const [name, value] of constants) environment.set(name, heldBy(value, environment));
  for (const node of below(body, (one) => !isDeclaration(one))) {
    if (node.start >= place.start && node !== place) break;
    if (node.start + node.text.length > place.start && node.type !== 'call_expression') {
      if (!AROUND.has(node.type)) continue;
    }
    if (node.type === 'if_statement' || node.type === 'guard_statement') bind(node, place, environment);
    else if (node.type === 'property_declaration') declare(node, environment);
    else if (node.type === 'assignment') assign(node, body, environment);
    else if (node.type === 'call_expression') mutate(node, body, environment);
  }
  return environment;
}

function declare(node: Syntax, environment: Map<string, Held>): void {
  const name = part(node, 'name');
  const value = part(node, 'value');
  if (!name || !value) return;
  environment.set(plainName(name.text), heldBy(value, environment));
}

/** `if let url = URL(…)`: not the short form, which is the name as it was. */
function bind(node: Syntax, place: Syntax, environment: Map<string, Held>): void {
  for (const { name, value } of boundIn(node))
    if (value.start < place.start) environment.set(name, heldBy(value, environment));
}

/** Whether a statement is not run in every call. */
function inBranch(node: Syntax, body: Syntax): boolean {
  for (const one of above(node)) {
    if (one === body) return false;
    if (BRANCHES.has(one.type)) return true;
  }
  return false;
}

const sometimesAll = (pieces: readonly Piece[]): Piece[] => pieces.map((piece) => ({ ...piece, sometimes: true }));

function assign(node: Syntax, body: Syntax, environment: Map<string, Held>): void {
  const [target, result] = [part(node, 'target'), part(node, 'result')];
  if (!target || !result) return;
  const often = inBranch(node, body);
  const added = node.text.slice(target.text.length).trimStart().startsWith('+=');
  const held = heldBy(result, environment);
  const key = /^(\w+)\["([^"\\]+)"\]$/.exec(target.text);
  if (key) {
    const [, owner = '', name = ''] = key;
    const known = environment.get(owner);
    const item: Item = {
      name: [{ text: name, sometimes: false }],
      value: [{ hole: result, sometimes: false }],
      sometimes: often,
    };
    if (known?.pairs) environment.set(owner, { ...known, pairs: [...known.pairs, item] });
    return;
  }
  const member =
    /^(?:self\.)?(\w+)[?!]?\.(queryItems|percentEncodedQueryItems|query|percentEncodedQuery|path)[?!]?$/.exec(
      target.text,
    );
  if (member) {
    const [, owner = '', name = ''] = member;
    const known = environment.get(owner);
    if (known) environment.set(owner, withMember(known, name, held, result, { added, often }));
    return;
  }
  const name = plainName(target.text.replace(/^self\./, ''));
  const known = environment.get(name);
  if (!added) {
    // A value of one branch only: the other one may be what was there before.
    environment.set(name, often && known && !isEmpty(known) ? holeOf(result) : held);
    return;
  }
  if (known) environment.set(name, withMore(known, held, often));
}

/** `components.query = …`, `.queryItems += …`, `.path += …`. */
function withMember(
  known: Held,
  name: string,
  held: Held,
  value: Syntax,
  { added, often }: { added: boolean; often: boolean },
): Held {
  if (/queryItems$/i.test(name)) {
    const pairs = (held.pairs ?? [unknownItem(value)]).map((pair) => ({ ...pair, sometimes: pair.sometimes || often }));
    return { ...known, pairs: added ? [...(known.pairs ?? []), ...pairs] : pairs };
  }
  const pieces = often ? sometimesAll(held.pieces) : held.pieces;
  if (/query$/i.test(name)) return { ...known, pieces: [...known.pieces, { text: '?', sometimes: often }, ...pieces] };
  return added ? { ...known, pieces: [...known.pieces, ...pieces] } : holeOf(value);
}

/** Something is put behind what is there. */
function withMore(known: Held, held: Held, often: boolean): Held {
  const pairs = held.pairs?.map((pair) => ({ ...pair, sometimes: pair.sometimes || often }));
  if (known.pairs && pairs && (pairs.length > 0 || !held.items)) return { ...known, pairs: [...known.pairs, ...pairs] };
  if (known.items && held.items)
    return { ...known, items: [...known.items, ...held.items.map((one) => (often ? sometimesAll(one) : one))] };
  return { ...known, pieces: [...known.pieces, ...(often ? sometimesAll(held.pieces) : held.pieces)] };
}

const isEmpty = ({ pieces }: Held): boolean => pieces.every(({ text }) => text === '');

const unknownItem = (value: Syntax): Item => ({
  name: [{ hole: value, sometimes: false }],
  value: [],
  sometimes: false,
});

/** Methods that change what they are called on. */
const CHANGES =
  /^(append|appendPathComponent|insert|remove\w*|merge|updateValue|replace\w*|trim\w*|reverse|sort|popLast)$/;

/** `list.append(…)`, `components.queryItems?.append(…)`, `url.append(path: …)`. */
function mutate(node: Syntax, body: Syntax, environment: Map<string, Held>): void {
  const { name, on } = calleeOf(node);
  if (!on || !CHANGES.test(name)) return;
  const items = /[?!]?\.(percentEncodedQ|q)ueryItems[?!]?$/.test(on.text);
  const owner = on.text.replace(/[?!]?\.(percentEncodedQ|q)ueryItems[?!]?$/, '').replace(/^self\./, '');
  const known = environment.get(owner);
  if (known) environment.set(owner, changed(node, name, known, { items, often: inBranch(node, body) }, environment));
}

function changed(
  node: Syntax,
  name: string,
  known: Held,
  { items, often }: { items: boolean; often: boolean },
  environment: Map<string, Held>,
): Held {
  const [first] = argumentsOf(node);
  if (!first) return holeOf(node);
  const held = heldBy(first.value, environment);
  if (name === 'appendPathComponent' || (name === 'append' && /^(path|component)$/.test(first.label ?? '')))
    return {
      ...known,
      pieces: [...known.pieces, { text: '/', sometimes: often }, ...(often ? sometimesAll(held.pieces) : held.pieces)],
    };
  if (name !== 'append') return holeOf(node);
  if (first.label === 'queryItems' || (items && first.label === 'contentsOf'))
    return withMember({ pairs: [], ...known }, 'queryItems', held, first.value, { added: true, often });
  const pair = queryItem(first.value, environment);
  if (pair && known.pairs)
    return { ...known, pairs: [...known.pairs, { ...pair, sometimes: often || pair.sometimes }] };
  if (items) return { ...known, pairs: [...(known.pairs ?? []), unknownItem(first.value)] };
  if (first.label === 'contentsOf')
    return held.items || held.pairs
      ? withMore(known, held, often)
      : withMore(known, { pieces: [], items: [held.pieces] }, often);
  if (known.items) return { ...known, items: [...known.items, often ? sometimesAll(held.pieces) : held.pieces] };
  return withMore(known, held, often);
}
