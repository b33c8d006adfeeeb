/** What becomes of a value that is decoded somewhere in a piece of code. */
import { above, below, isDeclaration, part, plainName, type Syntax } from './syntax.ts';

export interface Use {
  /** The variable that it goes into. */
  local?: string;
  /** The property that it goes into. */
  property?: string;
  /** A value of a wrong type is as good as none: `try?`, or a `catch` that goes on. */
  lenient: boolean;
  /** It is decoded in some cases only. */
  conditional: boolean;
  /** None fails: `guard let … else { throw }`. */
  demanded: boolean;
  /** Something stands in its place where it is missing. */
  hasFallback: boolean;
  fallback?: Syntax;
  /** Another one that is decoded stands in its place, or it in the place of another. */
  chained: boolean;
  /** It goes through a call on its way. */
  wrapped: boolean;
  /** Null was asked for before: the key has to be there. */
  asked?: boolean;
  /** The branch that is taken without it. */
  otherwise?: Syntax;
}

const BRANCHES = new Set([
  'switch_entry',
  'for_statement',
  'while_statement',
  'repeat_while_statement',
  'lambda_literal',
]);

/** `code`: the body in which the value is decoded. */
export function useOf(value: Syntax, code: Syntax): Use {
  const use: Use = {
    lenient: false,
    conditional: false,
    demanded: false,
    hasFallback: false,
    chained: false,
    wrapped: false,
  };
  let from = value;
  let direct = true;
  for (const node of above(value)) {
    if (node === code) break;
    switch (node.type) {
      case 'try_expression':
        if (/^try\?/.test(node.text)) use.lenient = true;
        break;
      case 'nil_coalescing_expression':
        if (part(node, 'value') === from) {
          use.hasFallback = true;
          use.chained ||= /\.decode(IfPresent)?\(/.test(part(node, 'if_nil')?.text ?? '');
          if (use.fallback === undefined || !use.wrapped) use.fallback = part(node, 'if_nil');
        } else {
          use.conditional = true;
          use.chained = true;
        }
        break;
      case 'ternary_expression':
        if (part(node, 'condition') !== from) use.conditional = true;
        break;
      case 'call_suffix':
        use.wrapped = true;
        break;
      case 'property_declaration':
        if (direct && part(node, 'value') === from) use.local = plainName(part(node, 'name')?.text ?? '');
        direct = false;
        break;
      case 'assignment':
        if (direct) use.property = plainName((part(node, 'target')?.text ?? '').replace(/^self\./, ''));
        direct = false;
        break;
      case 'if_statement':
      case 'guard_statement':
        inCondition(node, from, use, direct);
        direct = false;
        break;
      case 'do_statement':
        inDo(node, from, use);
        break;
      default:
        if (BRANCHES.has(node.type)) use.conditional = true;
    }
    from = node;
  }
  return withOtherwise(use.local === undefined ? use : followed(use, use.local, value, code));
}

function inCondition(node: Syntax, from: Syntax, use: Use, direct: boolean): void {
  if (from.field !== 'condition') {
    use.conditional = true;
    return;
  }
  const other = node.children[node.children.findIndex(({ type }) => type === 'else') + 1];
  const fails = /\bthrow\b/.test(other?.text ?? '') && node.children.some(({ type }) => type === 'else');
  if (fails) {
    use.demanded = true;
    use.lenient = false;
  }
  if (!direct) return;
  const name = node.children
    .slice(0, node.children.indexOf(from))
    .findLast(({ field }) => field === 'bound_identifier');
  if (name) use.local = plainName(name.text);
  if (node.type === 'if_statement' && other) use.otherwise = other;
}

function inDo(node: Syntax, from: Syntax, use: Use): void {
  const handler = node.children.find(({ type }) => type === 'catch_block');
  if (!handler) return;
  if (from === handler) use.conditional = true;
  else if (!/\bthrow\b/.test(handler.text)) {
    use.lenient = true;
    use.otherwise ??= handler;
  }
}

const assignmentsIn = (code: Syntax): Syntax[] =>
  [...below(code, (node) => !isDeclaration(node))].filter(({ type }) => type === 'assignment');

/** What the other branch puts into the property stands for it. */
function withOtherwise(use: Use): Use {
  if (!use.otherwise || use.property === undefined) return use;
  const set = assignmentsIn(use.otherwise).find((one) => propertyOf(one) === use.property);
  const fallback = set && part(set, 'result');
  // Without one the property has what it was made with.
  return { ...use, hasFallback: true, ...(fallback && !use.fallback ? { fallback } : {}) };
}

const propertyOf = (set: Syntax): string => plainName((part(set, 'target')?.text ?? '').replace(/^self\./, ''));

/** `guard let raw else { throw … }`, further down. */
const demandedLater = (local: string, value: Syntax, code: Syntax): boolean =>
  [...below(code, (node) => !isDeclaration(node))].some((node) => {
    if (node.type !== 'guard_statement' || node.start < value.start) return false;
    const bound = node.children.some((one) => one.field === 'bound_identifier' && plainName(one.text) === local);
    const other = node.children[node.children.findIndex(({ type }) => type === 'else') + 1];
    return bound && /\bthrow\b/.test(other?.text ?? '');
  });

/** A variable that is put into a property further down. */
function followed(given: Use, local: string, value: Syntax, code: Syntax): Use {
  const use = demandedLater(local, value, code) ? { ...given, demanded: true, lenient: false } : given;
  const later = assignmentsIn(code).find((set) => {
    const result = part(set, 'result');
    return set.start > value.start && result && mentions(result, local);
  });
  if (!later) return use;
  const result = part(later, 'result');
  const property = propertyOf(later);
  const coalesced = result?.type === 'nil_coalescing_expression' ? part(result, 'if_nil') : undefined;
  return {
    ...use,
    property,
    ...(coalesced && !use.fallback ? { hasFallback: true, fallback: coalesced } : {}),
  };
}

const mentions = (node: Syntax, name: string): boolean =>
  (node.type === 'simple_identifier' && plainName(node.text) === name && node.field !== 'suffix') ||
  [...below(node)].some((one) => one.type === 'simple_identifier' && plainName(one.text) === name);
