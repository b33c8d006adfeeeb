/** What the client's sources send against what is known of the client's calls. Pure. */
import type { Scalar, SentKeys, SentValue } from '../../catalog/client-call.ts';
import type { SentQuery, SourceCall } from '../swift/calls.ts';
import { bothSent, type Sent, type SentType } from '../swift/sent.ts';
import { type Difference, difference } from './finding.ts';

const BROAD: Record<Scalar, 'text' | 'whole' | 'number' | 'flag'> = {
  string: 'text',
  datetime: 'text',
  day: 'text',
  csv: 'text',
  int: 'whole',
  double: 'number',
  bool: 'flag',
};

const WORDS: Record<string, string> = {
  text: 'text',
  whole: 'a whole number',
  number: 'a number',
  flag: 'true or false',
};

/** Several functions that make one call, taken together. */
export function together(calls: readonly SourceCall[]): Pick<SourceCall, 'query' | 'body' | 'contentType' | 'place'> {
  const [first, ...others] = calls as [SourceCall, ...SourceCall[]];
  let { query, body } = first;
  for (const other of others) {
    const names = [...new Set([...Object.keys(query), ...Object.keys(other.query)])];
    query = Object.fromEntries(
      names.map((name) => {
        const [a, b] = [query[name], other.query[name]];
        const value = (a ?? b) as SentQuery;
        return [name, { ...value, sometimes: !a || !b || a.sometimes || b.sometimes }];
      }),
    );
    if (typeof body === 'object' && typeof other.body === 'object') body = bothSent(body, other.body);
    else body ??= other.body;
  }
  const contentType = calls.find((one) => one.contentType !== undefined)?.contentType;
  return {
    query,
    ...(body === undefined ? {} : { body }),
    ...(contentType === undefined ? {} : { contentType }),
    place: first.place,
  };
}

/** As a request goes out that says nothing else. */
const USUAL = 'application/json';

export interface KnownSent {
  contentType?: string | undefined;
  query?: SentKeys | undefined;
  body?: 'any' | SentKeys | undefined;
}

export function sentDrift(calls: readonly SourceCall[], known: KnownSent): Difference[] {
  const { query, body, contentType, place } = together(calls);
  const found = keysDrift(query, known.query ?? {}, '/query', place);
  if (contentType !== undefined && contentType !== (known.contentType ?? USUAL))
    found.push(difference('content-type', { at: '/body', place }, contentType, known.contentType ?? USUAL));
  if (body === undefined && known.body !== undefined)
    return [...found, difference('body-gone', { at: '/body', place })];
  if (body === undefined) return found;
  // A body without keys is as good as none.
  if (known.body === undefined)
    return typeof body === 'object' && Object.keys(body).length === 0
      ? found
      : [...found, difference('body-undeclared', { at: '/body', place })];
  if (body === 'any' || known.body === 'any') return found;
  return [...found, ...keysDrift(body, known.body, '/body', place)];
}

type SentNow = Readonly<Record<string, { type: SentType | undefined; sometimes: boolean }>>;

function keysDrift(sent: SentNow, known: SentKeys, at: string, place: string): Difference[] {
  const found: Difference[] = [];
  for (const [name, value] of Object.entries(sent)) {
    const where = { at: `${at}/${name}`, place };
    const before = known[name];
    if (!before) {
      found.push(difference('sent-undeclared', where, name));
      continue;
    }
    // Of a value that no caller passes, nothing is known.
    if (before.values?.length === 0) continue;
    if (value.sometimes && before.optional !== true && before.nullable !== true)
      found.push(difference('sent-sometimes', where, name));
    if (!value.sometimes && before.optional === true) found.push(difference('sent-always', where, name));
    found.push(...typeDrift(name, value.type, before.type, where));
  }
  for (const [name, value] of Object.entries(known))
    if (!(name in sent) && value.values?.length !== 0)
      found.push(difference('sent-gone', { at: `${at}/${name}`, place }, name));
  return found;
}

function typeDrift(
  name: string,
  sent: SentType | undefined,
  known: SentValue['type'],
  where: { at: string; place: string },
): Difference[] {
  if (sent === undefined || sent === 'any') return [];
  const kind = kindOf(sent);
  const before = typeof known === 'string' ? BROAD[known] : Array.isArray(known) ? 'list' : 'object';
  // A whole number is a number.
  if (kind !== before && !(kind === 'whole' && before === 'number'))
    return [difference('sent-type', where, name, wordOf(kind), wordOf(before))];
  if (Array.isArray(sent) && Array.isArray(known))
    return typeDrift(name, sent[0], known[0], { ...where, at: `${where.at}/0` });
  if (kind === 'object' && before === 'object')
    return keysDrift(sent as Sent, known as SentKeys, where.at, where.place);
  return [];
}

const kindOf = (sent: SentType): string => (typeof sent === 'string' ? sent : Array.isArray(sent) ? 'list' : 'object');
const wordOf = (kind: string): string => WORDS[kind] ?? (kind === 'list' ? 'a list' : 'an object');
