/**
 * Instants of the run. A time inside a side's own window that is in no document of the world and in no request
 * means "now": it equals every other "now", and an old time never does.
 */

import { NOW, toMicros } from '../client/instant.ts';
import type { Pair, Side } from '../model/side.ts';

/** Microseconds since 1970. */
export interface Window {
  from: number;
  to: number;
}

export interface Clock {
  /** Marks a time (microseconds) as older than the run. */
  remember(micros: number): void;
  isNow(side: Side, micros: number): boolean;
  sameInstant(rust: string, python: string): boolean;
  sameMicros(rust: number, python: number): boolean;
  /** The text with times and days of the run in the same words on both sides; an old time is a text like any other. */
  canonical(side: Side, text: string): string;
  /** The instant in a word that is the same on both sides, however its zone and fraction are written. */
  instantWord(side: Side, text: string): string;
}

/** Clocks of two processes and truncation to seconds, in microseconds. */
const SLACK = 2_000_000;

const EPOCH_SECONDS = /(?<!\d)\d{10}(?!\d)/g;
const DAY = /^\d{4}-\d\d-\d\d$/;

const dayOf = (micros: number): string => new Date(micros / 1000).toISOString().slice(0, 10);

/** A side may have several windows: its own, and that of the recording it may be replaying. */
export function newClock(windows: Readonly<Pair<readonly Window[]>>): Clock {
  const old = new Set<number>();
  const inside = (side: Side, micros: number): boolean =>
    windows[side].some((w) => micros >= w.from - SLACK && micros <= w.to + SLACK);
  const isNow = (side: Side, micros: number): boolean => inside(side, micros) && !old.has(micros);
  const days = (side: Side): string[] => windows[side].flatMap((w) => [dayOf(w.from), dayOf(w.to)]);
  const today: Pair<string[]> = { rust: days('rust'), python: days('python') };

  const sameMicros = (rust: number, python: number): boolean =>
    rust === python || (isNow('rust', rust) && isNow('python', python));

  return {
    remember: (micros) => void old.add(micros),
    isNow,
    sameMicros,
    sameInstant(rust, python) {
      if (rust === python) return true;
      const a = rust === NOW ? null : toMicros(rust);
      const b = python === NOW ? null : toMicros(python);
      if (a === null) return rust === NOW && b !== null && isNow('python', b);
      if (b === null) return python === NOW && isNow('rust', a);
      return sameMicros(a, b);
    },
    canonical(side, text) {
      const micros = toMicros(text);
      if (micros !== null) return isNow(side, micros) ? NOW : text;
      if (DAY.test(text)) return today[side].includes(text) ? 'today' : text;
      // Whole seconds: a time that the world holds is old also where its fraction is cut.
      return text.replace(EPOCH_SECONDS, (seconds) => (isNow(side, Number(seconds) * 1e6) ? NOW : seconds));
    },
    instantWord(side, text) {
      const micros = toMicros(text);
      if (micros === null) return text;
      return isNow(side, micros) ? NOW : String(micros);
    },
  };
}
