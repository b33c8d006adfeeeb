/** Which points of a route one case exercises. Pure. */
import type { StoredState } from '../../catalog/product.ts';
import { isSuccess, type Route } from '../../catalog/route.ts';
import { anonymous } from '../../catalog/template.ts';
import type { Descriptor } from '../../client/descriptor.ts';
import { parseJson } from '../../client/json.ts';
import type { Case, Fields, FirestoreValue, RecordedStep } from '../../model/case.ts';
import { SIDES, type Side } from '../../model/side.ts';
import { listIn, type Point } from './points.ts';

/** A route with all that its cases are looked through for. */
export interface Subject {
  route: Route;
  decodes: Descriptor | null;
  /** What could be exercised of it. */
  points: readonly Point[];
  /** Documents that it reads or writes. */
  touched: readonly { path: string; pattern: RegExp }[];
  states: readonly (StoredState & { patterns: readonly RegExp[] })[];
  /** Path below which everything of the recorded user lies. */
  ownPath: string;
  /** Type that most documents have at a field: `template field` → type. */
  usual: ReadonlyMap<string, string>;
}

/** `steps`: those of the route on each side that was recorded. */
export function seenIn(
  recording: Case,
  steps: readonly { step: RecordedStep; side: Side }[],
  { route, decodes, points, touched, states, ownPath, usual }: Subject,
): Set<string> {
  const seen = new Set<string>();
  for (const { step, side } of steps) {
    sent(step, points, seen);
    if (step.unusable !== undefined) continue;
    const { status } = step.answer;
    const works = isSuccess(route, status);
    seen.add(`outcome ${side} ${works ? 'success' : 'failure'}`);
    if (status === 404) seen.add('state missing document');
    if (works && decodes) answered(step, decodes, seen);
  }
  const documents = Object.entries(recording.world.documents);
  const own = documents.flatMap(([path, fields]) => {
    const found = touched.find(({ pattern }) => pattern.test(path));
    if (found?.path.includes('{uid}') && !path.startsWith(`${ownPath}/`) && path !== ownPath)
      seen.add('state foreign document');
    return found ? [{ path: found.path, fields }] : [];
  });
  for (const { name, patterns, field, value } of states) {
    const has = ([path, fields]: [string, Fields]): boolean =>
      patterns.some((pattern) => pattern.test(path)) && same(fields[field], value);
    if (documents.some(has)) seen.add(`state ${name}`);
  }
  for (const { step } of steps) if (own.length > limitOf(step)) seen.add('state more than a page');
  if (own.some(({ path, fields }) => isUnusual(path, fields, usual))) seen.add('state other types');
  return seen;
}

const same = (one: FirestoreValue | undefined, other: FirestoreValue): boolean =>
  one !== undefined && JSON.stringify(one) === JSON.stringify(other);

export const typeIn = (value: FirestoreValue): string => Object.keys(value)[0] ?? '';

const isUnusual = (path: string, fields: Fields, usual: ReadonlyMap<string, string>): boolean =>
  Object.entries(fields).some(([name, value]) => {
    const type = typeIn(value);
    const most = usual.get(`${anonymous(path)} ${name}`);
    return most !== undefined && type !== 'nullValue' && most !== 'nullValue' && type !== most;
  });

function sent({ request }: RecordedStep, points: readonly Point[], seen: Set<string>): void {
  const [, query = ''] = request.target.split('?', 2);
  const body = request.body && request.body.length > 0 ? parsed(request.body) : undefined;
  const parts = { query: Object.fromEntries(new URLSearchParams(query)), ...(isObject(body) ? { body } : {}) };
  for (const [kind, values] of Object.entries(parts)) {
    for (const [name, value] of Object.entries(values)) {
      seen.add(`${kind} ${name} ${value === null ? 'null' : 'present'}`);
      if (typeof value !== 'object') seen.add(`${kind} ${name}=${String(value)}`);
    }
    for (const { kind: of, id, without } of points)
      if (of === kind && without !== undefined && !(without in values)) seen.add(id);
  }
}

/** How many a call asks for; NaN, which nothing reaches, where it does not say. */
const limitOf = ({ request }: Pick<RecordedStep, 'request'>): number =>
  Number(new URLSearchParams(request.target.split('?')[1] ?? '').get('limit') ?? Number.NaN);

function answered({ request, answer }: RecordedStep, decodes: Descriptor, seen: Set<string>): void {
  const value = parsed(answer.body);
  walk(decodes, value, '', seen);
  const at = listIn(decodes);
  const rows = at === undefined ? undefined : at === '' ? value : isObject(value) ? value[at] : undefined;
  if (!Array.isArray(rows)) return;
  seen.add(rows.length === 0 ? 'state empty' : rows.length === 1 ? 'state one' : 'state many');
  if (rows.length >= limitOf({ request })) seen.add('state full page');
}

function walk(how: Descriptor, value: unknown, at: string, seen: Set<string>): void {
  const say = (what: string): void => void seen.add(`answer ${at || '/'} ${what}`);
  say(value === undefined ? 'absent' : value === null ? 'null' : 'present');
  if (how.type === 'enum' && typeof value === 'string') say(`= ${value}`);
  if (how.type === 'record' && isObject(value))
    for (const [key, field] of Object.entries(how.fields)) walk(field, value[key], `${at}/${key}`, seen);
  if (how.type === 'list' && Array.isArray(value)) for (const one of value) walk(how.element, one, `${at}/*`, seen);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(bytes: Buffer): unknown {
  try {
    return parseJson(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** The sides that a case has recorded, with their steps. */
export const recordedSides = (recording: Case): { side: Side; steps: readonly RecordedStep[] }[] =>
  SIDES.flatMap((side) => {
    const steps = recording[side];
    return steps ? [{ side, steps }] : [];
  });
