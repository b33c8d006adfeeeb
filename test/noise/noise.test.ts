import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Shape } from '../../src/client/shape.ts';
import { newClock } from '../../src/compare/clock.ts';
import { newKnowledge } from '../../src/compare/equality.ts';
import { newIdentity } from '../../src/compare/identity.ts';
import { compareValues } from '../../src/compare/values.ts';
import { findingSchema } from '../../src/model/result.ts';
import { apartFromNoise, noiseOf } from '../../src/noise/noise.ts';
import type { ComparePointers, Reading, RepeatedStep } from '../../src/noise/repetitions.ts';

const number: Shape = { kind: 'number' };
const shape: Shape = {
  kind: 'record',
  fields: {
    total: number,
    items: { kind: 'list', order: 'shown', element: { kind: 'record', fields: { score: number, rank: number } } },
    trace: { kind: 'unseen' },
  },
};
const nowhere = { from: 0, to: 0 };

/** The comparer of the answers of two sides, on two answers of one. */
const compare: ComparePointers = (of, a, b) => {
  const eq = newKnowledge(newIdentity(), newClock({ rust: [nowhere], python: [nowhere] }));
  return compareValues(of, a, b, eq).differences.map((d) => d.pointer);
};

const answer = (score: number, rank = 1, total = 1): Reading => ({
  ok: true,
  value: {
    total,
    items: [
      { score: 0, rank: 0 },
      { score, rank },
    ],
    trace: Math.random(),
  },
});
const failure: Reading = { ok: false, reason: 'status 500' };
const ROUTE = 'GET /v1/things';
const step = (rust: Reading[], python: Reading[], name = 'list'): RepeatedStep => ({
  route: ROUTE,
  suite: 'things',
  case: 'many',
  step: name,
  shape,
  readings: { rust, python },
});

test('a field that changes by itself on both sides is named, with a rule to write, and is no finding', () => {
  const noise = noiseOf([step([answer(1), answer(2), answer(3)], [answer(4), answer(4), answer(5)])], compare);
  expect(noise.fields).toMatchObject([{ pointer: '/items/*/score', sides: ['rust', 'python'], kind: 'field' }]);
  expect(noise.findings).toEqual([]);
  expect(noise.proposals).toHaveLength(1);
  const [proposal] = noise.proposals;
  expect(proposal?.entry).toMatchObject({
    route: ROUTE,
    pointer: '/items/*/score',
    class: 'differs',
    owner: '',
    until: '',
  });
  expect(proposal?.entry.reason).toContain('rust 1, then 2; python 4, then 5');
  expect(proposal?.text).toContain(JSON.stringify(proposal?.entry, null, 2));
});

test('a field that changes by itself on one side only is a finding that the report can hold', () => {
  const noise = noiseOf([step([answer(9), answer(9)], [answer(1), answer(2)])], compare);
  expect(noise.proposals).toEqual([]);
  expect(noise.findings).toHaveLength(1);
  const [finding] = noise.findings;
  expect(finding).toMatchObject({
    kind: 'noise',
    pointer: '/items/*/score',
    step: 'list',
    direction: 'python',
    python: '1, then 2',
  });
  expect(finding?.message).toContain('on rust it does not');
  expect(findingSchema.parse(finding)).toEqual(finding);
});

test('noise of the two sides in different steps of a route is noise of both', () => {
  const noise = noiseOf(
    [
      step([answer(1), answer(2)], [answer(5), answer(5)], 'first'),
      step([answer(1), answer(1)], [answer(5), answer(6)], 'second'),
    ],
    compare,
  );
  expect(noise.findings).toEqual([]);
  expect(noise.proposals).toHaveLength(1);
});

test('sides that differ from each other and never from themselves have no noise', () => {
  const noise = noiseOf([step([answer(1), answer(1)], [answer(2, 7), answer(2, 7)])], compare);
  expect(noise).toEqual({ fields: [], findings: [], proposals: [], unrepeated: [] });
});

test('the last repetition counts as much as the second', () => {
  const noise = noiseOf([step([answer(1), answer(1), answer(1), answer(2)], [answer(1), answer(1)])], compare);
  expect(noise.findings).toMatchObject([{ direction: 'rust', rust: '1, then 2' }]);
});

test('a call that fails by turns is a finding on one side and on both, and is never proposed as a rule', () => {
  const one = noiseOf([step([answer(1), answer(1)], [answer(1), failure, answer(1)])], compare);
  expect(one.findings).toMatchObject([{ pointer: '', direction: 'python' }]);
  const both = noiseOf([step([answer(1), failure], [failure, answer(1)])], compare);
  expect(both.findings.map((f) => f.direction)).toEqual(['both', 'both']);
  expect([...one.proposals, ...both.proposals]).toEqual([]);
});

test('a side that was not repeated is said to be unknown, not steady', () => {
  const noise = noiseOf([step([answer(1), answer(2)], [answer(1)])], compare);
  expect(noise.findings).toEqual([]);
  expect(noise.fields).toMatchObject([{ sides: ['rust'] }]);
  expect(noise.unrepeated).toMatchObject([{ side: 'python', step: 'list' }]);
});

test('findings at a noisy field stand apart from the others, which stay', () => {
  const noise = noiseOf([step([answer(1), answer(2)], [answer(3), answer(4)])], compare);
  const at = (route: string, pointer: string) => ({ route, pointer });
  const noisy = at(ROUTE, '/items/0/score');
  const others = [at(ROUTE, '/items/0/rank'), at(ROUTE, '/items'), at('GET /v1/other', '/items/0/score')];
  expect(apartFromNoise(noise, [noisy, ...others])).toEqual({ noise: [noisy], others });
});

test('every field that changes is named exactly once, and nothing else', () => {
  const value = fc.record({ score: fc.integer({ min: 0, max: 2 }), rank: fc.integer({ min: 0, max: 2 }) });
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 2, maxLength: 5 }),
      fc.array(value, { minLength: 2, maxLength: 5 }),
      (r, p) => {
        const readings = (values: { score: number; rank: number }[]) => values.map((v) => answer(v.score, v.rank));
        const noise = noiseOf([step(readings(r), readings(p))], compare);
        const changes = (name: 'score' | 'rank', of: { score: number; rank: number }[]) =>
          new Set(of.map((v) => v[name])).size > 1;
        const expected = (['score', 'rank'] as const).flatMap((name) => {
          const sides = [...(changes(name, r) ? ['rust'] : []), ...(changes(name, p) ? ['python'] : [])];
          return sides.length ? [`/items/*/${name} ${sides.join()}`] : [];
        });
        expect(noise.fields.map((f) => `${f.pointer} ${f.sides.join()}`).sort()).toEqual(expected.sort());
        expect(noise.findings.length + noise.proposals.length).toBe(expected.length);
      },
    ),
  );
});
