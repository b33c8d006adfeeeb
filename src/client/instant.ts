/**
 * Instants as the client reads them: ISO 8601 with date, `T`, time to the second, an optional fraction of
 * any length and a zone. A date without a zone does not decode, which is the commonest break of the migration.
 */

const FORM = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:Z|([+-])(\d\d):?(\d\d))$/;

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isCalendarDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1 || day > (DAYS[month - 1] ?? 0)) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month !== 2 || day < 29 || leap;
}

/** Whether the client's date decoder takes the text. */
export function isInstant(text: string): boolean {
  const m = FORM.exec(text);
  return (
    m !== null &&
    isCalendarDay(Number(m[1]), Number(m[2]), Number(m[3])) &&
    Number(m[4]) < 24 &&
    Number(m[5]) < 60 &&
    Number(m[6]) < 60
  );
}

/** Microseconds since 1970 (further digits are cut, as both stores do), or null for a text that is no instant. */
export function toMicros(text: string): number | null {
  const m = FORM.exec(text);
  if (!m || !isInstant(text)) return null;
  const offset = m[8] ? (m[8] === '-' ? -1 : 1) * (Number(m[9]) * 60 + Number(m[10])) : 0;
  const ms = Date.UTC(Number(m[1]), Number(m[2]) - 1, Number(m[3]), Number(m[4]), Number(m[5]) - offset, Number(m[6]));
  // A double holds microseconds exactly until the year 2255.
  return ms * 1000 + Number((m[7] ?? '').padEnd(6, '0').slice(0, 6));
}

/** The value that a decoder puts where the client takes its own clock. It equals every instant of the run. */
export const NOW = 'now';
