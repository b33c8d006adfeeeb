/**
 * Moves the times of a world's documents and Redis commands. Timestamps and instants in texts show what they are; a number
 * or a document's name is a time only where the catalogue declares it.
 */
import type { Catalog } from '../catalog/catalog.ts';
import type { FieldRule } from '../catalog/collection.ts';
import type { Fields, FirestoreValue, World } from '../model/case.ts';
import { epochsIn, movedDigits, movedEpoch, ruleAt } from './epochs.ts';
import { calendarSteps, isNear, MINUTE, SECOND, type Shift, shiftNames, shiftStored, shiftText } from './shift.ts';

/** What the catalogue says about times. */
export type DeclaredTimes = Pick<Catalog, 'collectionOf' | 'holdsTimes'>;

const seconds = ({ by }: Shift): number => Math.round(by / SECOND);

/** `rule`: of the field; also of the elements of its list. */
function shiftValue(shift: Shift, value: FirestoreValue, rule: FieldRule | undefined): FirestoreValue {
  if ('timestampValue' in value) {
    // A fraction of its own, so that milliseconds of the difference have a place.
    const exact = value.timestampValue.replace(
      /(T\d\d:\d\d:\d\d)(?:\.(\d+))?/,
      (_, time: string, f = '') => `${time}.${f.padEnd(6, '0')}`,
    );
    return { timestampValue: shiftText(shift, exact) };
  }
  if ('arrayValue' in value && value.arrayValue.values) {
    return { arrayValue: { values: value.arrayValue.values.map((v) => shiftValue(shift, v, rule)) } };
  }
  if ('mapValue' in value && value.mapValue.fields)
    return { mapValue: { fields: shiftFields(shift, value.mapValue.fields, rule?.fields) } };
  const moved = rule?.holds === 'epoch' ? movedEpoch(value, seconds(shift)) : value;
  return 'stringValue' in moved ? { stringValue: shiftStored(shift, moved.stringValue) } : moved;
}

/** A field that has the name of a day moves like a text that is one. */
function shiftFields(shift: Shift, fields: Fields, rules: FieldRule['fields']): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, v]) => [shiftNames(shift, name), shiftValue(shift, v, ruleAt(rules, name))]),
  );
}

const NAMES = { day: /^\d{4}(-?)\d\d\1\d\d$/, hour: /^\d{4}-\d\d-\d\d-\d\d$/ } as const;

/** A document's path, with the names of days and hours on the way moved. */
export function shiftPath(shift: Shift, path: string, declared: DeclaredTimes): string {
  const segments = path.split('/');
  // Collections and names take turns.
  const moved = segments.map((segment, i) => {
    const named = i % 2 === 1 ? declared.collectionOf(segments.slice(0, i + 1).join('/'))?.named : undefined;
    return named && NAMES[named].test(segment) ? shiftNames(shift, segment, true) : segment;
  });
  return moved.join('/');
}

const PARTS = ['year', 'month', 'day', 'hour'] as const;

/** Fields that repeat the document's name follow it: as a whole, or in parts. */
function withName(before: string, after: string, fields: Fields, moved: Fields): Fields {
  if (before === after) return moved;
  const whole = Object.entries(fields).flatMap(([name, value]) =>
    'stringValue' in value && value.stringValue === before ? [[name, { stringValue: after }]] : [],
  );
  const [old, now] = [before, after].map((name) => name.split('-'));
  const parts = PARTS.flatMap((part, i) => {
    const value = fields[part];
    const repeats = value && 'integerValue' in value && Number(value.integerValue) === Number(old?.[i]);
    return repeats ? [[part, { integerValue: String(Number(now?.[i])) }]] : [];
  });
  return { ...moved, ...Object.fromEntries([...whole, ...parts]) };
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

export function shiftDocuments(
  shift: Shift,
  documents: Readonly<Record<string, Fields>>,
  declared: DeclaredTimes,
): Record<string, Fields> {
  return Object.fromEntries(
    Object.entries(documents).map(([path, fields]) => {
      const to = shiftPath(shift, path, declared);
      const moved = shiftFields(shift, fields, declared.collectionOf(path)?.fields);
      return [to, withName(nameOf(path), nameOf(to), fields, moved)];
    }),
  );
}

/** Texts with instants move in every command; names of days and bare numbers only at keys that are declared. */
function shiftCommand(
  shift: Shift,
  [verb = '', key = '', ...args]: readonly string[],
  declared: DeclaredTimes,
): string[] {
  const holdsTimes = declared.holdsTimes(key);
  const moved = args.map((arg, i) => {
    if (!/^\d+$/.test(arg)) return shiftStored(shift, arg);
    // The end of a key's life is a time whatever the key holds.
    const word = (i === 0 ? verb : (args[i - 1] as string)).toUpperCase();
    if (/^(EXPIREAT|EXAT)$/.test(word)) return String(Number(arg) + seconds(shift));
    if (/^(PEXPIREAT|PXAT)$/.test(word)) return String(Number(arg) + shift.by);
    if (!holdsTimes) return arg;
    // Eight digits may be a day or minutes since 1970: only one of them is near.
    const named = shiftNames(shift, arg);
    return named === arg ? shiftNumber(shift, arg) : named;
  });
  return [verb, holdsTimes ? shiftNames(shift, key) : key, ...moved];
}

/**
 * A bare number of a Redis key that holds times: in minutes, seconds, milliseconds or microseconds, whichever is near the
 * recording. A declared key also holds counts, so that one that is near by no unit stays.
 */
function shiftNumber(shift: Shift, digits: string): string {
  const n = Number(digits);
  if (isNear(shift, n * MINUTE)) return String(n + calendarSteps(shift, MINUTE) / MINUTE);
  // Whole minutes stay whole minutes: counters name them (`member × 60`).
  if (isNear(shift, n * SECOND)) {
    return String(n + (n % 60 === 0 ? calendarSteps(shift, MINUTE) / SECOND : seconds(shift)));
  }
  if (isNear(shift, n)) return String(n + shift.by);
  if (isNear(shift, n / 1000)) return String(BigInt(digits) + BigInt(shift.by) * 1000n);
  return digits;
}

export function shiftWorld(shift: Shift, { documents, redis }: World, declared: DeclaredTimes): World {
  return {
    documents: shiftDocuments(shift, documents, declared),
    redis: redis.map((command) => shiftCommand(shift, command, declared)),
  };
}

/** Moves the times in requests and answers of a case: instants, and the epoch seconds that its documents hold. */
export function shiftBodies(
  shift: Shift,
  documents: readonly Readonly<Record<string, Fields>>[],
  declared: DeclaredTimes,
): (text: string) => string {
  const known = new Set<string>();
  for (const [path, fields] of documents.flatMap((set) => Object.entries(set))) {
    for (const epoch of epochsIn(fields, declared.collectionOf(path)?.fields)) known.add(epoch);
  }
  return (text) => shiftText(shift, known.size > 0 ? movedDigits(text, seconds(shift), known) : text);
}
