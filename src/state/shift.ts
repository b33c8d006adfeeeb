/**
 * Moves the times inside texts of a case that was recorded relative to its moment (`relativeTo: 'recordedAt'`) to now. All
 * instants move by the same whole difference, so that their distances to now and to each other stay. Documents and Redis
 * commands: `shift-world.ts`.
 */
export interface Shift {
  /** Milliseconds since 1970: the moment of the recording. */
  recordedAt: number;
  /** Milliseconds to move by. */
  by: number;
}

/** Milliseconds. */
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** What nobody declared to be a time is one only if it is this near to the recording. */
const NEAR = 60 * DAY;

export function shiftTo(recordedAt: string, now: number): Shift {
  const at = Date.parse(recordedAt);
  return { recordedAt: at, by: now - at };
}

export const isNear = (shift: Shift, ms: number): boolean => Math.abs(ms - shift.recordedAt) <= NEAR;
const pad = (n: number | bigint, width: number): string => String(n).padStart(width, '0');

const INSTANT = /(\d{4}-\d\d-\d\d)([T ])(\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:?\d\d)?(?![\d:])/g;

/**
 * Moves every ISO instant inside a text. Zone, separator and number of digits stay as they are; a time without a
 * zone is read as UTC. For stored texts, requests and answers.
 */
export function shiftText(shift: Shift, text: string): string {
  return text.replace(INSTANT, (found, day: string, separator: string, time: string, fraction = '', zone = '') => {
    // The clock of the zone moves like any other: the zone itself plays no part.
    const local = Date.parse(`${day}T${time}Z`);
    if (Number.isNaN(local)) return found;
    // In nanoseconds, since a fraction of up to nine digits has to survive.
    const nanos = BigInt(local) * 1_000_000n + BigInt(fraction.padEnd(9, '0')) + BigInt(shift.by) * 1_000_000n;
    const step = 10n ** BigInt(9 - fraction.length);
    const moved = nanos - (((nanos % step) + step) % step);
    const rest = ((moved % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n;
    const seconds = new Date(Number((moved - rest) / 1_000_000n)).toISOString().slice(0, 19).replace('T', separator);
    const digits = fraction === '' ? '' : `.${pad(rest, 9).slice(0, fraction.length)}`;
    return `${seconds}${digits}${zone}`;
  });
}

const DAY_NAME = /(?<![\dA-Za-z])(\d{4})(-?)(\d\d)\2(\d\d)(?:-(\d\d))?(?![\dA-Za-z:]|-\d)/g;

/**
 * Moves names of days (`20261124`, `2026-11-24`) and hours (`2026-11-24-00`), all UTC, by whole days and hours of
 * the calendar: what was today stays today. `declared`: known to be such names, so that no distance is too great.
 */
export function shiftNames(shift: Shift, text: string, declared = false): string {
  return text.replace(DAY_NAME, (found, year: string, dash: string, month: string, day: string, hour?: string) => {
    const at = Date.parse(`${year}-${month}-${day}T${hour ?? '00'}:00:00Z`);
    if (Number.isNaN(at) || !(declared || isNear(shift, at)) || (hour !== undefined && dash === '')) return found;
    const iso = new Date(at + calendarSteps(shift, hour === undefined ? DAY : HOUR)).toISOString();
    return iso.slice(0, 10).replaceAll('-', dash) + (hour === undefined ? '' : `-${iso.slice(11, 13)}`);
  });
}

/** Milliseconds between the units (days, hours, minutes) of the recording and of now. */
export function calendarSteps({ recordedAt, by }: Shift, unit: number): number {
  return (Math.floor((recordedAt + by) / unit) - Math.floor(recordedAt / unit)) * unit;
}

/** A text that is the name of a day or an hour as a whole, or holds instants. */
export const shiftStored = (shift: Shift, text: string): string =>
  /^\d{4}-\d\d-\d\d(-\d\d)?$|^\d{8}$/.test(text) ? shiftNames(shift, text) : shiftText(shift, text);
