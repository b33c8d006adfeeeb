import { resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { buildCatalog } from '../../src/catalog/catalog.ts';
import { record, text } from '../../src/client/blocks.ts';
import { decoder } from '../../src/client/decode.ts';
import { readFacts } from '../../src/commands/prove/facts-file.ts';
import type { Case } from '../../src/model/case.ts';
import { planProof } from '../../src/prove/candidates.ts';
import type { Facts } from '../../src/prove/facts.ts';
import { prove } from '../../src/prove/run-proof.ts';
import { catalog, modules } from '../../suites/catalog.ts';
import { product } from '../../suites/product.ts';
import { allCases, readFixture } from '../support/cases.ts';
import { runCli } from '../support/cli.ts';

let facts: Facts;
let folders: Case[];
beforeAll(async () => {
  facts = await readFacts(resolve(import.meta.dirname, '../../suites'));
  const refs = (await allCases()).filter((c) => c.suite === 'folders');
  folders = await Promise.all(refs.map((r) => readFixture(r.folder)));
});

test('every change of the folders is caught, and nothing invisible turns', () => {
  const proof = prove(planProof(folders, { catalog }, facts).candidates, product);
  expect(proof.survived).toEqual([]);
  expect(proof.falseTurns).toEqual([]);
  expect(proof.mutations).toBeGreaterThan(100);
  expect(proof.caught).toBe(proof.mutations);
});

test('a case with a step without an answer is nothing to try: what is changed after it says nothing for the judge', () => {
  const blind = (c: Case): Case => ({
    ...c,
    rust: c.rust.map((s, i) => (i === 0 ? { ...s, unusable: 'the tool saved no bodies' } : s)),
  });
  const [first, ...others] = folders as [Case, ...Case[]];
  expect(planProof([blind(first)], { catalog }, facts).candidates).toEqual([]);
  const proof = prove(planProof([blind(first), ...others], { catalog }, facts).candidates, product);
  expect(proof.survived).toEqual([]);
  expect(proof.mutations).toBeGreaterThan(100);
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
  const proof = prove(planProof(folders, { catalog: blunted }, facts).candidates, { ...product, catalog: blunted });
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

test('what is left out is counted with its reason, in words and as JSON', async () => {
  const { stdout } = await runCli(['prove', 'folders']);
  const [, all, byDefault, unnoticed, entries, generated] =
    /^(\d+) left out: (\d+) where the client puts in the same value, (\d+) that suites\/unnoticed\.json names \((\d+) entries\), (\d+) ids that each side makes for itself$/m
      .exec(stdout)
      ?.map(Number) ?? [];
  const json = JSON.parse((await runCli(['prove', 'folders', '--json'])).stdout) as {
    leftOut: Record<string, number>;
    leftOutPlaces: { route: string; kind: string; pointer: string; reason: string; page?: string }[];
  };
  expect(json.leftOut).toEqual({ default: byDefault, unnoticed, generated });
  expect(json.leftOutPlaces).toHaveLength(all ?? -1);
  expect(entries).toBe(6);
  // A folder that was just made is no default one; nobody looks at when it was made; its id is made by each side.
  const made = json.leftOutPlaces.filter((p) => p.route === 'POST /v1/folders');
  expect(made).toContainEqual({
    route: 'POST /v1/folders',
    kind: 'drop',
    pointer: '/is_default',
    reason: 'default',
  });
  expect(made).toContainEqual({
    route: 'POST /v1/folders',
    kind: 'shift-instant',
    pointer: '/created_at',
    reason: 'unnoticed',
    page: 'folders.md',
  });
  expect(made).toContainEqual({ route: 'POST /v1/folders', kind: 'other-value', pointer: '/id', reason: 'generated' });
  // Other cases have colours that are not the default: dropping one is tried.
  expect(made.map((p) => p.pointer)).not.toContain('/color');
});
