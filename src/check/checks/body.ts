/** The body: whether one is wanted, in which form, and its keys at any depth. */
import type { Scalar, SentKeys, SentValue } from '../../catalog/client-call.ts';
import type { Operation } from '../document.ts';
import { type Draft, draft } from '../finding.ts';
import type { Shape } from '../schema.ts';
import type { Check } from './check.ts';
import { valueDrafts } from './values.ts';

const JSON_TYPE = 'application/json';
const isJson = (type: string): boolean =>
  type === JSON_TYPE || type.endsWith('+json') || type === '*/*' || type === 'application/*';

export const body: Check = (call, operation) => {
  const { body: sent, contentType = JSON_TYPE } = call;
  const declared = operation.body;
  if (sent === undefined)
    return declared?.required ? [draft('body-missing', 'breaking', { at: '/body', pointer: declared.pointer })] : [];
  const keys = sent === 'any' ? {} : sent;
  if (!declared) return withoutBody(keys, operation);
  const own = [...declared.types].find(
    ([type]) => type === contentType || (isJson(contentType) && isJson(type)) || type === '*/*',
  );
  if (!own) {
    const theirs = [...declared.types.keys()].join(' or ');
    return theirs === ''
      ? []
      : [draft('content-type', 'breaking', { at: '/body', pointer: declared.pointer }, contentType, theirs)];
  }
  if (sent === 'any') return [];
  const [, { shape, pointer }] = own;
  return keysDrafts(keys, shape, { at: '/body', pointer, variants: call.variants ?? [] });
};

/** The route takes none: keys may be wanted as query values. */
function withoutBody(keys: SentKeys, operation: Operation): Draft[] {
  const values = new Map(operation.parameters.filter((p) => p.in === 'query').map((p) => [p.name, p]));
  const moved = Object.keys(keys).flatMap((name) => {
    const parameter = values.get(name);
    if (!parameter) return [];
    const of = parameter.required ? 'breaking' : 'differs';
    return [draft('body-as-query', of, { at: `/body/${name}`, pointer: parameter.pointer }, name)];
  });
  const rest = Object.keys(keys).filter((name) => !values.has(name));
  if (moved.length > 0 || rest.length === 0) return moved;
  return [draft('body-ignored', 'differs', { at: '/body', pointer: operation.pointer })];
}

interface Where {
  at: string;
  pointer: string;
  /** Keys that go out together, where not all do. */
  variants: readonly (readonly string[])[];
}

function keysDrafts(sent: SentKeys, shape: Shape, { at, pointer, variants }: Where): Draft[] {
  if (!shape.keys) return shape.more === false ? Object.keys(sent).map((name) => refusedKey(name, at, pointer)) : [];
  const { keys, required, more } = shape;
  const missing = [...required].flatMap((name): Draft[] => {
    const value = sent[name];
    const place = { at: `${at}/${name}`, pointer };
    if (!value) return [draft('body-required', 'breaking', place, name)];
    const without = variants.some((variant) => !variant.includes(name));
    const when = value.optional || without ? `it goes out without ${name}` : undefined;
    return when === undefined ? [] : [draft('body-required', 'breaking', { ...place, when }, name)];
  });
  const rest = Object.entries(sent).flatMap(([name, value]): Draft[] => {
    const inner = keys.get(name)?.();
    if (inner)
      return innerDrafts(name, value, inner, {
        at: `${at}/${name}`,
        pointer: `${pointer}/properties/${name}`,
        variants: [],
      });
    if (more === true) return [];
    if (more === false) return [refusedKey(name, at, pointer)];
    const when = value.optional ? `${name} is sent` : undefined;
    return [draft('body-unknown', 'differs', { at: `${at}/${name}`, pointer, when }, name)];
  });
  return [...missing, ...rest];
}

const refusedKey = (name: string, at: string, pointer: string): Draft =>
  draft('body-refused', 'breaking', { at: `${at}/${name}`, pointer }, name);

function innerDrafts(name: string, value: SentValue, shape: Shape, where: Where): Draft[] {
  const own = valueDrafts({ name, at: where.at, pointer: where.pointer, text: false }, value, shape);
  const { type } = value;
  if (typeof type === 'string') return own;
  if (!Array.isArray(type)) return [...own, ...keysDrafts(type as SentKeys, shape, where)];
  const [element] = type as readonly [Scalar | SentKeys];
  const items = shape.items?.();
  if (!items) return own;
  const inside = { ...where, at: `${where.at}/*`, pointer: `${where.pointer}/items` };
  return [
    ...own,
    ...(typeof element === 'string'
      ? valueDrafts(
          { name: `an entry of ${name}`, at: inside.at, pointer: inside.pointer, text: false },
          { type: element },
          items,
        )
      : keysDrafts(element as SentKeys, items, inside)),
  ];
}
