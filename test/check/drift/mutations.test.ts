/** A client of three thousand lines that does what the catalogue says, and changes of it. */
import { beforeAll, describe, expect, test } from 'vitest';
import { type Parse, swiftParser } from '../../../src/commands/check/swift-parser.ts';
import { times } from '../../support/long.ts';
import { swiftClient } from '../../support/swift/client.ts';
import { drifted, everyCall, shownDrift } from '../../support/swift/drifted.ts';
import { MUTATIONS, mutated } from '../../support/swift/mutations.ts';

let parse: Parse;
beforeAll(async () => {
  parse = await swiftParser();
});
const client = swiftClient(everyCall);

test('the client as the catalogue has it gives no difference, and all of it is read', () => {
  expect(client.split('\n').length).toBeGreaterThan(3_000);
  const found = drifted(parse, client);
  expect(shownDrift(found)).toEqual([]);
  expect([found.dead, found.unread, found.elsewhere, found.unreadRoutes]).toEqual([[], [], [], []]);
  expect(found.calls.length).toBe(everyCall.length);
});

test('all changes at once show what each of them shows, and nothing else', () => {
  expect(MUTATIONS.length).toBeGreaterThanOrEqual(30);
  const found = drifted(parse, MUTATIONS.reduce(mutated, client));
  expect(shownDrift(found)).toEqual(MUTATIONS.flatMap(({ shows }) => shows).sort());
  expect(found.unread).toEqual([]);
});

// What one change hides, another might show.
describe.each(MUTATIONS.slice(0, times(3, MUTATIONS.length)))('$what', (mutation) => {
  test('alone shows exactly that', () => {
    expect(shownDrift(drifted(parse, mutated(client, mutation)))).toEqual([...mutation.shows].sort());
  });
});
