/**
 * Moves the times of a world that was recorded relative to its moment (`relativeTo: 'recordedAt'`) to now. All
 * instants move by the same whole difference, so that their distances to now and to each other stay.
 */
import type { Fields, FirestoreValue, World } from '../model/case.ts';

export interface Shift {
  /** Milliseconds since 1970: the moment of the recording. */
  recordedAt: number;
  /** Milliseconds to move by. */
  by: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Bare numbers and day names this near to the recording are times; others are other things. */
const NEAR = 60 * DAY;

export function shiftTo(recordedAt: string, now: number): Shift {
  const at = Date.parse(recordedAt);
  return { recordedAt: at, by: now - at };
}

const isNear = (shift: Shift, ms: number): boolean => Math.abs(ms - shift.recordedAt) <= NEAR;
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
 * the calendar: what was today stays today.
 */
export function shiftNames(shift: Shift, text: string): string {
  return text.replace(DAY_NAME, (found, year: string, dash: string, month: string, day: string, hour?: string) => {
    const at = Date.parse(`${year}-${month}-${day}T${hour ?? '00'}:00:00Z`);
    if (Number.isNaN(at) || !isNear(shift, at) || (hour !== undefined && dash === '')) return found;
    const iso = new Date(at + calendarSteps(shift, hour === undefined ? DAY : HOUR)).toISOString();
    return iso.slice(0, 10).replaceAll('-', dash) + (hour === undefined ? '' : `-${iso.slice(11, 13)}`);
  });
}

function calendarSteps({ recordedAt, by }: Shift, unit: number): number {
  return (Math.floor((recordedAt + by) / unit) - Math.floor(recordedAt / unit)) * unit;
}

/** A bare number that is a time near the recording: in minutes (where asked for), seconds, milliseconds or microseconds. */
function shiftNumber(shift: Shift, digits: string, minutes: boolean): string {
  const n = Number(digits);
  if (minutes && isNear(shift, n * MINUTE)) return String(n + calendarSteps(shift, MINUTE) / MINUTE);
  // Whole minutes stay whole minutes: counters name them (`member × 60`).
  if (isNear(shift, n * SECOND)) {
    return String(n + (n % 60 === 0 ? calendarSteps(shift, MINUTE) : Math.round(shift.by / SECOND) * SECOND) / SECOND);
  }
  if (isNear(shift, n)) return String(n + shift.by);
  if (isNear(shift, n / 1000)) return String(BigInt(digits) + BigInt(shift.by) * 1000n);
  return digits;
}

/** A text that is a time as a whole, or holds instants. */
function shiftStored(shift: Shift, text: string): string {
  if (/^\d{4}-\d\d-\d\d(-\d\d)?$|^\d{8}$/.test(text)) return shiftNames(shift, text);
  // A memory's `scoring`: two ranks and the epoch second.
  const scoring = /^(\d+_\d+_)(\d{10})$/.exec(text);
  return scoring ? scoring[1] + shiftNumber(shift, scoring[2] ?? '', false) : shiftText(shift, text);
}

function shiftValue(shift: Shift, value: FirestoreValue): FirestoreValue {
  if ('timestampValue' in value) {
    // A fraction of its own, so that milliseconds of the difference have a place.
    const exact = value.timestampValue.replace(
      /(T\d\d:\d\d:\d\d)(?:\.(\d+))?/,
      (_, time: string, f = '') => `${time}.${f.padEnd(6, '0')}`,
    );
    return { timestampValue: shiftText(shift, exact) };
  }
  if ('stringValue' in value) return { stringValue: shiftStored(shift, value.stringValue) };
  if ('integerValue' in value) return { integerValue: shiftNumber(shift, value.integerValue, false) };
  if ('doubleValue' in value && typeof value.doubleValue === 'number' && Math.abs(value.doubleValue) > 1e8) {
    // Epoch seconds with a fraction.
    const whole = Math.floor(value.doubleValue);
    return { doubleValue: Number(shiftNumber(shift, String(whole), false)) + (value.doubleValue - whole) };
  }
  if ('arrayValue' in value && value.arrayValue.values) {
    return { arrayValue: { values: value.arrayValue.values.map((v) => shiftValue(shift, v)) } };
  }
  if ('mapValue' in value && value.mapValue.fields)
    return { mapValue: { fields: shiftFields(shift, value.mapValue.fields) } };
  return value;
}

function shiftFields(shift: Shift, fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, v]) => [shiftNames(shift, name), shiftValue(shift, v)]));
}

const PARTS = ['year', 'month', 'day', 'hour'] as const;

/** Counters of an hour repeat its name in parts: `year`, `month`, `day`, `hour` follow the document's name. */
function withParts(path: string, moved: string, fields: Fields): Fields {
  const [before, after] = [path, moved].map((p) => (p.split('/').at(-1) ?? '').split('-'));
  const parts = PARTS.flatMap((part, i) => {
    const value = fields[part];
    const repeats = value && 'integerValue' in value && Number(value.integerValue) === Number(before?.[i]);
    return repeats ? [[part, { integerValue: String(Number(after?.[i])) }]] : [];
  });
  return path === moved ? fields : { ...fields, ...Object.fromEntries(parts) };
}

export function shiftDocuments(shift: Shift, documents: Readonly<Record<string, Fields>>): Record<string, Fields> {
  return Object.fromEntries(
    Object.entries(documents).map(([path, fields]) => {
      const moved = shiftNames(shift, path);
      return [moved, withParts(path, moved, shiftFields(shift, fields))];
    }),
  );
}

/** Keys carry names of days; members, scores and fields also bare times, values texts with instants. */
function shiftCommand(shift: Shift, [verb = '', key = '', ...args]: readonly string[]): string[] {
  return [verb, shiftNames(shift, key), ...args.map((arg) => shiftArgument(shift, arg))];
}

function shiftArgument(shift: Shift, arg: string): string {
  if (!/^\d+$/.test(arg)) return shiftStored(shift, arg);
  // Eight digits may be a day or minutes since 1970: only one of them is near.
  const named = shiftNames(shift, arg);
  return named === arg ? shiftNumber(shift, arg, true) : named;
}

export function shiftWorld(shift: Shift, { documents, redis }: World): World {
  return { documents: shiftDocuments(shift, documents), redis: redis.map((command) => shiftCommand(shift, command)) };
}
