import { closeSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { deliverAll, ownFiles } from '../../src/commands/deliver.ts';
import { createRun } from '../../src/events/run-folder.ts';
import { reportSchema } from '../../src/model/report.ts';
import { parseReporter } from '../../src/report/reporters.ts';
import { runCli, runParity } from '../support/cli.ts';
import { disk, freeDisks, noDisk } from '../support/disk.ts';

/** Some 290 KB: a log of 80, a report.json of 140, 32 each of the others; kept answers and the page beside them. */
const QUIET = ['run', 'conversations', '--quiet'];
afterEach(freeDisks);

/** Every line and every file is whole; nothing half-written lies about. */
function expectWhole(run: string): void {
  for (const file of readdirSync(run)) {
    const text = readFileSync(join(run, file), 'utf8');
    if (file.endsWith('.ndjson')) for (const line of text.split('\n').slice(0, -1)) JSON.parse(line);
    else if (file === 'report.json') reportSchema.parse(JSON.parse(text));
    else if (file === 'junit.xml') expect(text).toMatch(/<\/testsuites>\n$/);
    else if (file === 'report.html') expect(text).toMatch(/<\/html>\n$/);
    else expect(file).toBe('report.md');
    expect(text).toMatch(/^$|\n$/);
  }
}

describe.skipIf(noDisk !== undefined)(`a full disk${noDisk ? ` (skipped: ${noDisk})` : ''}`, () => {
  // 64 and 256 KB are rows of docs/faults.md.
  test('128 KB: exit 3, one line that names folder and files, nothing half', async () => {
    const out = disk('128k');
    const { code, stderr } = await runCli([...QUIET, '--out', out]);
    expect(stderr).toMatch(/^parity: .*(disk is full).*\n$/);
    expect(code).toBe(3);
    expect(stderr).toContain(out);
    expect(stderr).toMatch(/events\.ndjson/);
    for (const run of readdirSync(out)) expectWhole(join(out, run));
  });

  test('report by report: the large one is left out, the others are written', async () => {
    const { report } = await runParity(['goals', '--quiet']);
    const run = createRun(disk('44k'), new Date());
    const told = deliverAll(reportSchema.parse(report), ownFiles(run), []).finally(() => run.close());
    await expect(told).rejects.toMatchObject({ code: 'not-delivered', exitCode: 3 });
    await expect(told).rejects.toThrow(/could not write \S+report\.json \(reporter json: the disk is full\)/);
    expect(readdirSync(run.path)).not.toContain('report.json');
    expect(readdirSync(run.path)).toContain('report.md');
    expectWhole(run.path);
  });
});

describe('--out that is no folder', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'parity-file-')), 'file');
  writeFileSync(file, 'mine');
  test.each([
    ['a file', file],
    ['a path below a file', join(file, 'below')],
    ...(process.platform === 'linux' ? [['a place where nothing can be made', '/proc/x']] : []),
  ])('%s: exit 2 at once, with the path', async (_, out) => {
    const { code, stdout, stderr } = await runCli([...QUIET, '--out', out as string]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^parity: --out .*expected a folder to write to.*\n$/);
    expect(stderr).toContain(out);
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });
});

test('a reporter that cannot write does not keep the next from writing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parity-reporters-'));
  const file = join(folder, 'file');
  writeFileSync(file, '');
  const good = join(folder, 'deep', 'er', 'good.xml');
  const args = ['--reporter', `junit=${file}/bad.xml`, '--reporter', `junit=${folder}`, '--reporter', `junit=${good}`];
  const { code, stderr, runs } = await runParity(['goals', '--quiet', ...args]);
  expect(code).toBe(3);
  expect(stderr).toMatch(/^parity: .*\n$/);
  for (const bad of [`${file}/bad.xml (reporter junit: `, `${folder} (reporter junit: `]) expect(stderr).toContain(bad);
  expect(stderr.split('Written: ')[1]).toContain(good);
  expect(readFileSync(good, 'utf8')).toContain('</testsuites>');
  expect(existsSync(join(runs[0] ?? '', 'report.json'))).toBe(true);
  expect(readdirSync(folder).sort()).toEqual(['deep', 'file']);
});

test('a reporter that breaks is named, and the others are written', async () => {
  const { report } = await runParity(['goals', '--quiet']);
  const file = join(mkdtempSync(join(tmpdir(), 'parity-broken-')), 'out.md');
  const broken = { name: 'broken', path: '/nowhere', render: () => Promise.reject(new Error('no such template')) };
  const told = deliverAll(reportSchema.parse(report), [], [broken, parseReporter(`markdown=${file}`)]);
  await expect(told).rejects.toThrow('/nowhere (reporter broken: no such template)');
  expect(existsSync(file)).toBe(true);
});

test.skipIf(process.platform !== 'linux')('standard output that is full: exit 3, one line', async () => {
  const full = openSync('/dev/full', 'w');
  const { spawnSync } = await import('node:child_process');
  const { CLI } = await import('../support/cli.ts');
  for (const args of [['run', '--list'], ['routes']]) {
    const { status, stderr } = spawnSync(process.execPath, [CLI, ...args], { stdio: ['ignore', full, 'pipe'] });
    expect([args, status, String(stderr)]).toEqual([args, 3, expect.stringMatching(/^parity: the disk is full.*\n$/)]);
  }
  closeSync(full);
});
