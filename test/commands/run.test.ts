import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../src/events/events.ts';
import { reportSchema } from '../../src/model/report.ts';
import { runCli, runParity, verdictsOf } from '../support/cli.ts';

const read = (folder: string | undefined, file: string): string => readFileSync(join(folder ?? '', file), 'utf8');

test('differences exit 1; the table, the findings and every file tell the same', async () => {
  const { code, stdout, stderr, runs, report } = await runParity(['conversations', '--quiet']);
  expect(code).toBe(1);
  expect(stderr).toBe('');
  expect(stdout).toMatch(/GET \/v1\/conversations\/count +breaking/);
  expect(stdout).toContain('parity run conversations --case star-missing');
  expect(stdout).not.toContain('curl ');
  expect(read(runs[0], 'report.md')).toContain('Authorization: Bearer $PARITY_ID_TOKEN');
  expect(stdout).not.toContain('\u001b');
  expect(reportSchema.parse(report).totals.cases).toBe(41);
  const events = read(runs[0], 'events.ndjson')
    .trim()
    .split('\n')
    .map((l) => JSON.parse(l) as RunEvent);
  expect(events.map((e) => e.type)).toEqual([
    'run-started',
    'ledger',
    ...Array(41).fill('case-judged'),
    'run-finished',
  ]);
  expect(read(runs[0], 'report.md')).toContain('| `GET /v1/conversations/count` | breaking | 1 |');
  expect(read(runs[0], 'report.md')).toContain('caused by step ');
  expect(report?.defects?.length).toBeLessThan(40);
  expect(read(runs[0], 'junit.xml')).toMatch(/<testsuite name="conversations" tests="\d+" failures="34"/);
});

test('parity exits 0', async () => {
  const { code, report } = await runParity(['folders', '--case', 'life-of-a-folder', '--quiet']);
  expect(code).toBe(0);
  expect(new Set(Object.values(verdictsOf(report)))).toEqual(new Set(['equal']));
});

test('--json prints report.json and nothing else', async () => {
  const { stdout, runs } = await runParity(['folders', '--json', '--quiet']);
  expect(JSON.parse(stdout)).toEqual(JSON.parse(read(runs[0], 'report.json')));
});

test('reporters go to files, colour only where it is asked for', async () => {
  const file = join(tmpdir(), `parity-junit-${process.pid}.xml`);
  const both = await runParity(['goals', '--quiet', '--reporter', `junit=${file}`, '--reporter', 'table'], {
    env: { FORCE_COLOR: '1' },
  });
  expect(readFileSync(file, 'utf8')).toContain('<testsuites');
  expect(both.stdout).toContain('\u001b[');
  const none = await runParity(['goals', '--quiet'], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } });
  expect(none.stdout).not.toContain('\u001b[');
});

test('progress is plain lines in a pipe, and silent with --quiet', async () => {
  const { stderr } = await runParity(['goals', 'folders']);
  expect(stderr).toBe('folders: 23 cases\ngoals: 18 cases\n');
});

describe('choosing', () => {
  const list = async (...args: string[]): Promise<string[]> =>
    (await runCli(['run', '--list', ...args])).stdout.trim().split('\n');
  test('globs, _ for -, cases by name and by suite/name', async () => {
    expect(new Set((await list('fold*', 'goals')).map((c) => c.split('/')[0]))).toEqual(new Set(['folders', 'goals']));
    expect((await list('chat_sessions')).length).toBe(18);
    expect(await list('--case', 'folders/life-of-a-folder')).toEqual(['folders/life-of-a-folder']);
    expect((await list('goals', '--case', 'control-*')).length).toBeGreaterThan(1);
  });
  test('--route and --phase judge only these routes', async () => {
    const { report } = await runParity(['--route', 'GET /v1/goals/completed', '--quiet']);
    expect(new Set(report?.suites.flatMap((s) => s.routes.map((r) => r.route)))).toEqual(
      new Set(['GET /v1/goals/completed']),
    );
    const phase = await runParity(['folders', '--phase', 'destructive', '--quiet']);
    expect(new Set(phase.report?.suites.flatMap((s) => s.routes.map((r) => r.route)))).toEqual(
      new Set(['DELETE /v1/folders/{id}']),
    );
  });
});

describe('wrong usage exits 2 with the nearest name', () => {
  test.each([
    [['run', 'foldrs'], 'Did you mean "folders"'],
    [['run', 'folders', '--case', 'lfe-of-a-folder'], 'Did you mean "life-of-a-folder"'],
    [['run', '--route', 'GET /v1/goal/all'], 'Did you mean "GET /v1/goals/all"'],
    [['run', '--phase', 'read'], 'Did you mean "reads"'],
    [['run', '--reporter', 'tabel'], 'Did you mean "table"'],
    [['run', '--quite'], '--quiet'],
    [['rum'], 'run'],
    [['run', '--timeout', 'soon'], 'whole number'],
  ])('%j', async (args, text) => {
    const { code, stderr } = await runCli(args);
    expect(code).toBe(2);
    expect(stderr).toContain(text);
    expect(stderr).not.toMatch(/\n {4}at /);
  });
});

test('the exit codes stand in --help', async () => {
  const { code, stdout } = await runCli(['--help']);
  expect(code).toBe(0);
  for (const line of [
    '0    parity',
    '1    differences',
    '2    wrong usage',
    '3    infrastructure',
    '4    inconclusive',
  ]) {
    expect(stdout).toContain(line);
  }
});

test('Ctrl-C: what is done is written, exit 130', async () => {
  const result = await runParity(['--concurrency', '1', '--quiet'], {
    started: (child) => setTimeout(() => child.kill('SIGINT'), 1500),
  });
  expect(result.code).toBe(130);
  expect(result.report?.complete).toBe(false);
  expect(result.stdout).toContain('stopped before the last case');
  expect(existsSync(join(result.runs[0] ?? '', 'junit.xml'))).toBe(true);
});

test.each([700, 1100, 1600])('a kill after %i ms leaves a readable events.ndjson', async (ms) => {
  const { code, runs, out } = await runParity(['--quiet'], {
    started: (child) => setTimeout(() => child.kill('SIGKILL'), ms),
  });
  expect(code).toBeNull();
  const [run] = runs;
  if (!run || read(run, 'events.ndjson') === '') return;
  const again = await runCli(['report', run, '--out', out, '--reporter', 'json']);
  expect(JSON.parse(again.stdout)).toMatchObject({ complete: false });
});

test('two runs in the same second do not collide', async () => {
  const out = join(tmpdir(), `parity-two-${process.pid}`);
  const args = ['run', 'folders', '--case', 'first-look', '--quiet', '--json', '--out', out];
  const [a, b] = await Promise.all([runCli(args), runCli(args)]);
  expect(JSON.parse(a.stdout).run).not.toBe(JSON.parse(b.stdout).run);
});
