/** Segments without an id are named `#index:N` by the client; one side may give ids where the other gives none. */
import { expect, test } from 'vitest';
import type { RecordedStep } from '../../src/model/case.ts';
import { type Earlier, substitution } from '../../src/replay/substitute.ts';
import { catalog } from '../../suites/catalog.ts';

type Ids = (string | null)[];
const conversation = (id: string, ids: Ids): unknown => ({
  id,
  folder_id: 'folder-1',
  transcript_segments: ids.map((own) => ({ id: own, text: 'x', person_id: null })),
});

function answered(id: string, target: string, recorded: unknown, here: unknown, status = 200): Earlier {
  const answer = (body: unknown, code: number) => ({
    status: code,
    headers: [],
    body: Buffer.from(JSON.stringify(body)),
  });
  const request = { method: 'GET', target, headers: [], body: null };
  return {
    step: { id, startedAt: 0, endedAt: 1, request, answer: answer(recorded, 200) },
    result: { kind: 'answer', answer: answer(here, status) },
  };
}

const opened = (recorded: unknown, here: unknown, status?: number, id = 'open'): Earlier =>
  answered(id, '/v1/conversations/c1', recorded, here, status);
const listed = (recorded: unknown[], here: unknown[]): Earlier =>
  answered('list', '/v1/conversations?limit=50', recorded, here);

function sent(names: string[], earlier: Earlier[], conversationId = 'c1', isOld = true) {
  const step: RecordedStep = {
    id: 'assign',
    startedAt: 2,
    endedAt: 3,
    request: {
      method: 'PATCH',
      target: `/v1/conversations/${conversationId}/segments/assign-bulk`,
      headers: [],
      body: Buffer.from(JSON.stringify({ assign_type: 'is_user', value: 'true', segment_ids: names })),
    },
    answer: { status: 200, headers: [], body: Buffer.alloc(0) },
  };
  const { request, missing } = substitution('python', catalog, () => isOld)(step, earlier);
  const { segment_ids } = JSON.parse(String(request.body)) as { segment_ids: string[] };
  return { target: request.target, names: segment_ids, missing };
}

test('a position is sent as the id that this side shows there', () => {
  const open = opened(conversation('c1', ['r0', null, null]), conversation('c1', ['r0', 'p1', 'p2']));
  expect(sent(['#index:2', '#index:1', 'r0'], [open])).toMatchObject({ names: ['p2', 'p1', 'r0'], missing: [] });
});

test('an id is sent as the position where this side shows none, also when it is older than the run', () => {
  const open = opened(conversation('c1', [null, 'r1']), conversation('c1', [null, null]));
  for (const isOld of [true, false])
    expect(sent(['r1', '#index:0'], [open], 'c1', isOld)).toMatchObject({
      names: ['#index:1', '#index:0'],
      missing: [],
    });
});

test('names change all at once: what was put in is not changed again', () => {
  const before = opened(conversation('c1', [null, 'r1']), conversation('c1', ['r1', null]), 200, 'before');
  const after = opened(conversation('c1', ['r1', null]), conversation('c1', [null, 'p1']), 200, 'after');
  // The later answer decides on `r1` (now `#index:0`), only the earlier one shows `#index:0` (there `r1`).
  expect(sent(['#index:0', 'r1'], [before, after]).names).toEqual(['r1', '#index:0']);
});

test('of several conversations in a list the one of the address is meant', () => {
  const ids = (prefix: string): Ids => [`${prefix}0`, `${prefix}1`];
  const list = listed(
    [conversation('c0', [null, null]), conversation('c1', [null, null]), conversation('c2', [null, null])],
    [conversation('c2', ids('z')), conversation('c0', ids('x')), conversation('c1', [null, 'y1'])],
  );
  expect(sent(['#index:0', '#index:1'], [list]).names).toEqual(['#index:0', 'y1']);
  expect(sent(['#index:0', '#index:1'], [list], 'c2').names).toEqual(['z0', 'z1']);
  // Ids that two conversations share belong to the one of the address as well.
  const shared = listed(
    [conversation('c0', ['s0']), conversation('c1', ['s0'])],
    [conversation('c0', ['s0']), conversation('c1', [null])],
  );
  expect(sent(['s0'], [shared]).names).toEqual(['#index:0']);
  // A conversation in a folder of this id is not the folder.
  expect(sent(['#index:0'], [list], 'folder-1').names).toEqual(['#index:0']);
});

test('a conversation made during the case is found by the id that this side gave it', () => {
  const list = listed(
    [conversation('r-new', [null]), conversation('c0', [null])],
    [conversation('c0', ['x0']), conversation('p-new', ['y0'])],
  );
  expect(sent(['#index:0'], [list], 'r-new', false)).toEqual({
    target: '/v1/conversations/p-new/segments/assign-bulk',
    names: ['y0'],
    missing: [],
  });
});

test('the latest answer that shows the element wins', () => {
  const list = listed([conversation('c1', [null])], [conversation('c1', ['old'])]);
  const open = opened(conversation('c1', [null]), conversation('c1', ['new']));
  const locked = opened(conversation('c1', []), conversation('c1', []), 200, 'locked');
  expect(sent(['#index:0'], [list, open]).names).toEqual(['new']);
  expect(sent(['#index:0'], [list, open, locked]).names).toEqual(['new']);
});

test.each([
  ['another number of segments', conversation('c1', ['p0', 'p1']), 200],
  ['no transcript', { id: 'c1' }, 200],
  ['a failure', { detail: 'no' }, 500],
])('nothing to be sent with: this side shows %s', (_, here, status) => {
  const open = opened(conversation('c1', [null]), here, status);
  expect(sent(['#index:0'], [open]).missing).toEqual([{ value: '#index:0', step: 'open' }]);
});

test('a position that no answer showed stays as it is', () => {
  const open = opened(conversation('c1', ['r0']), conversation('c1', ['p0', 'p1']));
  expect(sent(['#index:7', '#index:0'], [open])).toMatchObject({ names: ['#index:7', '#index:0'], missing: [] });
});
