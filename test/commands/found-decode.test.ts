import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runParity, verdictsOf } from '../support/cli.ts';

const FOUND = join(import.meta.dirname, '../fixtures/found');
const CASES = {
  'h2-02-bom-body': 'equal',
  'h2-06-dupkey-plus-16digits': 'equal',
  'h2-12-nest-600': 'breaking',
  'h4-01-title-is-a-date-Z-vs-offset': 'differs',
  'h4-18-dup-key-first-vs-last-rev': 'differs',
};

test('bodies that Foundation reads in another way than JSON.parse', async () => {
  const only = Object.keys(CASES).flatMap((name) => ['--case', name]);
  const { report } = await runParity(['goals', '--fixtures', FOUND, ...only, '--quiet']);
  expect(verdictsOf(report)).toEqual(
    Object.fromEntries(Object.entries(CASES).map(([name, verdict]) => [`goals/${name} GET /v1/goals/all`, verdict])),
  );
  const cases = report?.suites[0]?.cases ?? [];
  const noted = cases.filter((c) => c.notes.some((n) => n.kind === 'duplicate-key')).map((c) => c.case);
  expect(noted.sort()).toEqual(['h2-06-dupkey-plus-16digits', 'h4-18-dup-key-first-vs-last-rev']);
  const title = cases.find((c) => c.case.startsWith('h4-18'))?.routes[0]?.findings[0];
  expect(title).toMatchObject({ pointer: '/goals/1/title', python: 'Other' });
});

test('a million lists in each other are a body that does not decode', async () => {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('['.repeat(1_000_000) + ']'.repeat(1_000_000));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { code, stdout, stderr, report } = await runParity([
    'folders',
    '--case',
    'first-look',
    '--quiet',
    '--wire',
    '--python',
    url,
  ]);
  server.closeAllConnections();
  server.close();
  expect(code).toBe(1);
  expect(stdout + stderr).not.toContain('call stack');
  expect(Object.values(verdictsOf(report))).toContain('breaking');
});
