import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Side } from '../../src/model/side.ts';
import { FIXTURES } from '../support/cases.ts';
import { runParity } from '../support/cli.ts';

interface Entry {
  comment: string;
  request: { headers: unknown[]; postData?: { mimeType: string; text?: string; params?: unknown[] } };
  response: { status: number; headers: unknown[]; content: { size: number; text?: string } };
}

const SOURCE = join(FIXTURES, 'folders', 'life-of-a-folder');
type Change = (entry: Entry, i: number) => void;

/** A tree with one case of many steps, its HARs changed; and its run. */
async function run(change: Partial<Record<Side, Change>>) {
  const root = mkdtempSync(join(tmpdir(), 'parity-found-har-'));
  const folder = join(root, 'folders', 'life-of-a-folder');
  cpSync(SOURCE, folder, { recursive: true });
  for (const [side, each] of Object.entries(change)) {
    const file = join(folder, `${side}.har`);
    const har = JSON.parse(readFileSync(file, 'utf8')) as { log: { entries: Entry[] } };
    har.log.entries.forEach(each);
    writeFileSync(file, JSON.stringify(har));
  }
  const result = await runParity(['--fixtures', root, '--timeout', '3000', '--quiet']);
  const routes = result.report?.suites[0]?.cases[0]?.routes ?? [];
  const incomparable = routes.flatMap((r) => r.incomparable.map((i) => ({ step: i.step, reason: i.reason })));
  return { ...result, verdicts: new Set(routes.map((r) => r.verdict)), incomparable, routes };
}

const pseudo: Change = ({ request, response }) => {
  request.headers.unshift({ name: ':authority', value: 'host' }, { name: ':method', value: 'GET' });
  response.headers.unshift({ name: ':status', value: '200' });
};

test('pseudo headers in every step of a case hang nothing', async () => {
  const { code, verdicts, stderr } = await run({ rust: pseudo, python: pseudo });
  expect(stderr).toBe('');
  expect([code, verdicts]).toEqual([0, new Set(['equal'])]);
});

test.each(['rust', 'python'] as const)('of one aborted request on %s only its step has no answer', async (side) => {
  const { code, routes, incomparable } = await run({
    [side]: ({ comment, response }: Entry) => {
      if (comment === 'create') Object.assign(response, { status: 0, headers: [], content: { size: 0 } });
    },
  });
  expect(code).toBe(4);
  expect(incomparable).toEqual([
    {
      step: 'create',
      reason: expect.stringContaining(`${side}.har: /log/entries/1/response/status: the request was aborted`),
    },
  ]);
  expect(routes.flatMap((r) => r.findings)).toEqual([]);
  expect(routes.length).toBeGreaterThan(1);
});

test('a tool that saves no bodies: no finding, and every success says so', async () => {
  const { code, verdicts, routes } = await run({
    python: ({ response }) => {
      delete response.content.text;
    },
  });
  expect(code).toBe(4);
  expect(routes.flatMap((r) => r.findings)).toEqual([]);
  expect([...verdicts].every((v) => v === 'equal' || v === 'inconclusive')).toBe(true);
});

test('a form with a file is not sent without it', async () => {
  const upload: Change = ({ comment, request }) => {
    if (comment === 'create')
      request.postData = {
        mimeType: 'multipart/form-data; boundary=x',
        params: [{ name: 'photo', fileName: 'a.png' }],
      };
  };
  const { code, incomparable, routes } = await run({ rust: upload, python: upload });
  expect(code).toBe(4);
  expect(incomparable).toEqual([{ step: 'create', reason: expect.stringContaining('the form holds a file (photo)') }]);
  expect(routes.flatMap((r) => r.findings)).toEqual([]);
});

test('a case without a step is told', async () => {
  const root = mkdtempSync(join(tmpdir(), 'parity-found-har-'));
  const folder = join(root, 'folders', 'life-of-a-folder');
  cpSync(SOURCE, folder, { recursive: true });
  writeFileSync(join(folder, 'rust.har'), '{"log":{"version":"1.2","entries":[]}}');
  const { code, stderr } = await runParity(['--fixtures', root, '--quiet']);
  expect(code).toBe(2);
  expect(stderr).toContain('rust.har: expected at least one step, found none at /log/entries');
});
