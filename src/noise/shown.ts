const SHOWN_CHARACTERS = 80;

/** A value as a person reads it in a line: its JSON, cut. `nothing` where there is none. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value, (_, v: unknown) => (typeof v === 'bigint' ? String(v) : v));
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS - 1)}…` : text;
}
