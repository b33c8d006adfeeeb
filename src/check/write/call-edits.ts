/** Differences → changes of the list of the client's calls. Pure. */
import type { ClientCall, Decodes } from '../../catalog/client-call.ts';
import type { Difference } from '../drift/finding.ts';
import type { SourceCall } from '../swift/calls.ts';
import type { Field, Reading } from '../swift/reading.ts';
import type { Sent, SentType, SentValue } from '../swift/sent.ts';

/** `undefined` takes the value away. */
export interface CallEdit {
  path: readonly (string | number)[];
  value: unknown;
}

type Taken = Pick<SourceCall, 'query' | 'body' | 'contentType'>;

/** `now`: what all functions that make the call send together. Empty where the list has no word for it. */
export function callEdits(one: Difference, call: ClientCall, now: Taken, reading: Reading | null): CallEdit[] {
  if (one.kind === 'call-gone') return [{ path: ['dead'], value: true }];
  if (one.kind === 'content-type') return [{ path: ['contentType'], value: now.contentType }];
  if (one.kind === 'body-gone') return [{ path: ['body'], value: undefined }];
  if (one.kind === 'body-undeclared')
    return [{ path: ['body'], value: typeof now.body === 'object' ? keysOf(now.body) : 'any' }];
  if (one.at.startsWith('/answer')) {
    const value = reading ? decodesOf(reading) : null;
    return value === undefined ? [] : changes(call.decodes, value, ['decodes']);
  }
  const path = pathOf(one.at);
  if (one.kind === 'sent-gone') return [{ path, value: undefined }];
  if (one.kind === 'sent-always') return [{ path: [...path, 'optional'], value: undefined }];
  if (one.kind === 'sent-sometimes') return [{ path: [...path, 'optional'], value: true }];
  const sent = sentAt(now, one.at);
  if (!sent) return [];
  const value = knownWords(sent);
  if (one.kind === 'sent-undeclared') return [{ path, value }];
  return one.kind === 'sent-type' ? [{ path: [...path, 'type'], value: value.type }] : [];
}

/** `/body/items/0/id` → where it stands in the list: `body`, `items`, `type`, 0, `id`. */
function pathOf(at: string): (string | number)[] {
  const [, part = '', first = '', ...rest] = at.split('/');
  const path: (string | number)[] = [part, first];
  for (const key of rest) {
    if (key === '0') path.push('type', 0);
    else path.push(...(path.at(-1) === 0 ? [key] : ['type', key]));
  }
  return path;
}

function sentAt({ query, body }: Taken, at: string): { type: SentType | undefined; sometimes: boolean } | undefined {
  const [, part = '', name = '', ...rest] = at.split('/');
  if (part === 'query') return query[name];
  let found: SentValue | undefined = typeof body === 'object' ? body[name] : undefined;
  for (const key of rest) {
    const type: SentType | undefined = found?.type;
    if (key === '0') found = Array.isArray(type) ? { type: type[0] as SentType, sometimes: false } : undefined;
    else found = typeof type === 'object' && !Array.isArray(type) ? (type as Sent)[key] : undefined;
  }
  return found;
}

const WORDS: Record<string, string> = { text: 'string', whole: 'int', number: 'double', flag: 'bool' };

const typeOf = (type: SentType | undefined): unknown =>
  type === undefined || type === 'any'
    ? 'string'
    : typeof type === 'string'
      ? WORDS[type]
      : Array.isArray(type)
        ? [typeOf(type[0])]
        : keysOf(type as Sent);

const knownWords = ({ type, sometimes }: { type: SentType | undefined; sometimes: boolean }) => ({
  type: typeOf(type),
  ...(sometimes ? { optional: true } : {}),
});

const keysOf = (sent: Sent): Record<string, unknown> =>
  Object.fromEntries(Object.entries(sent).map(([key, value]) => [key, knownWords(value)]));

const SCALARS: Partial<Record<Reading['kind'], string>> = {
  text: 'string',
  whole: 'int',
  number: 'double',
  flag: 'bool',
  date: 'date',
};

/** What is decoded in the words of the list; undefined for what it has none for. */
export function decodesOf(reading: Reading): Decodes | undefined {
  switch (reading.kind) {
    case 'nullable':
      return decodesOf(reading.inner);
    case 'enum':
      return `enum${reading.lossy === undefined ? '' : '?'}(${reading.values.join('|')})`;
    case 'list': {
      const element = decodesOf(reading.element);
      const open = reading.element.kind === 'nullable' && typeof element === 'string' ? `${element}?` : element;
      return open === undefined ? undefined : [open];
    }
    case 'record': {
      const fields = [...reading.fields].map(([key, field]) => keyOf(key, field));
      return fields.some((one) => one === undefined) ? undefined : Object.fromEntries(fields as [string, Decodes][]);
    }
    default:
      return SCALARS[reading.kind];
  }
}

function keyOf(key: string, { reading, required, nullable, lenient }: Field): [string, Decodes] | undefined {
  const decodes = decodesOf(reading);
  if (decodes === undefined || lenient) return undefined;
  const open = required && !nullable ? '' : '?';
  // A word says itself that it may be missing.
  return typeof decodes === 'string' ? [key, decodes + open] : [key + open, decodes];
}

/** Only what is another one: a patch is to be read. */
function changes(before: Decodes, value: Decodes, path: readonly (string | number)[]): CallEdit[] {
  if (JSON.stringify(before) === JSON.stringify(value)) return [];
  if (Array.isArray(before) && Array.isArray(value))
    return changes(before[0] as Decodes, value[0] as Decodes, [...path, 0]);
  if (!isObject(before) || !isObject(value)) return [{ path, value }];
  const gone = Object.keys(before).filter((key) => !(key in value));
  return [
    ...Object.entries(value).flatMap(([key, inner]) => {
      const was = before[key];
      return was === undefined ? [{ path: [...path, key], value: inner }] : changes(was, inner, [...path, key]);
    }),
    ...gone.map((key) => ({ path: [...path, key], value: undefined })),
  ];
}

const isObject = (value: Decodes): value is { readonly [key: string]: Decodes } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
