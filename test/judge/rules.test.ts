import { expect, test } from 'vitest';
import { findingsIn, judgeMade, verdictsIn } from '../support/evidence.ts';

const LONG = 'x'.repeat(80);
const CUT = `${'x'.repeat(70)}...`;
const stored = (content: string, locked: boolean, scoring: string) => ({
  content,
  is_locked: locked,
  scoring,
  created_at: { $instant: 1 },
  updated_at: { $instant: 1 },
});
const row = (id: string, content: string, more = {}) => ({
  id,
  content,
  created_at: '2026-03-01T00:00:00Z',
  updated_at: '2026-03-01T00:00:00Z',
  scoring: id,
  ...more,
});
const world = {
  'users/u1/memories/a': stored(LONG, true, 'c'),
  'users/u1/memories/b': stored(`${LONG}b`, true, 'b'),
  'users/u1/memories/c': stored('open', false, 'a'),
};

test('rule and consequence together: a list of cut rows after writes that Python refused', () => {
  const edited = `edited ${LONG}`;
  const result = judgeMade({
    world,
    steps: [
      { id: 'edit', call: 'PATCH /v3/memories/a?value=edited', rust: [200, { status: 'ok' }], python: 402 },
      { id: 'delete', call: 'DELETE /v3/memories/b', rust: 204, python: 402 },
      {
        id: 'list',
        call: 'GET /v3/memories?limit=100&offset=0',
        rust: [200, [row('a', edited, { updated_at: '2026-11-24T01:00:02Z' }), row('c', 'open')]],
        python: [200, [row('a', CUT), row('b', CUT), row('c', 'open')]],
      },
    ],
    left: {
      rust: { 'users/u1/memories/a': { ...stored(edited, true, 'c') }, 'users/u1/memories/b': null },
    },
  });
  expect(findingsIn(result).filter((f) => !f.includes('intended'))).toEqual([]);
  expect(verdictsIn(result)['GET /v3/memories']).toBe('intended');
});

test('only the exact cut is the rule', () => {
  const list = (content: string) =>
    judgeMade({
      world,
      steps: [
        {
          id: 'list',
          call: 'GET /v3/memories?limit=100&offset=0',
          rust: [200, [row('a', LONG)]],
          python: [200, [row('a', content)]],
        },
      ],
    });
  expect(findingsIn(list(CUT))).toEqual(['list intended /0/content [locked-memories-cut]']);
  expect(findingsIn(list(`${'x'.repeat(69)}...`))).toEqual(['list differs /0/content']);
});

test('a text that neither the edit nor the cut explains stays a difference', () => {
  const result = judgeMade({
    world,
    steps: [
      { id: 'edit', call: 'PATCH /v3/memories/c?value=new', rust: [200, { status: 'ok' }] },
      {
        id: 'list',
        call: 'GET /v3/memories?limit=100&offset=0',
        rust: [200, [row('a', LONG), row('c', 'new')]],
        python: [200, [row('a', 'something else'), row('c', 'new')]],
      },
    ],
    left: {
      rust: { 'users/u1/memories/c': stored('new', false, 'a') },
      python: { 'users/u1/memories/c': stored('new', false, 'a') },
    },
  });
  expect(findingsIn(result)).toEqual(['list differs /0/content']);
});

test('a rule that should have applied and did not is a note', () => {
  const result = judgeMade({
    world,
    steps: [{ id: 'list', call: 'GET /v3/memories?limit=100&offset=0', rust: [200, [row('a', LONG)]] }],
  });
  expect(verdictsIn(result)['GET /v3/memories']).toBe('equal');
  expect(result.notes.map((n) => n.kind)).toEqual(['rule-not-applied']);
});

test('a locked row without its content beside a star that Python refused: each place has its own reason', () => {
  const base = { id: 'c1', created_at: '2026-03-01T00:00:00Z', is_locked: true };
  const full = {
    structured: { title: 'T', action_items: [{ description: 'x' }] },
    transcript_segments: [{ text: 'hi' }],
  };
  const bare = { structured: { title: 'T', action_items: [] }, transcript_segments: [] };
  const made = (python: object) =>
    judgeMade({
      world: { 'users/u1/conversations/c1': { is_locked: true, starred: false } },
      steps: [
        { id: 'star', call: 'PATCH /v1/conversations/c1/starred?starred=true', rust: 200, python: 402 },
        {
          id: 'list',
          call: 'GET /v1/conversations?limit=50&offset=0&include_discarded=false',
          rust: [200, [{ ...base, ...full, starred: true }]],
          python: [200, [{ ...base, ...python }]],
        },
      ],
      left: { rust: { 'users/u1/conversations/c1': { is_locked: true, starred: true } } },
    });
  expect(verdictsIn(made({ ...bare, starred: false }))['GET /v1/conversations']).toBe('intended');
  // One part of the content is shown after all: that is neither Rust's answer nor the rule's.
  const shown = made({ ...bare, transcript_segments: full.transcript_segments, starred: false });
  expect(shown.notes.map((n) => n.kind)).toEqual(['rule-not-applied']);
  expect(verdictsIn(shown)['GET /v1/conversations']).toBe('differs');
});
