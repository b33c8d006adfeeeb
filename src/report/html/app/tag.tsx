import type { Verdict } from '../../../model/result.ts';
import { withInstants } from '../../instants.ts';
import type { RouteStanding } from '../page-data.ts';

/** A verdict: its word always, its colour beside. */
export function Tag({ verdict, count }: { verdict: Verdict; count?: number }) {
  return <span class={`tag tag-${verdict}`}>{count === undefined ? verdict : `${count} ${verdict}`}</span>;
}

export type Decision = RouteStanding['decision'];

/** What each is called, and the colour that it takes. */
const WORDS: Record<Decision, { text: string; like: Verdict }> = {
  hold: { text: 'hold', like: 'breaking' },
  'not-enough-evidence': { text: 'not enough evidence', like: 'inconclusive' },
  flip: { text: 'ready', like: 'equal' },
};
export const DECISIONS = Object.keys(WORDS) as readonly Decision[];

export function DecisionTag({ decision, count }: { decision: Decision; count?: number }) {
  const { text, like } = WORDS[decision];
  return <span class={`tag tag-${like}`}>{count === undefined ? text : `${count} ${text}`}</span>;
}

/** A value on one line. */
export function short(value: unknown, most = 160): string {
  if (value === undefined || value === null) return 'nothing';
  const text = typeof value === 'string' ? value : JSON.stringify(value, withInstants);
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
