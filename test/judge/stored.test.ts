import { describe, expect, test } from 'vitest';
import type { PlainDocument } from '../../src/model/plain.ts';
import { findingsIn, judgeMade, NOW } from '../support/evidence.ts';

const FOLDER = 'users/u1/folders/f';
const STORED: PlainDocument = { name: 'Work', order: 0 };
const instant = (text: string) => ({ $instant: Date.parse(text) * 1000 });

/** One write with the same answer on both sides; what each left. */
const left = (rust: PlainDocument | null, python: PlainDocument | null, path = FOLDER, call = 'PATCH /v1/folders/f') =>
  findingsIn(
    judgeMade({
      world: { [path]: STORED },
      steps: [{ id: 'write', call, body: {}, rust: [200, { id: 'f', name: 'Work' }] }],
      left: { rust: { [path]: rust }, python: { [path]: python } },
    }),
  );

describe('a document that both sides changed', () => {
  test.each<[string, PlainDocument, PlainDocument, string[]]>([
    ['to the same', { name: 'New', order: 1 }, { name: 'New', order: 1 }, []],
    ['a value', { name: 'New' }, { name: 'Other' }, ['#/name']],
    ['a field that only one has', { name: 'New', color: '#fff' }, { name: 'New' }, ['#/color']],
    ['a default that only one stored', { name: 'New', is_system: false }, { name: 'New' }, []],
    ['null and nothing', { name: 'New', description: null }, { name: 'New' }, []],
    ['a field that no route reads', { name: 'New', trace: 'r' }, { name: 'New', trace: 'p' }, []],
    [
      'the type of a number',
      { name: 'New', order: { $double: 2 } as never },
      { name: 'New', order: { $double: 2 } as never },
      [],
    ],
    ['a text in the place of a number', { name: 'New', order: 2 }, { name: 'New', order: '2' }, ['#/order']],
  ])('%s', (_, rust, python, places) => {
    expect(left({ ...STORED, ...rust }, { ...STORED, ...python })).toEqual(
      places.map((p) => `write state ${FOLDER}${p}`),
    );
  });
});

test('a field that repeats the name of its document may be absent, and is no other name', () => {
  const message = (more: PlainDocument) =>
    left({ text: 'Hi', ...more }, { text: 'Hi' }, 'users/u1/messages/f', 'PATCH /v2/messages/f/rating');
  expect(message({ id: 'f' })).toEqual([]);
  expect(message({ id: 'g' })).toEqual(['write state users/u1/messages/f#/id']);
});

describe('times', () => {
  const GOAL = 'users/u1/goals/f';
  const goal = (created_at: PlainDocument[string]) => ({ title: 'Run', created_at });
  const goals = (rust: PlainDocument[string], python: PlainDocument[string]) =>
    left(goal(rust), goal(python), GOAL, 'PATCH /v1/goals/f');
  test('of the run are now on both sides, whatever the moment', () =>
    expect(goals(instant(NOW), instant('2026-11-24T01:00:04Z'))).toEqual([]));
  test('now against an old one', () =>
    expect(goals(instant(NOW), instant('2026-01-01T00:00:00Z'))).toEqual([`write state ${GOAL}#/created_at`]));
  test('a timestamp against its text', () =>
    expect(goals(instant('2026-01-01T00:00:00Z'), '2026-01-01T00:00:00Z')).toEqual([
      `write state ${GOAL}#/created_at`,
    ]));
});

describe('documents that are there on one side only', () => {
  test('gone on one side', () => expect(left(null, { ...STORED, name: 'New' })).toEqual([`write state ${FOLDER}#`]));
  test('gone on both', () => expect(left(null, null)).toEqual([]));
  test('in a collection that nobody declares', () => {
    const found = left({ a: 1 }, null, 'users/u1/things/f');
    expect(found).toEqual(['write state users/u1/things/f#']);
  });
});

describe('new documents whose names no answer showed', () => {
  const make = (rust: Record<string, PlainDocument>, python: Record<string, PlainDocument>) =>
    findingsIn(
      judgeMade({
        steps: [{ id: 'make', call: 'POST /v1/staged-tasks/promote', rust: [200, { promoted: true }] }],
        left: { rust, python },
      }),
    );
  const task = (id: string, description: string, more = {}) => ({
    [`users/u1/action_items/${id}`]: { description, completed: false, ...more },
  });

  test('are paired by their text', () => {
    expect(
      make({ ...task('r1', 'One'), ...task('r2', 'Two') }, { ...task('p1', 'Two'), ...task('p2', 'One') }),
    ).toEqual([]);
  });
  test('and compared then', () => {
    expect(make(task('r1', 'One'), task('p1', 'One', { completed: true }))).toEqual([
      'make state users/u1/action_items/r1#/completed',
    ]);
  });
  test('one more on a side is one finding', () => {
    expect(make(task('r1', 'One'), { ...task('p1', 'One'), ...task('p2', 'Two') })).toEqual([
      'make state users/u1/action_items/p2#',
    ]);
  });
  test('a reference inside another new document tells which is which', () => {
    const [one, two] = ['users/u1/goals/', 'users/u1/action_items/'];
    const of = (goal: string, item: string, more = {}): Record<string, PlainDocument> => ({
      [`${one}${goal}`]: { title: 'Run' },
      [`${two}${item}`]: { description: 'One', goal_id: goal, ...more },
    });
    expect(make(of('rg', 'ri'), of('pg', 'pi'))).toEqual([]);
    expect(make(of('rg', 'ri'), of('pg', 'pi', { goal_id: 'elsewhere' }))).toEqual([`make state ${two}ri#/goal_id`]);
  });
});
