import { expect, test } from 'vitest';
import { findingsIn, judgeMade, type Made, verdictsIn } from '../support/evidence.ts';

const WHY = 'recorded without access to Firestore';
const LOCKED = {
  id: 'm1',
  content: 'x'.repeat(90),
  created_at: '2026-03-01T00:00:00Z',
  updated_at: '2026-03-01T00:00:00Z',
};
const CUT = { ...LOCKED, content: `${'x'.repeat(70)}...` };
const GET = 'GET /v3/memories?limit=50&offset=0';

const judged = (python: object, more: Partial<Made> = {}) =>
  judgeMade({ ...more, steps: [{ id: 'list', call: GET, rust: [200, [LOCKED]], python: [200, [python]] }] });

test('a difference that a rule might explain is no finding: nobody knows which documents were there', () => {
  const result = judged(CUT, { worldUnknown: WHY });
  expect(verdictsIn(result)).toEqual({ 'GET /v3/memories': 'inconclusive' });
  expect(result.routes[0]?.incomparable).toMatchObject([
    { code: 'world-unknown', reason: expect.stringContaining(WHY) },
  ]);
  expect(findingsIn(judged(CUT))).toEqual(['list differs /0/content']);
});

test('equal answers stay equal, with a note', () => {
  const result = judged(LOCKED, { worldUnknown: WHY });
  expect(verdictsIn(result)).toEqual({ 'GET /v3/memories': 'equal' });
  expect(result.notes.map((n) => n.kind)).toEqual(['world-unknown']);
  expect(judged(LOCKED).notes).toEqual([]);
});

test('where no rule asks for documents a difference is one', () => {
  const result = judgeMade({
    worldUnknown: WHY,
    steps: [{ call: 'GET /v1/users/people', rust: [200, []], python: 500 }],
  });
  expect(verdictsIn(result)).toEqual({ 'GET /v1/users/people': 'breaking' });
});
