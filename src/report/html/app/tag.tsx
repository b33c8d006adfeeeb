import type { Verdict } from '../../../model/result.ts';

/** A verdict: its word always, its colour beside. */
export function Tag({ verdict, count }: { verdict: Verdict; count?: number }) {
  return <span class={`tag tag-${verdict}`}>{count === undefined ? verdict : `${count} ${verdict}`}</span>;
}

/** A value on one line. */
export function short(value: unknown, most = 160): string {
  if (value === undefined || value === null) return 'nothing';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
