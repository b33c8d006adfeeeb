/** Two states of the client's sources → routes that it calls or decodes otherwise. Pure. */

import { anonymous } from '../../catalog/template.ts';
import type { StaleRoute } from '../../model/drift.ts';
import type { KnownCall } from '../check.ts';
import type { SourceCall } from '../swift/calls.ts';
import type { Field, Reading } from '../swift/reading.ts';
import type { SentType, SentValue } from '../swift/sent.ts';
import { together } from './calls.ts';
import { grouped } from './drift.ts';

/** Changed lines of a route that are told. */
const SHOWN = 8;

export function staleRoutes(
  before: readonly SourceCall[],
  after: readonly SourceCall[],
  known: readonly KnownCall[],
): StaleRoute[] {
  const [old, now] = [grouped(before), grouped(after)];
  return known.flatMap(({ call: { route } }) => {
    const key = anonymous(route);
    const was = linesOf(old.get(key) ?? []);
    const is = linesOf(now.get(key) ?? []);
    const changes = [
      ...[...was].filter((line) => !is.has(line)).map((line) => `- ${line}`),
      ...[...is].filter((line) => !was.has(line)).map((line) => `+ ${line}`),
    ];
    const more = changes.length - SHOWN;
    return changes.length === 0
      ? []
      : [{ route, changes: more > 0 ? [...changes.slice(0, SHOWN), `and ${more} more`] : changes }];
  });
}

/** Everything of a call that a judge goes by, a line each. */
function linesOf(calls: readonly SourceCall[]): Set<string> {
  if (calls.length === 0) return new Set();
  const { query, body } = together(calls);
  const lines = [
    ...Object.entries(query).map(
      ([name, value]) => `/query/${name}: ${value.text ?? sentWord(value.type)} ${often(value)}`,
    ),
    ...(body === 'any' ? ['/body: bytes'] : body ? bodyLines(body, '/body') : []),
    ...calls.flatMap(({ base }) => `base: ${base}`),
    ...calls.flatMap(({ decodes }) => (decodes ? readingLines(decodes, '/answer') : ['/answer: ignored'])),
  ];
  return new Set(lines);
}

const often = ({ sometimes }: { sometimes: boolean }): string => (sometimes ? 'sometimes' : 'always');

const sentWord = (type: SentType | undefined): string =>
  type === undefined
    ? 'a value'
    : typeof type === 'string'
      ? type
      : Array.isArray(type)
        ? `list of ${sentWord(type[0])}`
        : 'object';

const bodyLines = (sent: Readonly<Record<string, SentValue>>, at: string): string[] =>
  Object.entries(sent).flatMap(([name, value]) => {
    const inner = Array.isArray(value.type) ? value.type[0] : value.type;
    const more =
      typeof inner === 'object' && !Array.isArray(inner)
        ? bodyLines(inner as Record<string, SentValue>, `${at}/${name}`)
        : [];
    return [`${at}/${name}: ${sentWord(value.type)} ${often(value)}`, ...more];
  });

function readingLines(reading: Reading, at: string, presence = ''): string[] {
  const line = (what: string): string => `${at}: ${what}${presence}`;
  switch (reading.kind) {
    case 'nullable':
      return readingLines(reading.inner, at, `${presence} or null`);
    case 'record':
      return [
        line('object'),
        ...[...reading.fields].flatMap(([key, field]) =>
          readingLines(field.reading, `${at}/${key}`, presenceOf(field)),
        ),
      ];
    case 'list':
      return [line('list'), ...readingLines(reading.element, `${at}/0`)];
    case 'map':
      return [line('object with any keys'), ...readingLines(reading.value, `${at}/*`)];
    case 'either':
      return reading.of.flatMap((one) => readingLines(one, at, ' as one of several'));
    case 'enum':
      return [
        line(
          `enum(${reading.values.join('|')})${reading.lossy === undefined ? '' : `, else ${reading.lossy || 'nothing'}`}`,
        ),
      ];
    case 'date':
      return [line(`date (${reading.how})`)];
    case 'unread':
      return [line(`unread (${reading.why})`)];
    default:
      return [line(reading.kind)];
  }
}

const presenceOf = ({ required, nullable, lenient, fallback }: Field): string =>
  [
    required ? ', required' : ', optional',
    required && nullable ? ', or null' : '',
    lenient ? ', of any type' : '',
    fallback === undefined || fallback === null ? '' : `, else ${JSON.stringify(fallback)}`,
  ].join('');
