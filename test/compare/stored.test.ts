import { expect, test } from 'vitest';
import { newClock } from '../../src/compare/clock.ts';
import { newKnowledge } from '../../src/compare/equality.ts';
import { newIdentity } from '../../src/compare/identity.ts';
import { learnStored } from '../../src/compare/learn-stored.ts';
import { compareStored } from '../../src/compare/stored.ts';
import type { PlainDocument } from '../../src/model/plain.ts';
import { catalog } from '../../suites/catalog.ts';

const RUN = { from: Date.parse('2026-11-24T01:00:00Z') * 1000, to: Date.parse('2026-11-24T01:00:05Z') * 1000 };

function differing(path: string, rust: PlainDocument, python: PlainDocument): string[] {
  const eq = newKnowledge(newIdentity(), newClock({ rust: [RUN], python: [RUN] }));
  learnStored(catalog.collectionOf(path), rust, python, eq);
  return compareStored(catalog.collectionOf(path), rust, python, eq).map((d) => d.path.join('.'));
}

const USER = 'users/u1';
const GOAL = 'users/u1/goals/g1';

test('a default that only one side stored is no difference', () => {
  expect(differing(USER, { notification_frequency: 3, daily_summary_enabled: true }, {})).toEqual([]);
  expect(differing(USER, { notification_frequency: 4 }, {})).toEqual(['notification_frequency']);
});

test('an empty section with lists is not an absent one, and an empty list is a value', () => {
  expect(differing(USER, { assistant_settings: { focus: {} } }, { assistant_settings: {} })).toEqual([
    'assistant_settings.focus',
  ]);
  expect(differing(USER, { assistant_settings: { shared: {} } }, {})).toEqual([]);
  const lists = (excluded_apps?: string[]): PlainDocument => ({
    assistant_settings: { focus: { enabled: true, ...(excluded_apps ? { excluded_apps } : {}) } },
  });
  expect(differing(USER, lists([]), lists())).toEqual(['assistant_settings.focus.excluded_apps']);
  expect(differing(USER, lists(['a', 'b']), lists(['b', 'a']))).toEqual([]);
});

test('a key of other clients that is lost counts', () => {
  expect(
    differing(USER, { transcription_preferences: { vocabulary: [], other: 1 } }, { transcription_preferences: {} }),
  ).toEqual(['transcription_preferences.other']);
});

test('null is absent, but not for the completion of a goal', () => {
  expect(differing(GOAL, { unit: null }, {})).toEqual([]);
  expect(differing(GOAL, { completed_at: null }, {})).toEqual(['completed_at']);
});

test('number types are an encoding; a timestamp and its text are not the same', () => {
  expect(differing(GOAL, { target_value: 10 }, { target_value: 10.0 })).toEqual([]);
  const at = Date.parse('2026-03-01T00:00:00Z') * 1000;
  const profile = (generated_at: PlainDocument[string]): PlainDocument => ({ ai_user_profile: { generated_at } });
  expect(differing(USER, profile({ $instant: at }), profile('2026-03-01T00:00:00Z'))).toEqual([
    'ai_user_profile.generated_at',
  ]);
});

test('an instant of the run on both sides is equal, against an old one it is not', () => {
  const now = { $instant: RUN.from + 1 };
  expect(differing(GOAL, { updated_at: now }, { updated_at: { $instant: RUN.from + 900 } })).toEqual([]);
  expect(differing(GOAL, { updated_at: now }, { updated_at: { $instant: 5 } })).toEqual(['updated_at']);
});

test('bookkeeping does not count', () => {
  expect(differing('users/u1/folders/f1', { icon: 'x', id: 'f1', name: 'a' }, { icon: 'y', name: 'a' })).toEqual([]);
});
