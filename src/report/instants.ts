/** Microseconds that a date can hold. */
const MOST = 8.64e18;

/** For `JSON.stringify`. Instants of documents are microseconds: nobody reads those. */
export function withInstants(_key: string, value: unknown): unknown {
  const micros = (value as { $instant?: unknown } | null)?.$instant;
  return typeof micros === 'number' && Math.abs(micros) <= MOST ? new Date(micros / 1000).toISOString() : value;
}
