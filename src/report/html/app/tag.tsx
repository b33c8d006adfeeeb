import type { Verdict } from '../../../model/result.ts';

/** A verdict: its word always, its colour beside. */
export function Tag({ verdict, count }: { verdict: Verdict; count?: number }) {
  return <span class={`tag tag-${verdict}`}>{count === undefined ? verdict : `${count} ${verdict}`}</span>;
}

/** Instants of documents are microseconds: nobody reads those. */
function instantText(value: unknown): unknown {
  const micros = (value as { $instant?: unknown } | null)?.$instant;
  return typeof micros === 'number' ? new Date(micros / 1000).toISOString() : value;
}

/** A value on one line. */
export function short(value: unknown, most = 160): string {
  if (value === undefined || value === null) return 'nothing';
  const text = typeof value === 'string' ? value : JSON.stringify(value, (_, inner: unknown) => instantText(inner));
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
