import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { PageData } from '../../src/report/html/page-data.ts';
import { runCli } from '../support/cli.ts';

const CASES = ['run', 'folders', '--case', 'delete-twice', '--quiet'];

test('the page tells what is new and what is gone since the run before, of routes that both compared', async () => {
  const out = mkdtempSync(join(tmpdir(), 'parity-changed-'));
  await runCli([...CASES, '--out', out]);
  const [before = ''] = readdirSync(out);
  const file = join(out, before, 'defects.json');
  const index = JSON.parse(readFileSync(file, 'utf8')) as {
    since: Record<string, unknown>;
    told: Record<string, { class: string; route: string; sentence: string }>;
  };
  const [fresh = ''] = Object.keys(index.since);
  const told = index.told[fresh];
  const [own] = Object.values(index.since);
  const since: Record<string, unknown> = { ...index.since, gone: own, other: own };
  delete since[fresh];
  const other = { class: 'breaking', route: 'GET /v9/other', sentence: 'x' };
  writeFileSync(file, JSON.stringify({ ...index, since, told: { ...index.told, gone: told, other } }));

  await runCli([...CASES, '--out', out]);
  const after = readdirSync(out).find((name) => name !== before) ?? '';
  const html = readFileSync(join(out, after, 'report.html'), 'utf8');
  const data = JSON.parse(/id="data">([^<]*)</.exec(html)?.[1] ?? '') as PageData;
  expect(data.changed).toEqual({
    run: before,
    at: expect.any(String),
    fresh: [fresh],
    gone: [{ id: 'gone', class: told?.class, route: told?.route, sentence: told?.sentence }],
  });
});
