import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toMicros } from '../../src/client/instant.ts';
import { readCase } from '../../src/recordings/fixture.ts';
import { shiftDocuments, shiftNames, shiftText, shiftTo, shiftWorld } from '../../src/state/shift.ts';

const RECORDED = '2026-11-24T01:58:00.000Z';
/** 9 days, 3 h, 4 min, 5.678 s later. */
const NOW = Date.parse('2026-12-03T05:02:05.678Z');
const shift = shiftTo(RECORDED, NOW);

describe('instants in texts', () => {
  test.each([
    ['2026-11-24T01:58:00.000Z', '2026-12-03T05:02:05.678Z'],
    ['2026-11-24T01:58:00.123456Z', '2026-12-03T05:02:05.801456Z'],
    ['2026-11-24T03:58:00.123456789+02:00', '2026-12-03T07:02:05.801456789+02:00'],
    ['2026-11-24T03:58:00+0200', '2026-12-03T07:02:05+0200'],
    ['2026-11-24 01:58:00', '2026-12-03 05:02:05'],
    ["{'rated_at': '2026-02-01T08:15:30.100000+00:00'}", "{'rated_at': '2026-02-10T11:19:35.778000+00:00'}"],
    ['version 1.2.3, 24 November, 2026-13-45T00:00:00Z', 'version 1.2.3, 24 November, 2026-13-45T00:00:00Z'],
  ])('%s', (from, to) => expect(shiftText(shift, from)).toBe(to));

  test('of any kind move by exactly the difference and keep their digits', () => {
    const instant = fc.record({
      ms: fc.integer({ min: 0, max: 4e12 }),
      micros: fc.integer({ min: 0, max: 999 }),
      by: fc.integer({ min: -4e10, max: 4e10 }),
    });
    fc.assert(
      fc.property(instant, ({ ms, micros, by }) => {
        const text = new Date(ms).toISOString().replace('Z', `${String(micros).padStart(3, '0')}Z`);
        const moved = shiftText({ recordedAt: 0, by }, text);
        expect(moved).toHaveLength(text.length);
        expect((toMicros(moved) ?? 0) - (toMicros(text) ?? 0)).toBe(by * 1000);
        expect(shiftText({ recordedAt: 0, by: -by }, moved)).toBe(text);
      }),
    );
  });
});

describe('names of days', () => {
  test.each([
    ['users/u/goals/g/goal_history/2026-11-24', 'users/u/goals/g/goal_history/2026-12-03'],
    ['users/u/hourly_usage/2026-11-24-00', 'users/u/hourly_usage/2026-12-03-04'],
    ['fair_use:dg_budget:parity-user-1:20261124', 'fair_use:dg_budget:parity-user-1:20261203'],
    ['users/u/n/20251124', 'users/u/n/20251124'],
    ['users/u/n/20261124-51fd-4d06-8c3e-000000000001', 'users/u/n/20261124-51fd-4d06-8c3e-000000000001'],
    ['users/u/n/x2026-11-24', 'users/u/n/x2026-11-24'],
  ])('%s', (from, to) => expect(shiftNames(shift, from)).toBe(to));

  test('today stays today, whatever the time of day is', () => {
    fc.assert(
      fc.property(fc.integer({ min: -4e10, max: 4e10 }), (by) => {
        const today = new Date(shift.recordedAt + by).toISOString().slice(0, 10);
        expect(shiftNames({ ...shift, by }, '2026-11-24')).toBe(today);
      }),
    );
  });
});

test('documents: every kind of time moves, everything else stays', () => {
  const documents = {
    'users/u/hourly_usage/2026-11-24-00': {
      id: { stringValue: '2026-11-24-00' },
      year: { integerValue: '2026' },
      month: { integerValue: '11' },
      day: { integerValue: '24' },
      hour: { integerValue: '0' },
      transcription_seconds: { integerValue: '9000' },
      last_updated: { timestampValue: '2026-11-24T00:30:00Z' },
    },
    'users/u/memories/m1': {
      scoring: { stringValue: '01_999_1795485480' },
      at_ms: { integerValue: '1795485480000' },
      at_s: { doubleValue: 1795485481.25 },
      far: { integerValue: '1395485480' },
      tags: { arrayValue: { values: [{ stringValue: '2026-11-25' }, { stringValue: 'c0ffee' }, { nullValue: null }] } },
      until: { mapValue: { fields: { '2026-11-26': { timestampValue: '2026-11-25T01:58:00.000001Z' } } } },
    },
  };
  expect(shiftDocuments(shift, documents)).toEqual({
    'users/u/hourly_usage/2026-12-03-04': {
      id: { stringValue: '2026-12-03-04' },
      year: { integerValue: '2026' },
      month: { integerValue: '12' },
      day: { integerValue: '3' },
      hour: { integerValue: '4' },
      transcription_seconds: { integerValue: '9000' },
      last_updated: { timestampValue: '2026-12-03T03:34:05.678000Z' },
    },
    'users/u/memories/m1': {
      // Whole minutes stay whole minutes.
      scoring: { stringValue: '01_999_1796274120' },
      at_ms: { integerValue: '1796274125678' },
      at_s: { doubleValue: 1796274127.25 },
      far: { integerValue: '1395485480' },
      tags: { arrayValue: { values: [{ stringValue: '2026-12-04' }, { stringValue: 'c0ffee' }, { nullValue: null }] } },
      until: { mapValue: { fields: { '2026-12-05': { timestampValue: '2026-12-04T05:02:05.678001Z' } } } },
    },
  });
});

test('the counters of a recorded fair-use case keep their minutes in step and their distance to now', async () => {
  const recording = await readCase(join(import.meta.dirname, '../../fixtures/fair-use/restrict-stage-over-the-cap'));
  const of = shiftTo(recording.recordedAt, NOW);
  const moved = shiftWorld(of, recording.world).redis;
  const speech = moved.filter(([verb]) => verb === 'ZADD');
  expect(speech.length).toBeGreaterThan(10);
  for (const [i, [, key, score, member]] of speech.entries()) {
    expect(key).toBe('fair_use:speech:parity-user-1');
    expect(Number(score)).toBe(Number(member) * 60);
    const before = recording.world.redis.filter(([verb]) => verb === 'ZADD')[i]?.[2];
    expect(Math.abs(NOW / 1000 - Number(score) - (of.recordedAt / 1000 - Number(before)))).toBeLessThan(60);
  }
  expect(moved.filter(([verb]) => verb === 'HSET').map((c) => c[2])).toEqual(speech.map((c) => c[3]));
  expect(moved.at(-1)).toEqual(['SET', 'fair_use:dg_budget:parity-user-1:20261203', '1800000']);
});

test('commands without times stay as they are', () => {
  const redis = [
    ['SET', 'plugins:weather-whisper:installs', '5120'],
    ['EXPIRE', 'rl:chat:initial:parity-user-1', '2592000'],
    ['SADD', 'users:parity-user-1:enabled_plugins', 'lingua'],
  ];
  expect(shiftWorld(shift, { documents: {}, redis }).redis).toEqual(redis);
});
