import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { buildCatalog } from '../../src/catalog/catalog.ts';
import { record, text } from '../../src/client/blocks.ts';
import { decoder } from '../../src/client/decode.ts';
import type { Case } from '../../src/model/case.ts';
import type { Facts } from '../../src/prove/facts.ts';
import { candidates, prove } from '../../src/prove/run-proof.ts';
import { readCase } from '../../src/recordings/fixture.ts';
import { RECORDING_SECRET } from '../../src/state/secret.ts';
import { catalog, modules } from '../../suites/catalog.ts';
import { allCases } from '../support/cases.ts';
import { runCli } from '../support/cli.ts';

const root = resolve(import.meta.dirname, '../..');
const read = <T>(name: string): T => JSON.parse(readFileSync(join(root, 'suites', name), 'utf8')) as T;
const facts: Facts = { calls: read('client-calls.json'), unnoticed: read('unnoticed.json') };

let folders: Case[];
beforeAll(async () => {
  const refs = (await allCases()).filter((c) => c.suite === 'folders');
  folders = await Promise.all(refs.map((r) => readCase(r.folder)));
});

test('every change of the folders is caught, and nothing invisible turns', () => {
  const proof = prove(candidates(folders, catalog, facts), catalog, RECORDING_SECRET);
  expect(proof.survived).toEqual([]);
  expect(proof.falseTurns).toEqual([]);
  expect(proof.mutations).toBeGreaterThan(100);
  expect(proof.caught).toBe(proof.mutations);
});

test('a decoder that forgets a key lets its changes survive', () => {
  const blunted = buildCatalog(
    modules.map((m) =>
      m.name !== 'folders'
        ? m
        : {
            ...m,
            routes: m.routes.map((r) =>
              r.method === 'POST' && r.path === '/v1/folders' ? { ...r, decoder: decoder(record({ id: text() })) } : r,
            ),
          },
    ),
  );
  const proof = prove(candidates(folders, blunted, facts), blunted, RECORDING_SECRET);
  const lost = proof.survived.filter((m) => m.route === 'POST /v1/folders').map((m) => m.pointer);
  expect(lost).toContain('/color');
  expect(lost).toContain('/order');
});

test('a seed brings the same sample back, as JSON', async () => {
  const args = ['prove', 'goals', '--sample', '40', '--seed', '7', '--json'];
  const [first, second] = [await runCli(args), await runCli(args)];
  expect(first.code).toBe(0);
  expect(second.stdout).toBe(first.stdout);
  expect(JSON.parse(first.stdout)).toMatchObject({ survived: [], falseTurns: [] });
});
