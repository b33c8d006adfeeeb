import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toMicros } from '../../src/client/instant.ts';
import { shiftNames, shiftStored, shiftText, shiftTo } from '../../src/state/shift.ts';

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

  test('that are declared move from any distance', () => {
    expect(shiftNames(shift, '2025-11-24', true)).toBe('2025-12-03');
    expect(shiftNames(shift, '2025-11-24')).toBe('2025-11-24');
  });

  test('are a whole text or none', () => {
    expect(shiftStored(shift, '2026-11-24')).toBe('2026-12-03');
    expect(shiftStored(shift, 'since 2026-11-24, 01_999_1795485480')).toBe('since 2026-11-24, 01_999_1795485480');
  });

  test('today stays today, whatever the time of day is', () => {
    fc.assert(
      fc.property(fc.integer({ min: -4e10, max: 4e10 }), (by) => {
        const today = new Date(shift.recordedAt + by).toISOString().slice(0, 10);
        expect(shiftNames({ ...shift, by }, '2026-11-24')).toBe(today);
      }),
    );
  });
});
