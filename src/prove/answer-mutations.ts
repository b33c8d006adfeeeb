/** Changes of a whole answer: those that the client notices, and those that it cannot. */

import type { Decodes } from '../catalog/client-call.ts';
import type { Answer } from '../model/exchange.ts';
import { at, type Place, placesOf } from './places.ts';

export interface AnswerMutation {
  kind: string;
  answer: Answer;
}

const json = (answer: Answer, body: unknown): Answer => ({ ...answer, body: Buffer.from(JSON.stringify(body)) });
const ERROR = Buffer.from('{"detail":"something else"}');

/** What turns the outcome. `decodes` null: the client ignores the body. */
export function outcomeMutations(answer: Answer, body: unknown, decodes: Decodes): AnswerMutation[] {
  const out: AnswerMutation[] = [
    { kind: 'status-404', answer: { ...answer, status: 404, body: ERROR } },
    { kind: 'status-500', answer: { ...answer, status: 500, body: ERROR } },
    { kind: 'status-429', answer: { ...answer, status: 429, body: ERROR } },
  ];
  if (decodes === null) return out;
  out.push({ kind: 'status-204', answer: { ...answer, status: 204, body: Buffer.alloc(0) } });
  out.push({
    kind: 'truncate',
    answer: { ...answer, body: answer.body.subarray(0, Math.floor(answer.body.length / 2)) },
  });
  const required = placesOf(decodes, body).some((p) => !p.optional && p.path.length === 1);
  if (Array.isArray(body) || required) out.push({ kind: 'wrap', answer: json(answer, { data: body }) });
  const inner =
    typeof body === 'object' && body !== null && !Array.isArray(body)
      ? Object.values(body).find(Array.isArray)
      : undefined;
  if (inner) out.push({ kind: 'unwrap', answer: json(answer, inner) });
  return out;
}

/** What must not turn a verdict. */
export function invisibleMutations(answer: Answer, body: unknown, decodes: Decodes, works: boolean): AnswerMutation[] {
  const out: AnswerMutation[] = [
    {
      kind: 'header-case',
      answer: {
        ...answer,
        headers: [...answer.headers.map(([n, v]) => [n.toUpperCase(), v] as const), ['x-extra', '1']],
      },
    },
  ];
  if (!works) return [...out, { kind: 'error-text', answer: { ...answer, body: ERROR } }];
  if (decodes === null)
    return [
      ...out,
      { kind: 'ignored-body', answer: { ...answer, status: answer.status === 204 ? 200 : answer.status, body: ERROR } },
    ];
  if (typeof body !== 'object' || body === null) return out;
  out.push({ kind: 'extra-key', answer: json(answer, withExtra(body)) });
  out.push({ kind: 'key-order', answer: json(answer, reversed(body)) });
  out.push({
    kind: 'number-form',
    answer: {
      ...answer,
      body: Buffer.from(answer.body.toString('utf8').replace(/(?<=":)(-?\d{1,14})(?=[,}])/g, '$1.0')),
    },
  });
  const places = placesOf(decodes, body);
  const absent = places.find((p) => p.kind === 'scalar' && p.optional && at(body, p.path) === undefined);
  if (absent) out.push({ kind: 'null-for-absent', answer: json(answer, replaced(body, absent, null)) });
  const nulled = places.find((p) => p.kind === 'scalar' && p.optional && at(body, p.path) === null);
  if (nulled) out.push({ kind: 'absent-for-null', answer: json(answer, replaced(body, nulled, undefined)) });
  const date = places.find((p) => p.type === 'date' && typeof at(body, p.path) === 'string');
  if (date)
    out.push({ kind: 'date-form', answer: json(answer, replaced(body, date, otherForm(String(at(body, date.path))))) });
  return out;
}

/** The same moment with an offset in place of Z, and another number of digits. */
function otherForm(text: string): string {
  const m = /^(.*?)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)$/.exec(text);
  return m ? `${m[1]}.${(m[2] ?? '').padEnd(6, '0')}${m[3] === 'Z' ? '+00:00' : m[3]}` : text;
}

function replaced(body: unknown, place: Place, value: unknown): unknown {
  const copy = structuredClone(body);
  const parent = at(copy, place.path.slice(0, -1)) as Record<string | number, unknown>;
  const key = place.path.at(-1) as string;
  if (value === undefined) delete parent[key];
  else parent[key] = value;
  return copy;
}

function withExtra(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withExtra);
  if (typeof value !== 'object' || value === null) return value;
  return {
    ...Object.fromEntries(Object.entries(value).map(([k, v]) => [k, withExtra(v)])),
    zz_not_decoded: { deep: [1] },
  };
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([k, v]) => [k, reversed(v)]),
  );
}
