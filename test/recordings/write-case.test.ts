import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { RecordedStep } from '../../src/model/case.ts';
import { listCases } from '../../src/recordings/tree.ts';
import { INCOMPLETE, type NewCase, writeCase } from '../../src/recordings/write-case.ts';
import { readFixture } from '../support/cases.ts';
import { runParity, verdictsOf } from '../support/cli.ts';
import { disk, freeDisks, noDisk } from '../support/disk.ts';

afterEach(freeDisks);

const fresh = (): string => mkdtempSync(join(tmpdir(), 'parity-write-case-'));
const STEP: RecordedStep = {
  id: 'get-folders',
  startedAt: 0,
  endedAt: 5,
  request: { method: 'GET', target: '/v1/folders', headers: [['authorization', 'Bearer REDACTED']], body: null },
  answer: { status: 200, headers: [['content-type', 'application/json']], body: Buffer.from('[]') },
};
const MADE: NewCase = {
  suite: 'folders',
  name: 'seen',
  facts: { note: 'One look.', recordedAt: '2026-11-25T15:00:00.000Z', origin: 'recorded' },
  world: { documents: { 'users/u/folders/f': { name: { stringValue: 'F' } } }, redis: [] },
  sides: { rust: [STEP], python: [STEP] },
};
const NONE = { set: {}, deleted: [] };

test('what was written is read back', async () => {
  const changes = { rust: NONE, python: NONE };
  const folder = writeCase(fresh(), { ...MADE, changes, stepChanges: { 'get-folders': { rust: NONE } } });
  expect(readdirSync(folder).sort()).toEqual(['case.json', 'changes.json', 'python.har', 'rust.har', 'world.json']);
  expect(await readFixture(folder)).toMatchObject({
    suite: 'folders',
    name: 'seen',
    ...MADE.facts,
    world: MADE.world,
    rust: [STEP],
    python: [STEP],
    changes,
    stepChanges: { 'get-folders': { rust: NONE } },
  });
});

test('a name that is taken gets a number', () => {
  const root = fresh();
  const names = [1, 2, 3].map(() => writeCase(root, MADE));
  expect(names).toEqual(['seen', 'seen-2', 'seen-3'].map((name) => join(root, 'folders', name)));
});

test('one side alone, and a world that nobody knows: the other side is not compared', async () => {
  const root = fresh();
  writeCase(root, { ...MADE, world: 'no Firestore', sides: { python: [STEP] } });
  const { code, report, stdout } = await runParity(['--fixtures', root, '--quiet']);
  expect([code, verdictsOf(report)]).toEqual([4, { 'folders/seen GET /v1/folders': 'inconclusive' }]);
  expect(stdout).toContain('Rust was not recorded');
});

test('a folder that was left half-written is skipped', async () => {
  const root = fresh();
  writeCase(root, MADE);
  mkdirSync(join(root, 'folders', `${INCOMPLETE}other-1`));
  expect((await listCases(root)).map((c) => c.name)).toEqual(['seen']);
});

test.skipIf(noDisk)('a full disk: an error that names the file, and no folder', () => {
  const root = disk('64k');
  const large = { ...STEP, answer: { ...STEP.answer, body: Buffer.alloc(200_000, 'x') } };
  expect(() => writeCase(root, { ...MADE, sides: { rust: [large] } })).toThrow(/rust\.har.*the disk is full/);
  expect(readdirSync(join(root, 'folders'))).toEqual([]);
  rmSync(join(root, 'folders'), { recursive: true });
});
