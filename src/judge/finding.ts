import { createHash } from 'node:crypto';
import type { Finding } from '../model/result.ts';
import type { Draft } from './draft.ts';

/** Longer values are cut in reports; the run's folder has the whole answers. */
const SHOWN_CHARACTERS = 300;

/** A value as a report shows it: itself when it is short, else the beginning of its JSON. */
export function preview(value: unknown): unknown {
  // Both values stand in every report; where one side has nothing, it says null.
  if (value === undefined) return null;
  if (typeof value === 'bigint') return String(value);
  const text = JSON.stringify(value, (_, v: unknown) => (isPlainJson(v) ? v : String(v)));
  if (text.length <= SHOWN_CHARACTERS) return JSON.parse(text) as unknown;
  return `${typeof value === 'string' ? value.slice(0, SHOWN_CHARACTERS) : text.slice(0, SHOWN_CHARACTERS)}…`;
}

/** JSON has no long integers, no NaN and no infinity: a report says them as text. */
const isPlainJson = (v: unknown): boolean =>
  typeof v !== 'bigint' && typeof v !== 'symbol' && (typeof v !== 'number' || Number.isFinite(v));

/** The same difference has the same fingerprint in every run: names and indexes of the run are no part of it. */
export function fingerprintOf(route: string, draft: Draft): string {
  const parts = [route, draft.class, draft.kind, draft.place, draft.direction];
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 12);
}

/** Whether there is a secret is no secret. */
const hidden = (value: unknown): string => (value === null || value === undefined ? 'none' : '(secret)');

export function toFinding(draft: Draft, where: { route: string; suite: string; case: string; step: string }): Finding {
  return {
    class: draft.class,
    ...where,
    pointer: draft.pointer,
    rust: draft.secret ? hidden(draft.rust) : preview(draft.rust),
    python: draft.secret ? hidden(draft.python) : preview(draft.python),
    direction: draft.direction,
    fingerprint: fingerprintOf(where.route, draft),
    message: draft.message,
    difference: draft.kind,
    place: draft.place,
    ...(draft.said === undefined ? {} : { said: draft.said }),
    ...(draft.rule === undefined ? {} : { rule: draft.rule }),
  };
}
