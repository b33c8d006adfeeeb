import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildCatalog } from '../../src/catalog/catalog.ts';
import { field } from '../../src/catalog/collection.ts';
import { shiftTo } from '../../src/state/shift.ts';
import { type DeclaredTimes, shiftDocuments, shiftPath, shiftWorld } from '../../src/state/shift-world.ts';
import { catalog } from '../../suites/catalog.ts';
import { readFixture } from '../support/cases.ts';

const RECORDED = '2026-11-24T01:58:00.000Z';
/** 9 days, 3 h, 4 min, 5.678 s later: 788,646 whole seconds. */
const NOW = Date.parse('2026-12-03T05:02:05.678Z');
const shift = shiftTo(RECORDED, NOW);

const epoch = field([], { holds: 'epoch' });
const declared = buildCatalog([
  {
    name: 'x',
    routes: [],
    redisTimes: ['seen:*'],
    collections: [
      {
        path: 'users/{uid}/memories/{id}',
        fields: {
          at: epoch,
          all: epoch,
          rank: epoch,
          plan: { form: 'map', fields: { end: epoch } },
          rows: field([], { fields: { at: epoch } }),
        },
      },
      { path: 'users/{uid}/days/{day}', fields: {}, named: 'day' },
      { path: 'users/{uid}/hours/{hour}', fields: {}, named: 'hour' },
      { path: 'users/{uid}/days/{day}/parts/{part}', fields: {} },
    ],
  },
]);
const nothing: DeclaredTimes = buildCatalog([]);

describe('numbers and digits in documents', () => {
  const documents = {
    'users/u/memories/m1': {
      at: { integerValue: '1795485480' },
      all: { arrayValue: { values: [{ doubleValue: 1795485480 }, { doubleValue: 1795485481.25 }] } },
      rank: { stringValue: '01_999_1795485480' },
      plan: { mapValue: { fields: { end: { integerValue: '1395485480' }, serial: { integerValue: '1795485480' } } } },
      rows: { arrayValue: { values: [{ mapValue: { fields: { at: { integerValue: '1795485480' } } } }] } },
      other: { integerValue: '1795485480' },
      text: { stringValue: '01_999_1795485480' },
      ms: { integerValue: '1795485480000' },
      double: { doubleValue: 1795485480.5 },
    },
  };

  test('move where the field is declared, from any distance, and nowhere else', () => {
    expect(shiftDocuments(shift, documents, declared)).toEqual({
      'users/u/memories/m1': {
        at: { integerValue: '1796274126' },
        all: { arrayValue: { values: [{ doubleValue: 1796274126 }, { doubleValue: 1796274127.25 }] } },
        rank: { stringValue: '01_999_1796274126' },
        plan: { mapValue: { fields: { end: { integerValue: '1396274126' }, serial: { integerValue: '1795485480' } } } },
        rows: { arrayValue: { values: [{ mapValue: { fields: { at: { integerValue: '1796274126' } } } }] } },
        other: { integerValue: '1795485480' },
        text: { stringValue: '01_999_1795485480' },
        ms: { integerValue: '1795485480000' },
        double: { doubleValue: 1795485480.5 },
      },
    });
    expect(shiftDocuments(shift, documents, nothing)).toEqual(documents);
  });

  test('of a declared field stay where they are no time', () => {
    const none = {
      'users/u/memories/m1': {
        at: { integerValue: '0' },
        all: {
          arrayValue: {
            values: [{ integerValue: '1795485480000' }, { doubleValue: 'NaN' as const }, { nullValue: null }],
          },
        },
        rank: { stringValue: '01_999_' },
        plan: { stringValue: '1795485480' },
      },
    };
    expect(shiftDocuments(shift, none, declared)).toEqual(none);
  });
});

test('what shows that it is a time moves without a declaration', () => {
  const documents = {
    'users/u/anything/x': {
      made: { timestampValue: '2026-11-24T00:30:00Z' },
      text: { stringValue: 'at 2026-11-24T01:58:00.000Z' },
      tags: { arrayValue: { values: [{ stringValue: '2026-11-25' }, { stringValue: 'c0ffee' }, { nullValue: null }] } },
      until: { mapValue: { fields: { '2026-11-26': { timestampValue: '2026-11-25T01:58:00.000001Z' } } } },
    },
  };
  expect(shiftDocuments(shift, documents, nothing)).toEqual({
    'users/u/anything/x': {
      made: { timestampValue: '2026-12-03T03:34:05.678000Z' },
      text: { stringValue: 'at 2026-12-03T05:02:05.678Z' },
      tags: { arrayValue: { values: [{ stringValue: '2026-12-04' }, { stringValue: 'c0ffee' }, { nullValue: null }] } },
      until: { mapValue: { fields: { '2026-12-05': { timestampValue: '2026-12-04T05:02:05.678001Z' } } } },
    },
  });
});

describe('documents named by a day or an hour', () => {
  test('move with the fields that repeat the name, from any distance', () => {
    const counters = { year: { integerValue: '2026' }, month: { integerValue: '11' }, day: { integerValue: '24' } };
    const documents = {
      'users/u/days/2025-11-24': { date: { stringValue: '2025-11-24' }, ...counters, count: { integerValue: '24' } },
      'users/u/days/20261124': { ...counters },
      'users/u/hours/2026-11-24-00': { id: { stringValue: '2026-11-24-00' }, ...counters, hour: { integerValue: '0' } },
    };
    expect(shiftDocuments(shift, documents, declared)).toEqual({
      // Its year is another: what does not repeat the name stays.
      'users/u/days/2025-12-03': {
        date: { stringValue: '2025-12-03' },
        year: { integerValue: '2026' },
        month: { integerValue: '12' },
        day: { integerValue: '3' },
        count: { integerValue: '24' },
      },
      'users/u/days/20261203': { ...counters },
      'users/u/hours/2026-12-03-04': {
        id: { stringValue: '2026-12-03-04' },
        year: { integerValue: '2026' },
        month: { integerValue: '12' },
        day: { integerValue: '3' },
        hour: { integerValue: '4' },
      },
    });
  });

  test.each([
    ['users/u/days/2026-11-24/parts/2026-11-24', 'users/u/days/2026-12-03/parts/2026-11-24'],
    ['users/u/hours/2026-11-24', 'users/u/hours/2026-11-24'],
    ['users/u/days/2026-11-24-00', 'users/u/days/2026-11-24-00'],
    ['users/u/days/x2026-11-24', 'users/u/days/x2026-11-24'],
    ['users/u/others/2026-11-24', 'users/u/others/2026-11-24'],
  ])('%s', (from, to) => expect(shiftPath(shift, from, declared)).toBe(to));
});

describe('Redis', () => {
  const moved = (redis: string[][], of: DeclaredTimes = declared) =>
    shiftWorld(shift, { documents: {}, redis }, of).redis;

  test('numbers and names of days at a declared key, in every unit', () => {
    const commands = [
      ['ZADD', 'seen:u', '1795485480', '29924758', '1795485481', '1795485480000', '1795485480000000'],
      ['SET', 'seen:u:20261124', '20261124'],
      ['HSET', 'seen:u', '29924758', '2400000'],
    ];
    expect(moved(commands)).toEqual([
      ['ZADD', 'seen:u', '1796274120', '29937902', '1796274127', '1796274125678', '1796274125678000'],
      ['SET', 'seen:u:20261203', '20261203'],
      ['HSET', 'seen:u', '29937902', '2400000'],
    ]);
    const elsewhere = commands.map(([verb = '', key = '', ...args]) => [verb, key.replace('seen', 'sent'), ...args]);
    expect(moved(elsewhere)).toEqual(elsewhere);
  });

  test('texts with instants and the end of a key at any key', () => {
    expect(
      moved([
        ['SET', 'k', "{'rated_at': '2026-11-24T01:58:00.000Z'}", 'EXAT', '1795485480'],
        ['EXPIREAT', 'k', '1795485480'],
        ['PEXPIREAT', 'k', '1795485480000'],
        ['EXPIRE', 'k', '1795485480'],
      ]),
    ).toEqual([
      ['SET', 'k', "{'rated_at': '2026-12-03T05:02:05.678Z'}", 'EXAT', '1796274126'],
      ['EXPIREAT', 'k', '1796274126'],
      ['PEXPIREAT', 'k', '1796274125678'],
      ['EXPIRE', 'k', '1795485480'],
    ]);
  });

  test('commands without times stay as they are', () => {
    const redis = [
      ['SET', 'plugins:weather-whisper:installs', '5120'],
      ['EXPIRE', 'rl:chat:initial:parity-user-1', '2592000'],
      ['SADD', 'users:parity-user-1:enabled_plugins', 'lingua'],
    ];
    expect(moved(redis, catalog)).toEqual(redis);
  });
});

describe('what the suites declare', () => {
  test.each([
    [
      'users/u',
      { subscription: { mapValue: { fields: { current_period_end: { integerValue: '1790000000' } } } } },
      '1790788646',
    ],
    ['users/u/memories/m', { scoring: { stringValue: '01_999_1772300002' } }, '01_999_1773088648'],
    ['users/u/goals/g/goal_history/2026-11-24', {}, 'goal_history/2026-12-03'],
    ['users/u/llm_usage/2026-11-24', {}, 'llm_usage/2026-12-03'],
    ['users/u/hourly_usage/2026-11-24-00', {}, 'hourly_usage/2026-12-03-04'],
  ])('%s', (path, fields, expected) => {
    expect(JSON.stringify(shiftDocuments(shift, { [path]: fields }, catalog))).toContain(expected);
  });

  test('the counters of a recorded fair-use case keep their minutes in step and their distance to now', async () => {
    const recording = await readFixture(
      join(import.meta.dirname, '../../fixtures/fair-use/restrict-stage-over-the-cap'),
    );
    const of = shiftTo(recording.recordedAt, NOW);
    const moved = shiftWorld(of, recording.world, catalog).redis;
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
});
