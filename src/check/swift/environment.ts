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
  const items = /^(\w+)\??\.queryItems$/.exec(target.text);
  if (items) {
    const known = environment.get(items[1] ?? '');
    const pairs = held.pairs?.map((pair) => ({ ...pair, sometimes: pair.sometimes || often }));
    if (known) environment.set(items[1] ?? '', { ...known, ...(pairs ? { pairs } : { pairs: [unknownItem(result)] }) });
    return;
  }
  const name = plainName(target.text.replace(/^self\./, ''));
  const known = environment.get(name);
  if (!added) {
    // A value of one branch only: the other one may be what was there before.
    environment.set(name, often && known && !isEmpty(known) ? holeOf(result) : held);
    return;
  }
  if (!known) return;
  if (known.items && held.items)
    environment.set(name, {
      ...known,
      items: [...known.items, ...held.items.map((one) => (often ? sometimesAll(one) : one))],
    });
  else if (known.pairs && held.pairs && known.pieces.length === 0)
    environment.set(name, { ...known, pairs: [...known.pairs, ...held.pairs] });
  else
    environment.set(name, {
      ...known,
      pieces: [...known.pieces, ...(often ? sometimesAll(held.pieces) : held.pieces)],
    });
}

const isEmpty = ({ pieces }: Held): boolean => pieces.every(({ text }) => text === '');

const unknownItem = (value: Syntax): Item => ({
  name: [{ hole: value, sometimes: false }],
  value: [],
  sometimes: false,
});

/** `list.append(…)`, `components.queryItems?.append(…)`. */
function mutate(node: Syntax, body: Syntax, environment: Map<string, Held>): void {
  const { name, on } = calleeOf(node);
  if (name !== 'append' || !on) return;
  const [first] = argumentsOf(node);
  if (!first) return;
  const often = inBranch(node, body);
  const owner = on.text.replace(/[?!]?\.queryItems[?!]?$/, '').replace(/^self\./, '');
  const known = environment.get(owner);
  if (!known) return;
  const pair = queryItem(first.value, environment);
  if (pair && known.pairs) {
    environment.set(owner, { ...known, pairs: [...known.pairs, { ...pair, sometimes: often || pair.sometimes }] });
    return;
  }
  const held = heldBy(first.value, environment);
  if (first.label === 'queryItems') {
    environment.set(owner, { ...known, pairs: held.pairs ?? [unknownItem(first.value)] });
    return;
  }
  const more = first.label === 'contentsOf' ? (held.items ?? [held.pieces]) : [held.pieces];
  if (known.items)
    environment.set(owner, {
      ...known,
      items: [...known.items, ...more.map((one) => (often ? sometimesAll(one) : one))],
    });
}
