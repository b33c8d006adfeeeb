/**
 * A server that replays a recording has to say "now" as a live one does: times of the recorded run become times of this
 * one, in the same order, and the same one the same again. Times of the world and of requests stay.
 */
import { toMicros } from '../../src/client/instant.ts';
import type { Case } from '../../src/model/case.ts';

const INSTANT = /(\d{4}-\d\d-\d\d)([T ])(\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:?\d\d)?(?![\d:])/g;
const EPOCH = /(?<!\d)\d{10}(?!\d)/g;
const DAY = /(?<![\dT-])\d{4}-\d\d-\d\d(?![\dT-])/g;
const SLACK = 2_000_000;

const microsOf = (day: string, time: string, fraction = '', zone = 'Z'): number | null =>
  toMicros(`${day}T${time}${fraction && `.${fraction}`}${zone || 'Z'}`);

export interface MovedTimes {
  text(text: string): string;
}

export function movedTimes(recording: Case): MovedTimes {
  const steps = [...recording.rust, ...(recording.python ?? [])];
  const from = Math.min(...steps.map((s) => s.startedAt)) * 1000 - SLACK;
  const to = Math.max(...steps.map((s) => s.endedAt)) * 1000 + SLACK;
  const said =
    JSON.stringify(recording.world) +
    steps.map((s) => s.request.target + (s.request.body?.toString('utf8') ?? '')).join(' ');
  const old = new Set<number>();
  for (const m of said.matchAll(INSTANT)) {
    const micros = microsOf(m[1] as string, m[3] as string, m[4], m[5]);
    if (micros !== null) old.add(micros);
  }
  const oldWords = new Set([...said.matchAll(EPOCH), ...said.matchAll(DAY)].map((m) => m[0]));
  const known = new Map<number, number>();
  let last = 0;
  const isOfRun = (micros: number): boolean => micros >= from && micros <= to && !old.has(micros);
  const assign = (all: Iterable<number>): void => {
    for (const micros of [...new Set(all)].filter((m) => !known.has(m)).sort((a, b) => a - b)) {
      last = Math.max(last + 1000, Date.now() * 1000);
      known.set(micros, last);
    }
  };
  const today = new Date().toISOString().slice(0, 10);
  const days = new Set([from, to].map((micros) => new Date(micros / 1000).toISOString().slice(0, 10)));

  return {
    text(text) {
      const found = [...text.matchAll(INSTANT)].flatMap((m) => {
        const micros = microsOf(m[1] as string, m[3] as string, m[4], m[5]);
        return micros !== null && isOfRun(micros) ? [micros] : [];
      });
      assign(found);
      return text
        .replace(INSTANT, (whole, day: string, separator: string, time: string, fraction = '', zone = '') => {
          const micros = microsOf(day, time, fraction, zone);
          const moved = micros === null ? undefined : known.get(micros);
          if (moved === undefined || micros === null || !isOfRun(micros)) return whole;
          const hours = zone === '' || zone === 'Z' ? 0 : Number(zone.slice(0, 3));
          const local = new Date(moved / 1000 + hours * 3_600_000).toISOString();
          const digits = String(Math.floor(moved % 1_000_000))
            .padStart(6, '0')
            .padEnd(9, '0');
          const [, clock = ''] = local.slice(0, 19).split('T');
          return `${local.slice(0, 10)}${separator}${clock}${fraction && `.${digits.slice(0, fraction.length)}`}${zone}`;
        })
        .replace(EPOCH, (seconds) => {
          const micros = Number(seconds) * 1e6;
          if (micros < from - 1e6 || micros > to || oldWords.has(seconds)) return seconds;
          return String(Math.floor(Date.now() / 1000));
        })
        .replace(DAY, (day) => (days.has(day) && !oldWords.has(day) ? today : day));
    },
  };
}
