import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  flag,
  id,
  instant,
  jsonText,
  keyed,
  list,
  modelText,
  number,
  optional,
  orNow,
  ranking,
  record,
  setOf,
  text,
  unseen,
  whole,
} from '../../src/client/blocks.ts';
import { decodeJson, decoder } from '../../src/client/decode.ts';
import type { Block } from '../../src/client/descriptor.ts';
import { newClock } from '../../src/compare/clock.ts';
import { type Knowledge, newKnowledge } from '../../src/compare/equality.ts';
import { newIdentity } from '../../src/compare/identity.ts';
import { learnValues } from '../../src/compare/learn.ts';
import { compareValues } from '../../src/compare/values.ts';

const RUN = { from: Date.parse('2026-11-24T01:00:00Z') * 1000, to: Date.parse('2026-11-24T01:00:05Z') * 1000 };

const equality = (): Knowledge => newKnowledge(newIdentity(), newClock({ rust: [RUN], python: [RUN] }));

function compare(block: Block, rust: unknown, python: unknown, eq = equality()) {
  const how = decoder(block);
  const [a, b] = [decodeJson(how, rust), decodeJson(how, python)];
  if (!a.ok || !b.ok) throw new Error(JSON.stringify([a, b]));
  learnValues(how.shape, a.value, b.value, eq);
  return compareValues(how.shape, a.value, b.value, eq);
}

const kinds = (block: Block, rust: unknown, python: unknown, eq?: Knowledge): string[] =>
  compare(block, rust, python, eq).differences.map((d) => `${d.kind} ${d.pointer}`);

describe('instants', () => {
  const row = record({ at: instant() });
  test('the same moment in other words is equal', () => {
    expect(kinds(row, { at: '2026-03-14T17:05:00.040Z' }, { at: '2026-03-14T18:05:00.040000+01:00' })).toEqual([]);
  });
  test('one microsecond is a difference, a nanosecond is not', () => {
    expect(kinds(row, { at: '2026-03-14T17:05:00.000001Z' }, { at: '2026-03-14T17:05:00Z' })).toEqual(['value /at']);
    expect(kinds(row, { at: '2026-03-14T17:05:00.000001999Z' }, { at: '2026-03-14T17:05:00.000001Z' })).toEqual([]);
  });
  test('now is now, and never an old time', () => {
    expect(kinds(row, { at: '2026-11-24T01:00:01Z' }, { at: '2026-11-24T01:00:04Z' })).toEqual([]);
    expect(kinds(row, { at: '2026-11-24T01:00:01Z' }, { at: '2026-03-01T00:00:00Z' })).toEqual(['value /at']);
    const made = record({ at: orNow(instant()) });
    expect(kinds(made, {}, { at: '2026-11-24T01:00:04Z' })).toEqual([]);
    expect(kinds(made, {}, { at: '2026-03-01T00:00:00Z' })).toEqual(['value /at']);
  });
  test('a time that the world holds is old even inside the window', () => {
    const eq = equality();
    eq.clock.remember(Date.parse('2026-11-24T01:00:01Z') * 1000);
    expect(kinds(row, { at: '2026-11-24T01:00:01Z' }, { at: '2026-11-24T01:00:04Z' }, eq)).toEqual(['value /at']);
  });
  test('a text that only looks like an old instant is a text; one of the run is now', () => {
    const title = record({ t: text() });
    expect(kinds(title, { t: '2026-02-03T10:00:00Z' }, { t: '2026-02-03T11:00:00+01:00' })).toEqual(['value /t']);
    expect(kinds(title, { t: '2026-11-24T01:00:01Z' }, { t: '2026-11-24T01:00:04+00:00' })).toEqual([]);
  });
  test('instants in a set are instants', () => {
    const set = record({ t: setOf(instant()), u: setOf(text()) });
    const [z, offset] = ['2026-02-03T10:00:00Z', '2026-02-03T11:00:00+01:00'];
    expect(kinds(set, { t: [z], u: [] }, { t: [offset], u: [] })).toEqual([]);
    expect(kinds(set, { t: [], u: [z] }, { t: [], u: [offset] })).toEqual(['missing /u/0', 'missing /u/0']);
  });
  test('epoch seconds inside a text', () => {
    const scoring = record({ s: text() });
    const at = (second: number): string => `01_998_${RUN.from / 1e6 + second}`;
    expect(kinds(scoring, { s: at(1) }, { s: at(2) })).toEqual([]);
    expect(kinds(scoring, { s: at(1) }, { s: '01_998_1700000000' })).toEqual(['value /s']);
    expect(kinds(scoring, { s: at(1) }, { s: at(2).replace('998', '999') })).toEqual(['value /s']);
  });
});

describe('ids', () => {
  const made = record({ id: id(), url: text(), parent: optional(id()) });
  test('new on both sides: one value, wherever it stands', () => {
    const a = { id: '6e664b7084ac449a', url: 'https://h/6e664b7084ac449a' };
    const b = { id: '1bd43a7181664e6c', url: 'https://h/1bd43a7181664e6c' };
    expect(kinds(made, a, b)).toEqual([]);
  });
  test('old on one side: a finding', () => {
    const eq = equality();
    eq.identity.remember('rust', 'world-1');
    expect(kinds(made, { id: 'world-1', url: '' }, { id: 'other-1', url: '' }, eq)).toEqual(['value /id']);
  });
  test('a broken one-to-one is a finding', () => {
    const eq = equality();
    expect(kinds(made, { id: 'r-1', url: '' }, { id: 'p-1', url: '' }, eq)).toEqual([]);
    expect(kinds(made, { id: 'r-1', url: '' }, { id: 'p-2', url: '' }, eq)).toEqual(['identity /id']);
    expect(kinds(made, { id: 'r-2', url: '' }, { id: 'p-1', url: '' }, eq)).toEqual(['identity /id']);
  });
});

describe('lists', () => {
  const row = record({ id: id(), n: whole() });
  const shown = list(row, 'id');
  const eq = (): Knowledge => {
    const known = equality();
    for (const v of ['a', 'b', 'c']) for (const s of ['rust', 'python'] as const) known.identity.remember(s, v);
    return known;
  };
  const rows = (...names: string[]): unknown => names.map((name) => ({ id: name, n: name.charCodeAt(0) }));

  test('order where it is shown, not where it is not', () => {
    expect(kinds(shown, rows('a', 'b'), rows('b', 'a'), eq())).toEqual(['order ']);
    expect(kinds(keyed(row, 'id'), rows('a', 'b'), rows('b', 'a'), eq())).toEqual([]);
  });
  test('missing and extra elements name the side that lacks them', () => {
    const { differences } = compare(shown, rows('a', 'b'), rows('b', 'c'), eq());
    expect(differences.map((d) => [d.kind, d.pointer, d.lacks])).toEqual([
      ['missing', '/0', 'python'],
      ['missing', '/1', 'rust'],
    ]);
  });
  test('a key twice on one side only is a finding, on both a note', () => {
    expect(kinds(shown, rows('a', 'b'), rows('a', 'a'), eq())).toContain('key ');
    const both = compare(shown, rows('a', 'a'), rows('a', 'a'), eq());
    expect(both.differences).toEqual([]);
    expect(both.notes).toHaveLength(1);
  });
  test('new elements are paired by what they hold', () => {
    const rust = [
      { id: 'new-r-1', n: 1 },
      { id: 'new-r-2', n: 2 },
    ];
    const python = [
      { id: 'new-p-2', n: 2 },
      { id: 'new-p-1', n: 1 },
    ];
    expect(kinds(keyed(row, 'id'), rust, python)).toEqual([]);
    expect(kinds(shown, rust, python)).toEqual(['order ']);
  });
  test('sets', () => {
    const tags = record({ t: setOf(text()) });
    expect(kinds(tags, { t: ['a', 'b'] }, { t: ['b', 'a', 'a'] })).toEqual([]);
    expect(kinds(tags, { t: ['a'] }, { t: ['a', 'c'] })).toEqual(['missing /t/1']);
  });
  test('equal ranks have no order, and at the end of a full list no membership', () => {
    const top = ranking(record({ app: text(), s: whole() }), { key: 'app', rank: 's', top: 2 });
    const of = (...pairs: [string, number][]): unknown => pairs.map(([app, s]) => ({ app, s }));
    expect(kinds(top, of(['x', 5], ['y', 5]), of(['y', 5], ['x', 5]))).toEqual([]);
    expect(kinds(top, of(['x', 5], ['y', 4]), of(['y', 4], ['x', 5]))).toEqual(['order ']);
    expect(kinds(top, of(['x', 5], ['y', 4]), of(['x', 5], ['z', 4]))).toEqual([]);
    expect(kinds(top, of(['x', 5]), of(['x', 5], ['z', 4]))).toEqual(['missing /1']);
  });
});

describe('texts and numbers', () => {
  test('wordings of a model, JSON in strings, tolerances, unseen values', () => {
    const all = record({ m: modelText(), j: jsonText(), d: number(1e-6), u: unseen(text()) });
    const a = { m: 'Hello', j: '{"a":1,"b":[2]}', d: 0.3, u: 'x' };
    const b = { m: 'Hi', j: '{ "b": [2], "a": 1.0 }', d: 0.1 + 0.2, u: 'y' };
    expect(kinds(all, a, b)).toEqual([]);
    expect(kinds(all, a, { ...b, m: '', j: '{"a":2}', d: 0.31 })).toEqual(['value /m', 'value /j', 'value /d']);
  });
  test('1 and 1.0 and minus zero', () => {
    const n = record({ n: number(), w: whole() });
    expect(kinds(n, { n: -0, w: 1 }, { n: 0, w: 1.0 })).toEqual([]);
  });
});

test('long integers are told apart as Int, and not where the client holds the same Double', () => {
  const [a, b] = [9007199254740993n, 9007199254740992n];
  expect(kinds(record({ v: whole() }), { v: a }, { v: b })).toEqual(['value /v']);
  expect(kinds(record({ v: number() }), { v: a }, { v: b })).toEqual([]);
  expect(kinds(record({ v: number() }), { v: a }, { v: 9007199254740994n })).toEqual(['value /v']);
});

describe('properties', () => {
  const anything = list(record({ id: id(), t: text(), n: number(), f: flag(), o: optional(text()) }), 'id');
  const rows = fc.uniqueArray(
    fc.record({ id: fc.uuid(), t: fc.string(), n: fc.integer(), f: fc.boolean(), o: fc.option(fc.string()) }),
    { selector: (r) => r.id },
  );

  test('a value is equal to itself', () => {
    fc.assert(fc.property(rows, (value) => void expect(kinds(anything, value, value)).toEqual([])));
  });

  test('a value is equal to itself with every id renamed one-to-one', () => {
    fc.assert(
      fc.property(rows, (value) => {
        const renamed = value.map((r, i) => ({ ...r, id: `renamed-${i}` }));
        expect(kinds(list(record({ id: id(), n: number() }), 'id'), value, renamed)).toEqual([]);
      }),
    );
  });

  test('one changed text is one difference, at its place', () => {
    fc.assert(
      fc.property(
        rows.filter((r) => r.length > 0),
        fc.nat(),
        (value, at) => {
          const i = at % value.length;
          const changed = value.map((r, k) => (k === i ? { ...r, t: `${r.t} changed` } : r));
          expect(kinds(anything, value, changed)).toEqual([`value /${i}/t`]);
        },
      ),
    );
  });
});
