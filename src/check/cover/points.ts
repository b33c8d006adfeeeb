/** What could be exercised of a route, as points: from what the client sends, what it decodes, and the states of the product. Pure. */
import type { ClientCall, SentKeys, SentValue } from '../../catalog/client-call.ts';
import type { StoredState } from '../../catalog/product.ts';
import { type Route, touchedBy } from '../../catalog/route.ts';
import { anonymous } from '../../catalog/template.ts';
import type { Descriptor } from '../../client/descriptor.ts';

export type PointKind = 'query' | 'body' | 'answer' | 'outcome' | 'state';

export interface Point {
  kind: PointKind;
  /** The same in every run: `query limit=100`, `answer /name null`. */
  id: string;
  /** What to record, behind the name of the route. */
  words: string;
  /** The query value or body key that has to be missing. */
  without?: string;
}

/** More known values of one parameter are not told apart. */
const MOST_VALUES = 12;

export interface PointInput {
  route: Route;
  call: ClientCall | undefined;
  decodes: Descriptor | null;
  states: readonly StoredState[];
}

export function pointsOf({ route, call, decodes, states }: PointInput): Point[] {
  return [
    ...sentPoints('query', call?.query ?? {}),
    ...(call?.body === undefined || call.body === 'any' ? [] : sentPoints('body', call.body)),
    ...(decodes ? answerPoints(decodes, '') : []),
    ...outcomes(route),
    ...statePoints(route, call, decodes, states),
  ];
}

function sentPoints(kind: 'query' | 'body', keys: SentKeys): Point[] {
  const where = kind === 'query' ? 'the query value' : 'the body key';
  return Object.entries(keys).flatMap(([name, value]: [string, SentValue]): Point[] => {
    const { values, optional, nullable } = value;
    if (values?.length === 0) return [];
    const known = (values ?? []).slice(0, MOST_VALUES);
    return [
      ...(known.length > 1
        ? known.map((one) => ({ kind, id: `${kind} ${name}=${one}`, words: `with ${name}=${one}` }))
        : [{ kind, id: `${kind} ${name} present`, words: `with ${where} ${name}` }]),
      ...(optional ? [{ kind, id: `${kind} ${name} absent`, words: `without ${where} ${name}`, without: name }] : []),
      ...(nullable ? [{ kind, id: `${kind} ${name} null`, words: `with null for ${name}` }] : []),
    ];
  });
}

/** Fields at any depth that the person sees; `*` stands for every position of a list. */
function answerPoints(how: Descriptor, at: string): Point[] {
  if (how.unseen) return [];
  const point = (what: string, words: string): Point => ({ kind: 'answer', id: `answer ${at || '/'} ${what}`, words });
  const open = at !== '' && (!how.required || how.nullable);
  const name = at.split('/').at(-1);
  return [
    ...(open
      ? [
          point('present', `with an answer that has ${at}`),
          ...(how.required ? [] : [point('absent', `with an answer that has no ${at}`)]),
          ...(how.nullable ? [point('null', `with an answer that has null at ${at}`)] : []),
        ]
      : []),
    ...(how.type === 'enum' && how.values.length <= MOST_VALUES
      ? how.values.map((value) => point(`= ${value}`, `with an answer whose ${name} is ${value}`))
      : []),
    ...(how.type === 'record'
      ? Object.entries(how.fields).flatMap(([key, field]) => answerPoints(field, `${at}/${key}`))
      : []),
    ...(how.type === 'list' ? answerPoints(how.element, `${at}/*`) : []),
  ];
}

const outcomes = (route: Route): Point[] => [
  { kind: 'outcome', id: 'outcome rust success', words: 'where it works on Rust' },
  { kind: 'outcome', id: 'outcome python success', words: 'where it works on Python' },
  // A list that is only read has nothing to fail on.
  ...(route.kind === 'read' && !route.path.includes('{')
    ? []
    : [
        { kind: 'outcome' as const, id: 'outcome rust failure', words: 'where Rust refuses it' },
        { kind: 'outcome' as const, id: 'outcome python failure', words: 'where Python refuses it' },
      ]),
];

function statePoints(
  route: Route,
  call: ClientCall | undefined,
  decodes: Descriptor | null,
  states: readonly StoredState[],
): Point[] {
  const state = (id: string, words: string): Point => ({ kind: 'state', id: `state ${id}`, words });
  const touched = new Set(touchedBy(route).map(anonymous));
  const lists = decodes !== null && listIn(decodes) !== undefined;
  const limit = call?.query && 'limit' in call.query;
  // What is made anew has no state yet.
  const existing = route.kind === 'read' || route.path.includes('{');
  return [
    ...(lists && route.kind === 'read'
      ? [
          state('empty', 'while there is nothing to list'),
          state('one', 'while there is just one to list'),
          state('many', 'while there are several to list'),
          ...(limit
            ? [
                state('full page', 'while there are as many as its limit asks for'),
                state('more than a page', 'while there are more than its limit asks for'),
              ]
            : []),
        ]
      : []),
    ...(route.path.includes('{') ? [state('missing document', 'for one that is not there')] : []),
    ...(route.path.includes('{') && [...touched].some((path) => path.includes('{}/'))
      ? [state('foreign document', 'for one that belongs to another user')]
      : []),
    ...states
      .filter(({ collections }) => existing && collections.some((path) => touched.has(anonymous(path))))
      .map(({ name, words }) => state(name, words)),
    ...(touched.size > 0 && existing
      ? [state('other types', 'over a document that an older client wrote with other types')]
      : []),
  ];
}

/** Where the rows of an answer are: '' for the answer itself, a key of it, or undefined. */
export function listIn(how: Descriptor): string | undefined {
  if (how.type === 'list') return '';
  if (how.type !== 'record') return undefined;
  return Object.entries(how.fields).find(([, field]) => field.type === 'list')?.[0];
}
