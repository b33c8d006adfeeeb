/** What `--write` proposes, applied: the suites then say what the client does, as far as blocks can say it. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Product } from '../../../src/catalog/product.ts';
import { knownCalls, unlistedCalls } from '../../../src/check/check.ts';
import { drift } from '../../../src/check/drift/drift.ts';
import { type ClientSources, clientSourcesOf } from '../../../src/check/swift/calls.ts';
import { swiftParser } from '../../../src/commands/check/swift-parser.ts';
import { type Proposal, proposed } from '../../../src/commands/check/write.ts';
import { readClientCalls } from '../../../src/commands/client-calls.ts';
import { product } from '../../../suites/product.ts';
import { swiftClient } from '../../support/swift/client.ts';
import { everyCall, shownDrift } from '../../support/swift/drifted.ts';
import { MUTATIONS, mutated } from '../../support/swift/mutations.ts';

const root = resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'parity-write-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let sources: ClientSources;
let proposal: Proposal;
beforeAll(async () => {
  const text = MUTATIONS.reduce(mutated, swiftClient(everyCall));
  sources = clientSourcesOf([(await swiftParser())('Client.swift', text).root]);
  proposal = await proposed(product, everyCall, sources.calls);
});

test('the patch applies, and only what no block says is left', async () => {
  cpSync(join(root, 'suites'), join(folder, 'suites'), { recursive: true });
  symlinkSync(join(root, 'src'), join(folder, 'src'));
  symlinkSync(join(root, 'package.json'), join(folder, 'package.json'));
  const applied = spawnSync('git', ['apply', '-'], { cwd: folder, input: proposal.patch, encoding: 'utf8' });
  expect([applied.status, applied.stderr]).toEqual([0, '']);
  const { catalog } = (await import(join(folder, 'suites/catalog.ts'))) as Pick<Product, 'catalog'>;
  const listed = knownCalls(await readClientCalls(join(folder, 'suites')), catalog);
  const known = [...listed, ...unlistedCalls(listed, catalog)];
  expect(shownDrift(drift({ sources, known, some: false, placeOf: () => ({ file: 'suites' }) }))).toEqual([
    'call-undeclared DELETE /v1/folders/{id}/pin',
    'call-undeclared GET /v1/users/stats/messages',
    'call-undeclared PATCH /v1/conversations/merge',
    'date-strategy GET /v1/conversations +32',
    'type GET /v1/knowledge-graph /answer/edges',
    'type-either GET /v1/conversations /answer/0/structured/category +4',
    'type-lenient GET /v1/goals/all /answer/goals/0/is_active +4',
  ]);
});

test('what is left is told, each once', () => {
  expect(proposal.left.map((line) => line.replace(/^.*: a new route/, 'a new route').slice(0, 40))).toEqual([
    'the client’s decoder takes dates as ISO ',
    'the client takes text or a whole number ',
    'the client takes any type at is_active a',
    'the client decodes edges as an object wi',
    'a new route, with its kind and its docum',
    'a new route, with its kind and its docum',
    'a new route, with its kind and its docum',
  ]);
});

test('names and order stay, and what is no part of a change stays', () => {
  expect(proposal.patch).toContain('-      decoder: decoder(nullable(persona)),\n+      decoder: decoder(persona),');
  expect(proposal.patch).toContain("-  name: text(),\n+  name: orElse(text(), ''),");
  expect(proposal.patch).not.toContain('action_items: [');
  const list = readFileSync(join(root, 'suites/client-calls.json'), 'utf8').split('\n').length;
  expect(proposal.patch.split('\n').length).toBeLessThan(list / 4);
});

test('a client that does what the suites say gives no patch', async () => {
  const { calls } = clientSourcesOf([(await swiftParser())('Client.swift', swiftClient(everyCall)).root]);
  expect(await proposed(product, everyCall, calls)).toEqual({ patch: '', left: [] });
});
