/** Bulk acceptance: what only made cases show, where the policy allows it, and never what a real session shows. */
import { cpSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FIXTURES } from '../support/cases.ts';
import { runCli, runParity } from '../support/cli.ts';

const DIFFERS = 'still-processing';
const EQUAL = 'list-first-page';

/** A folder with two cases: one that differs, one that calls the same route and is equal. */
function twoCases(origins: Record<string, string>): string {
  const cwd = mkdtempSync(join(tmpdir(), 'parity-accept-'));
  for (const [name, origin] of Object.entries(origins)) {
    const folder = join(cwd, 'cases/conversations', name);
    cpSync(join(FIXTURES, 'conversations', name), folder, { recursive: true });
    const file = join(folder, 'case.json');
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), origin }));
  }
  return cwd;
}

const policy = (cwd: string, acceptMade: string[]): void =>
  writeFileSync(join(cwd, 'parity.config.json'), JSON.stringify({ gate: { acceptMade } }));

const until = new Date(Date.now() + 86_400_000 * 5).toISOString().slice(0, 10);

async function accepting(cwd: string, ...args: string[]) {
  const ran = await runParity(['--fixtures', join(cwd, 'cases'), '--ledger', join(cwd, 'ledger.json')], { cwd });
  const why = ['--reason', 'old forms', '--owner', 'ana', '--until', until, '--ledger', join(cwd, 'ledger.json')];
  const accepted = await runCli(['accept', ...args, ...why, '--out', ran.out], { cwd });
  return { ran, accepted };
}

test('what only a made case shows: entries with owner and end, said one by one; a real session opens them again', async () => {
  const cwd = twoCases({ [DIFFERS]: 'made', [EQUAL]: 'recorded' });
  policy(cwd, ['value']);
  const dry = await accepting(cwd, '--only-made', 'value', '--dry-run');
  expect([dry.accepted.code, existsSync(join(cwd, 'ledger.json'))], dry.accepted.stderr).toEqual([0, false]);
  expect(dry.accepted.stdout).toMatch(/^would be accepted until/m);
  const { ran, accepted } = await accepting(cwd, '--only-made', 'value');
  expect(accepted.code, accepted.stderr).toBe(0);
  const list = ran.report?.defects?.filter((d) => d.kind === 'value' && d.route === 'GET /v1/conversations') ?? [];
  expect(list.length).toBeGreaterThan(1);
  for (const { id } of list) expect(accepted.stdout).toContain(id);
  // No real session calls the other route of the case.
  expect(accepted.stdout).toMatch(/stay open: no real session calls their routes/);
  const ledger = JSON.parse(readFileSync(join(cwd, 'ledger.json'), 'utf8'));
  expect(ledger.length).toBeGreaterThanOrEqual(list.length);
  for (const entry of ledger) expect(entry).toMatchObject({ onlyMade: true, owner: 'ana', until });

  const after = await runParity(['--fixtures', join(cwd, 'cases'), '--ledger', join(cwd, 'ledger.json')], { cwd });
  expect(after.report?.ledger?.accepted).toBeGreaterThan(0);
  expect(after.report?.defects?.filter((d) => list.some((one) => one.id === d.id))).toEqual([]);

  const real = twoCases({ [DIFFERS]: 'recorded', [EQUAL]: 'recorded' });
  const seen = await runParity(['--fixtures', join(real, 'cases'), '--ledger', join(cwd, 'ledger.json')], { cwd });
  expect(seen.report?.ledger?.accepted ?? 0).toBe(0);
  expect(seen.stdout + seen.stderr).toContain(`conversations/${DIFFERS} shows it; it is open again`);
});

test('what a real session shows is not accepted, nor what no real session could show', async () => {
  for (const origins of [
    { [DIFFERS]: 'recorded', [EQUAL]: 'made' },
    { [DIFFERS]: 'made', [EQUAL]: 'made' },
  ]) {
    const cwd = twoCases(origins);
    policy(cwd, ['value']);
    const { accepted } = await accepting(cwd, '--only-made', 'value');
    expect([accepted.code, existsSync(join(cwd, 'ledger.json'))]).toEqual([2, false]);
    expect(accepted.stderr).toContain('has no defect of kind "value" that only made cases show');
  }
});

test.each([
  ['a kind that the policy does not name', ['--only-made', 'value'], 'the policy lets no defects of kind "value"'],
  ['a kind that is none', ['--only-made', 'values'], 'expected a kind of difference, found "values"'],
  ['neither', [], 'expected a fingerprint, or --only-made KIND, found neither'],
  ['both', ['aaaaaaaaaaaa', '--only-made', 'value'], 'found both'],
])('%s: exit 2', async (_, args, message) => {
  const why = ['--reason', 'x', '--owner', 'ana', '--until', until];
  const { code, stderr } = await runCli(['accept', ...args, ...why], { cwd: mkdtempSync(join(tmpdir(), 'parity-')) });
  expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
});
