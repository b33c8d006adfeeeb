import fc from 'fast-check';
import { expect, test } from 'vitest';
import { budgetLine, budgetOf, requestsPerMinute } from '../../src/replay/budget.ts';

const at = (...seconds: number[]) => seconds.map((s) => ({ startedAt: 1_770_000_000_000 + s * 1000 }));

test('the busiest minute counts, wherever it begins', () => {
  expect(requestsPerMinute([])).toBe(0);
  expect(requestsPerMinute(at(0))).toBe(1);
  expect(requestsPerMinute(at(0, 59.999))).toBe(2);
  expect(requestsPerMinute(at(0, 60))).toBe(1);
  expect(requestsPerMinute(at(100, 0, 50, 55, 90))).toBe(4);
});

test('agrees with counting the minute after each request', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(300)), (seconds) => {
      const counts = seconds.map((from) => seconds.filter((s) => s >= from && s < from + 60).length);
      expect(requestsPerMinute(at(...seconds))).toBe(Math.max(0, ...counts));
    }),
  );
});

test('the busiest session times the users stands against the limit', () => {
  expect(budgetOf(3, { users: 100, edgePerMinute: 300 })).toEqual({
    requestsPerMinute: 3,
    users: 100,
    total: 300,
    edgePerMinute: 300,
    within: true,
  });
  expect(budgetOf(3, { users: 101, edgePerMinute: 300 }).within).toBe(false);
  expect(budgetOf(3, { users: 1 })).not.toHaveProperty('within');
});

test('the line says whether it is within', () => {
  const line = (users: number, edgePerMinute?: number) => budgetLine(budgetOf(2, { users, edgePerMinute }));
  expect(line(2, 10)).toBe('2 requests per minute × 2 users = 4, within the edge limit of 10 per minute');
  expect(line(6, 10)).toBe('2 requests per minute × 6 users = 12, ABOVE the edge limit of 10 per minute');
  expect(line(1)).toContain('1 user = 2; no edge limit');
});
