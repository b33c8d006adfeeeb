/** What earlier runs and the newest check know of a run's defects. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Defect } from '../../src/model/defect.ts';
import type { RunReport } from '../../src/model/report.ts';
import { runCli } from '../support/cli.ts';

const OPENAPI = join(import.meta.dirname, '../../fixtures/contract/python-openapi.json');

interface Ran {
  name: string;
  report: RunReport;
}

async function run(out: string, ...args: string[]): Promise<Ran> {
  const before = new Set(readdirSync(out));
  await runCli(['run', ...args, '--quiet', '--out', out]);
  const name = readdirSync(out).find((one) => !before.has(one) && /^\d/.test(one)) ?? '';
  return { name, report: JSON.parse(readFileSync(join(out, name, 'report.json'), 'utf8')) };
}

const sinceOf = ({ report }: Ran): (string | undefined)[] => [
  ...new Set((report.defects ?? []).map((d: Defect) => d.since?.run)),
];

test('since when: the first of the runs that had it without a break, and runs that did not look do not count', async () => {
  const out = mkdtempSync(join(tmpdir(), 'parity-history-'));
  const first = await run(out, 'conversations', '--case', 'still-processing');
  expect(first.report.defects?.length).toBeGreaterThan(1);
  expect(sinceOf(first)).toEqual([undefined]);
  await run(out, 'people');
  const third = await run(out, 'conversations', '--case', 'still-processing');
  expect(sinceOf(third)).toEqual([first.name]);
  // The same route, but no case that shows them: nothing is known of them then.
  await run(out, 'conversations', '--case', 'list-first-page');
  const last = await run(out, 'conversations', '--case', 'still-processing');
  expect(sinceOf(last)).toEqual([first.name]);
  // What cannot be read is passed over.
  writeFileSync(join(out, third.name, 'defects.json'), '{"run":');
  expect((await run(out, 'conversations', '--case', 'still-processing')).report.defects?.length).toBe(
    last.report.defects?.length,
  );
});

test('a check of all modules explains a defect that follows from what is declared; without one nothing does', async () => {
  const out = mkdtempSync(join(tmpdir(), 'parity-history-'));
  const before = await run(out, 'conversations', '--case', 'rename');
  expect(before.report.defects?.flatMap((d) => d.check ?? [])).toEqual([]);
  expect((await runCli(['check', '--openapi', OPENAPI, '--out', out])).code).toBe(1);
  const { report } = await run(out, 'conversations', '--case', 'rename');
  const [defect] = report.defects?.filter((d) => d.route === 'PATCH /v1/conversations/{id}') ?? [];
  const checked = JSON.parse(readFileSync(join(out, 'check.json'), 'utf8'));
  expect(checked.findings.map((f: { fingerprint: string }) => f.fingerprint)).toContain(defect?.check?.fingerprint);
  rmSync(join(out, 'check.json'));
  expect((await run(out, 'conversations', '--case', 'rename')).report.defects?.flatMap((d) => d.check ?? [])).toEqual(
    [],
  );
});
