import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ParityError } from '../../src/errors.ts';
import { readHar } from '../../src/recordings/har.ts';
import { malformed } from '../../src/sides/malformed.ts';
import { FIXTURES } from '../support/cases.ts';
import { entryOf, harOf, written } from '../support/har.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const recorded = JSON.parse(readFileSync(join(FIXTURES, 'goals/create-with-little/rust.har'), 'utf8')) as Json;
const form = { mimeType: 'multipart/form-data; boundary=x', params: [{ name: 'a', value: 'b' }] };
const content = { size: 4, mimeType: 'application/json', text: 'W10K', encoding: 'base64' };
const seeds = [
  recorded,
  harOf(
    entryOf({ request: { postData: form }, content }),
    entryOf({ entry: { comment: 'two' }, response: { status: 0 } }),
  ) as Json,
];

/** Every place of a value, as the keys that lead there. */
function* placesOf(value: Json, path: string[] = []): Generator<string[]> {
  if (path.length > 0) yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) yield* placesOf(inner, [...path, key]);
}

/** Changes what stands at a place; `undefined` takes it away. */
function put(root: Json, path: readonly string[], value: Json | undefined): void {
  let at: unknown = root;
  for (const key of path.slice(0, -1)) at = Reflect.get(at as object, key);
  const last = path.at(-1) as string;
  if (typeof at !== 'object' || at === null) return;
  if (value === undefined) Reflect.deleteProperty(at, last);
  // A copy: the same value put into itself would be a circle.
  else Reflect.set(at, last, structuredClone(value));
}

const odd: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json[]>(null, true, 0, -1, 200.5, 1e308, '', 'x', ' ', 'a b', [], {}, [null], [[]], { name: 'a' }),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
);
const header = fc.record({
  name: fc.oneof(fc.constantFrom(':path', 'Expect', 'TE'), fc.string({ unit: 'binary' })),
  value: odd,
});

const change = fc.oneof(
  fc.record({ kind: fc.constant('drop' as const), at: fc.nat() }),
  fc.record({ kind: fc.constant('retype' as const), at: fc.nat(), value: odd }),
  fc.record({ kind: fc.constant('header' as const), at: fc.nat(), header }),
);
const mutant = fc.record({
  seed: fc.constantFrom(...seeds),
  changes: fc.array(change, { minLength: 1, maxLength: 3 }),
  cut: fc.option(fc.nat(), { freq: 5 }),
});

function textOf({ seed, changes, cut }: typeof mutant extends fc.Arbitrary<infer T> ? T : never): string {
  const har = structuredClone(seed);
  for (const c of changes) {
    const places = [...placesOf(har)].filter((p) => c.kind !== 'header' || p.at(-2) === 'headers');
    const place = places[c.at % Math.max(1, places.length)];
    if (place) put(har, place, c.kind === 'drop' ? undefined : c.kind === 'retype' ? c.value : c.header);
  }
  const text = JSON.stringify(har);
  return cut === null ? text : text.slice(0, cut % text.length);
}

const PLACE = /(at \/log|at the top level|line \d+, column \d+|at \/log\/entries\/\d+)/;

test('a thousand broken files: steps that can be sent, or an error with file and place', async () => {
  const seen = { steps: 0, errors: 0, unusable: 0 };
  await fc.assert(
    fc.asyncProperty(mutant, async (given) => {
      const file = written(textOf(given));
      try {
        for (const step of await readHar(file)) {
          seen.steps += 1;
          if (step.unusable) seen.unusable += 1;
          expect(Number.isFinite(step.startedAt) && step.endedAt >= step.startedAt).toBe(true);
          expect(malformed(step.request)).toBeUndefined();
          expect(step.unusable !== undefined || (step.answer.status >= 200 && step.answer.status <= 599)).toBe(true);
        }
      } catch (error) {
        if (!(error instanceof ParityError)) throw error;
        seen.errors += 1;
        expect(error.message).toContain(basename(file));
        expect(error.message).toMatch(PLACE);
      }
    }),
    { numRuns: 1000 },
  );
  // The mutations reach both.
  expect(Math.min(seen.steps, seen.errors, seen.unusable)).toBeGreaterThan(20);
});
