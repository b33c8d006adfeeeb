import { expect, test } from 'vitest';
import { findingsIn, judgeMade, NOW } from '../support/evidence.ts';

const FOLDER = { name: 'Work', order: 0, is_system: false };
const folder = (id: string, name = 'Work') => ({ id, name, order: 0 });

test('a ghost is charged to the write that one side did and the other refused, not to the delete before it', () => {
  const result = judgeMade({
    world: { 'users/u1/folders/f1': FOLDER, 'users/u1/folders/f2': { ...FOLDER, order: 1 } },
    steps: [
      { id: 'delete', call: 'DELETE /v1/folders/f1', rust: 204 },
      {
        id: 'reorder',
        call: 'POST /v1/folders/reorder',
        body: { folder_ids: ['f2', 'f1'] },
        rust: [200, { status: 'ok' }],
        python: [500, {}],
      },
    ],
    left: {
      rust: { 'users/u1/folders/f1': { order: 1 }, 'users/u1/folders/f2': { ...FOLDER, order: 0 } },
      python: { 'users/u1/folders/f1': null },
    },
  });
  const found = findingsIn(result);
  expect(found.filter((f) => f.startsWith('delete'))).toEqual([]);
  expect(found).toContain('reorder breaking (whole)');
  expect(found).toContain('reorder state users/u1/folders/f1#');
});

test('what promote left is not charged to creating the same text again', () => {
  const staged = { description: 'Call Ann', completed: false, relevance_score: 1, created_at: NOW };
  const answer = (id: string) => ({ id, ...staged });
  const result = judgeMade({
    steps: [
      {
        id: 'create',
        call: 'POST /v1/staged-tasks',
        body: { description: 'Call Ann' },
        rust: [200, answer('r1')],
        python: [200, answer('p1')],
      },
      {
        id: 'promote',
        call: 'POST /v1/staged-tasks/promote',
        rust: [200, { promoted: true, promoted_task: answer('rt') }],
        python: [200, { promoted: true, promoted_task: answer('pt') }],
      },
      {
        id: 'again',
        call: 'POST /v1/staged-tasks',
        body: { description: 'Call Ann' },
        rust: [200, answer('r1')],
        python: [200, answer('p1')],
      },
    ],
    left: {
      rust: { 'users/u1/action_items/rt': { ...staged, from_staged: true } },
      python: { 'users/u1/action_items/pt': { ...staged, from_staged: true }, 'users/u1/staged_tasks/p1': staged },
    },
  });
  expect(findingsIn(result)).toEqual(['promote state users/u1/staged_tasks/p1#']);
});

test('a document that only one side stored is charged to the call that answered it', () => {
  const result = judgeMade({
    steps: [
      {
        id: 'create',
        call: 'POST /v1/folders',
        body: { name: 'Work' },
        rust: [200, folder('r1')],
        python: [200, folder('p1')],
      },
      { id: 'list', call: 'GET /v1/folders', rust: [200, [folder('r1')]], python: [200, []] },
    ],
    left: { rust: { 'users/u1/folders/r1': FOLDER } },
  });
  expect(findingsIn(result)).toEqual(['create state users/u1/folders/r1#', 'list differs /0 ← create']);
});

test.each([
  [
    'the address',
    { call: 'PATCH /v1/folders/f1', body: { name: 'A' }, rust: [200, folder('f1', 'A')] as [number, unknown] },
  ],
])('a field goes to the last write that %s names', (_, write) => {
  const result = judgeMade({
    world: { 'users/u1/folders/f1': FOLDER, 'users/u1/folders/f2': FOLDER },
    steps: [
      { id: 'first', ...write },
      { id: 'second', call: 'PATCH /v1/folders/f2', body: { name: 'B' }, rust: [200, folder('f2', 'B')] },
    ],
    left: {
      rust: { 'users/u1/folders/f1': { ...FOLDER, name: 'A' }, 'users/u1/folders/f2': { ...FOLDER, name: 'B' } },
      python: { 'users/u1/folders/f2': { ...FOLDER, name: 'B' } },
    },
  });
  expect(findingsIn(result)).toEqual(['first state users/u1/folders/f1#/name']);
});
