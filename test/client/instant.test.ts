import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isInstant, toMicros } from '../../src/client/instant.ts';

test.each([
  '2026-03-14T17:05:00Z',
  '2026-03-14T17:05:00.5Z',
  '2026-03-14T17:05:00.123456789Z',
  '2026-03-14T17:05:00+00:00',
  '2026-03-14T17:05:00.040000-05:30',
  '2024-02-29T00:00:00Z',
])('%s is an instant', (text) => {
  expect(isInstant(text)).toBe(true);
});

test.each([
  '2026-03-14T17:05:00',
  '2026-03-14T17:05Z',
  '2026-03-14 17:05:00Z',
  '2026-03-14',
  '2026-02-29T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-03-14T24:00:00Z',
  '2026-03-14T17:05:00.Z',
  '1772740800',
  '',
])('%s is none', (text) => {
  expect(isInstant(text)).toBe(false);
  expect(toMicros(text)).toBeNull();
});

test('the zone is taken off and the fraction cut after the microsecond', () => {
  expect(toMicros('1970-01-01T01:00:00.000001999+01:00')).toBe(1);
  expect(toMicros('1970-01-01T00:00:00.1Z')).toBe(100_000);
});

test('agrees with the platform on every millisecond', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }), (date) => {
      expect(toMicros(date.toISOString())).toBe(date.getTime() * 1000);
    }),
  );
});
