import { expect, test } from 'vitest';
import { buildCatalog, type Catalog } from '../../src/catalog/catalog.ts';
import type { Collection } from '../../src/catalog/collection.ts';
import { id, instant, optional, orElse, orNow, record, text, unseen } from '../../src/client/blocks.ts';
import { decoder } from '../../src/client/decode.ts';
import type { Block } from '../../src/client/descriptor.ts';
import type { Case, Changes, Fields } from '../../src/model/case.ts';
import { planProof } from '../../src/prove/candidates.ts';
import type { Facts, Unnoticed } from '../../src/prove/facts.ts';
import { countLeftOut, describeLeftOut } from '../../src/prove/left-out.ts';
import { prove } from '../../src/prove/run-proof.ts';

const ROUTE = 'POST /v1/things';
const STARTED = Date.parse('2026-03-01T09:00:00Z');

/** What the client is known to decode, whatever the decoder under test says. */
const facts = (unnoticed: Unnoticed[] = []): Facts => ({
  calls: [{ route: ROUTE, dead: false, decodes: { id: 'string', name: 'string?', note: 'string?', made: 'date?' } }],
  unnoticed,
});

const right = { id: text(), name: orElse(text(), 'New'), note: optional(text()), made: orNow(instant()) };

const catalogOf = (fields: Record<string, Block> = right, collections: Collection[] = []): Catalog =>
  buildCatalog([
    {
      name: 'things',
      routes: [
        {
          method: 'POST',
          path: '/v1/things',
          kind: 'write',
          decoder: decoder(record(fields)),
          writes: [{ path: 'things/{id}' }],
        },
      ],
      collections,
    },
  ]);

function thing(body: object, document?: Fields): Case {
  const changes: Changes = { set: document ? { 'things/t1': document } : {}, deleted: [] };
  return {
    suite: 'things',
    name: 'one',
    note: '',
    recordedAt: new Date(STARTED).toISOString(),
    needs: [],
    world: { documents: {}, redis: [] },
    rust: [
      {
        id: 'make',
        startedAt: STARTED,
        endedAt: STARTED + 10,
        request: { method: 'POST', target: '/v1/things', headers: [], body: Buffer.from('{"id":"t1"}') },
        answer: { status: 200, headers: [], body: Buffer.from(JSON.stringify(body)) },
      },
    ],
    changes: { rust: changes, python: changes },
  };
}

const places = (leftOut: readonly { kind: string; pointer: string; reason: string }[]): string[] =>
  leftOut.map((p) => `${p.kind} ${p.pointer} ${p.reason}`).sort();

const survivors = (one: Case, catalog: Catalog): string[] =>
  prove(planProof([one], { catalog }, facts()).candidates, { catalog, recordedUid: 'u' }).survived.map(
    (s) => `${s.kind} ${s.pointer}: expected ${s.expected}, found ${s.found}`,
  );

const DEFAULTS = { id: 't1', name: 'New', note: 'n', made: '2026-03-01T09:00:00Z' };

test('a key whose value the client puts in by itself is left out and counted, others are tried', () => {
  const { leftOut, candidates } = planProof([thing(DEFAULTS)], { catalog: catalogOf() }, facts());
  expect(places(leftOut)).toEqual(['drop /made default', 'drop /name default']);
  expect(candidates.filter((c) => c.kind === 'drop').map((c) => c.pointer)).toEqual(['/id', '/note']);
  expect(describeLeftOut(leftOut)).toBe(
    '2 left out: 2 where the client puts in the same value, 0 that suites/unnoticed.json names (0 entries), 0 ids that each side makes for itself',
  );
});

test('the client’s clock stands for a time of the run only', () => {
  const old = thing({ ...DEFAULTS, name: 'x', made: '2025-03-01T09:00:00Z' });
  expect(planProof([old], { catalog: catalogOf() }, facts()).leftOut).toEqual([]);
  expect(survivors(old, catalogOf())).toEqual([]);
});

test('what one case leaves out another may try', () => {
  const other = thing({ ...DEFAULTS, name: 'Mine' });
  expect(places(planProof([thing(DEFAULTS), other], { catalog: catalogOf() }, facts()).leftOut)).toEqual([
    'drop /made default',
  ]);
  expect(places(planProof([other, thing(DEFAULTS)], { catalog: catalogOf() }, facts()).leftOut)).toEqual([
    'drop /made default',
  ]);
});

test('an entry of unnoticed.json leaves out what it names, and is counted once', () => {
  const entry: Unnoticed = {
    route: ROUTE,
    pointer: '/note',
    kinds: ['value'],
    reason: 'never shown',
    page: 'things.md',
    says: 'the note is not shown',
  };
  const { leftOut } = planProof([thing(DEFAULTS)], { catalog: catalogOf() }, facts([entry]));
  expect(countLeftOut(leftOut)).toEqual({ default: 2, unnoticed: 2, generated: 0 });
  expect(places(leftOut)).toContain('other-value /note unnoticed');
  expect(describeLeftOut(leftOut)).toContain('2 that suites/unnoticed.json names (1 entry)');
});

test('a decoder that has forgotten a key has no default for it', () => {
  const { name: _, ...forgetful } = right;
  expect(places(planProof([thing(DEFAULTS)], { catalog: catalogOf(forgetful) }, facts()).leftOut)).toEqual([
    'drop /made default',
  ]);
  expect(survivors(thing(DEFAULTS), catalogOf(forgetful))).toContain('drop /name: expected differs, found equal');
});

test('an id that a server makes may be another, unless nobody would notice', () => {
  const of = (name: Block): Catalog => catalogOf({ ...right, name });
  const left = (catalog: Catalog): string[] => places(planProof([thing(DEFAULTS)], { catalog }, facts()).leftOut);
  expect(left(of(optional(id())))).toContain('other-value /name generated');
  for (const name of [optional(text()), unseen(optional(id()))])
    expect(left(of(name))).not.toContain('other-value /name generated');
  expect(survivors(thing(DEFAULTS), of(unseen(optional(id()))))).toContain(
    'other-value /name: expected differs, found equal',
  );
});

test('the facts say what is required: a decoder that puts something in survives', () => {
  const lenient = { ...right, id: orElse(text(), 't1') };
  expect(survivors(thing(DEFAULTS), catalogOf(lenient))).toContain('drop /id: expected breaking, found equal');
  expect(places(planProof([thing(DEFAULTS)], { catalog: catalogOf(lenient) }, facts()).leftOut)).not.toContain(
    'drop /id default',
  );
});

test('the facts say what is optional: a decoder that insists on it survives', () => {
  expect(survivors(thing(DEFAULTS), catalogOf({ ...right, note: text() }))).toEqual([
    'drop /note: expected differs, found breaking',
  ]);
});

test('an answer that the client cannot read by the facts is no ground for a change', () => {
  const { candidates } = planProof([thing({ ...DEFAULTS, made: 'yesterday' })], { catalog: catalogOf() }, facts());
  expect(candidates.filter((c) => c.expect === 'turn').map((c) => c.kind)).toEqual([]);
});

test('a stored value that the collection declares to mean none is left out, another is tried', () => {
  const collection: Collection = {
    path: 'things/{id}',
    fields: {
      name: { form: 'plain', absent: ['private'] },
      note: { form: 'plain', nullCounts: true },
      flags: { form: 'map', fields: { on: { form: 'plain', absent: [false] } } },
    },
    immaterial: { made: 'bookkeeping' },
  };
  const stored = (name: string): Case =>
    thing(DEFAULTS, {
      name: { stringValue: name },
      note: { nullValue: null },
      made: { stringValue: 'x' },
      flags: { mapValue: { fields: { on: { booleanValue: false }, other: { integerValue: '1' } } } },
    });
  const catalog = catalogOf(right, [collection]);
  const renamed = (one: Case): string[] =>
    places(planProof([one], { catalog }, facts()).leftOut).filter((p) => p.startsWith('renamed-field'));
  expect(renamed(stored('private'))).toEqual([
    'renamed-field things/{id}#/flags default',
    'renamed-field things/{id}#/name default',
  ]);
  expect(renamed(stored('public'))).toEqual(['renamed-field things/{id}#/flags default']);
  expect(survivors(stored('public'), catalog)).toEqual([]);
});

test('a key that the client decodes and no collection names is tried, and survives', () => {
  const collection: Collection = { path: 'things/{id}', fields: { note: { form: 'plain' } } };
  const one = thing(DEFAULTS, { name: { stringValue: 'x' } });
  expect(survivors(one, catalogOf(right, [collection]))).toEqual([
    'renamed-field things/{id}#/name: expected state, found equal',
    'retyped-field things/{id}#/name: expected state, found equal',
  ]);
});
