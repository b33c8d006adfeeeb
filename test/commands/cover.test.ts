import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FIXTURES } from '../support/cases.ts';
import { runCli } from '../support/cli.ts';

const cwd = mkdtempSync(join(tmpdir(), 'parity-cover-'));
// One suite: all of them are read for any.
cpSync(join(FIXTURES, 'folders'), join(cwd, 'cases', 'folders'), { recursive: true });
const FEW = ['folders', '--fixtures', 'cases'];

test('a bar per route, the same as JSON, and what to record', async () => {
  const { code, stdout } = await runCli(['cover', ...FEW], { cwd });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^GET \/v1\/folders +\d+ +(\d+)\/(\d+) +█+░+ /m);
  const [, covered, all] = /^GET \/v1\/folders +\d+ +(\d+)\/(\d+)/m.exec(stdout) ?? [];
  const json = JSON.parse((await runCli(['cover', ...FEW, '--json'], { cwd })).stdout) as {
    route: string;
    cases: number;
    covered: { id: string }[];
    missing: { words: string }[];
    share: number;
  }[];
  const list = json.find((r) => r.route === 'GET /v1/folders');
  expect([list?.covered.length, (list?.covered.length ?? 0) + (list?.missing.length ?? 0)]).toEqual([
    Number(covered),
    Number(all),
  ]);
  expect(list?.share).toBeCloseTo(Number(covered) / Number(all), 2);
  const missing = (await runCli(['cover', ...FEW, '--missing'], { cwd })).stdout.trim().split('\n');
  expect(missing).toHaveLength(json.reduce((n, r) => n + (r.cases === 0 ? 1 : r.missing.length), 0));
  expect(missing.every((line) => /^Record [A-Z]+ \/\S+.*\.$/.test(line))).toBe(true);
});

test('bad input', async () => {
  const unknown = await runCli(['cover', 'foldrs'], { cwd });
  expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('Did you mean "folders"')]);
  const none = await runCli(['cover', '--fixtures', 'nowhere'], { cwd });
  expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('nowhere: expected a folder of suites')]);
});

test('the gate asks for a least coverage where the policy does', async () => {
  writeFileSync(join(cwd, 'parity.config.json'), JSON.stringify({ gate: { leastCoverage: { write: 0.99 } } }));
  const { stdout } = await runCli(['gate', 'POST /v1/folders'], { cwd });
  expect(stdout).toMatch(/its cases cover \d+ % of what there is, 99 % are asked for/);
  expect((await runCli(['gate', 'GET /v1/folders'], { cwd })).stdout).not.toContain('its cases cover');
  writeFileSync(join(cwd, 'parity.config.json'), JSON.stringify({ gate: { leastCoverage: { write: 2 } } }));
  expect((await runCli(['gate', 'POST /v1/folders'], { cwd })).code).toBe(2);
});
