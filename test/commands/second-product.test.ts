import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SIDES } from '../../src/model/side.ts';
import { readCase } from '../../src/recordings/fixture.ts';
import { openFirestore } from '../../src/state/firestore.ts';
import { unsignedToken } from '../support/auth-server.ts';
import { type CliResult, QUICK, runCli, runParity, TOY, verdictsOf } from '../support/cli.ts';
import { startFirestore } from '../support/firestore-server.ts';
import { startBackend } from '../support/recorded-backend.ts';

const toy = (...args: string[]): Promise<CliResult> => runCli(args, { cli: TOY });

test('run: its own decoders, documents and sentences', async () => {
  const { code, report, stdout } = await runParity([], { cli: TOY });
  expect(verdictsOf(report)).toEqual({
    'notes/added POST /notes': 'equal',
    'notes/added GET /notes': 'equal',
    'notes/no-body POST /notes': 'equal',
    'notes/no-body GET /notes': 'breaking',
    'notes/other-field POST /notes': 'state',
    'notes/other-field GET /notes': 'equal',
  });
  expect(code).toBe(1);
  expect(stdout).toMatch(/the wall is empty[^\n]*\n {2}step list at \/0\/body\n/);
});

test('the commands that read runs: report, routes, diff and the gate', async () => {
  const { out, runs } = await runParity(['--case', 'notes/added'], { cli: TOY });
  const [run = ''] = runs;
  expect((await toy('report', run)).code).toBe(0);
  expect((await toy('routes', '--out', out)).stdout).toMatch(/GET \/notes +read +reads +3 +equal/);
  expect((await toy('diff', run, run)).code).toBe(0);
  const gate = await toy('gate', 'GET /notes', '--out', out);
  expect([gate.code, gate.stdout]).toEqual([4, expect.stringContaining('recorded evidence never opens the gate')]);
});

test('the commands that decide: accept, flip, targets, revert', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parity-toy-'));
  const [ledger, targets] = [join(folder, 'ledger.json'), join(folder, 'targets.json')];
  const { out, report } = await runParity(['--case', 'notes/no-body'], { cli: TOY });
  const [finding] = report?.suites[0]?.cases[0]?.routes.flatMap((r) => r.findings) ?? [];
  const day = new Date(Date.now() + 86_400_000 * 5).toISOString().slice(0, 10);
  const why = ['--reason', 'seen', '--owner', 'me', '--until', day, '--ledger', ledger, '--out', out];
  const accepted = await toy('accept', finding?.fingerprint ?? '', ...why);
  expect([accepted.code, accepted.stderr]).toEqual([0, '']);
  expect(JSON.parse(readFileSync(ledger, 'utf8'))).toMatchObject([{ route: 'GET /notes', class: 'breaking' }]);
  const flip = await toy('flip', 'GET /notes', '--targets', targets, '--out', out);
  expect([flip.code, flip.stdout + flip.stderr]).toEqual([1, expect.stringContaining('GET /notes')]);
  expect((await toy('revert', '--all', '--targets', targets)).code).toBe(0);
  expect((await toy('targets', '--targets', targets)).code).toBe(0);
});

test('prove: every mutation of its answers and documents is caught', async () => {
  const { code, stdout } = await toy('prove', '--json');
  const proof = JSON.parse(stdout) as { mutations: number; caught: number };
  expect(code).toBe(0);
  expect(proof.mutations).toBeGreaterThan(60);
  expect(proof.caught).toBe(proof.mutations);
});

test('live: its user lies at its own path, and what was there is there again', async () => {
  const server = await startFirestore();
  const firestore = openFirestore({ project: 'demo-parity', emulatorHost: server.host });
  const before = { 'owners/owner-1/notes/mine': { body: { stringValue: 'Mine' } } };
  server.load(before);
  const recording = await readCase(join(import.meta.dirname, '../fixtures/toy/cases/notes/other-field'), []);
  const urls: string[] = [];
  const backends = [];
  for (const side of SIDES) {
    const backend = await startBackend({ side, firestore });
    backend.use(recording);
    backends.push(backend);
    urls.push(`--${side}`, backend.url);
  }
  const { report, stderr } = await runParity([...urls, '--case', 'notes/other-field', '--no-probe', ...QUICK], {
    cli: TOY,
    env: { FIRESTORE_EMULATOR_HOST: server.host, PARITY_ID_TOKEN: unsignedToken('owner-1') },
  });
  expect(verdictsOf(report), stderr).toEqual({
    'notes/other-field POST /notes': 'state',
    'notes/other-field GET /notes': 'equal',
  });
  expect(server.dump()).toEqual(before);
  await Promise.all([...backends.map((b) => b.close()), firestore.close(), server.close()]);
});
