import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type CheckReport, checkReportSchema } from '../../src/model/check.ts';
import { runCli } from '../support/cli.ts';
import { closeServers, saying, serve } from '../support/servers.ts';

afterEach(closeServers);

const DOCUMENT = resolve(import.meta.dirname, '../../fixtures/contract/python-openapi.json');
const fresh = (): string => mkdtempSync(join(tmpdir(), 'parity-check-'));

async function checked(args: readonly string[], cwd = fresh()) {
  const { code, stdout, stderr } = await runCli(['check', '--reporter', 'json', ...args], { cwd });
  return { code, stderr, cwd, report: stdout === '' ? undefined : checkReportSchema.parse(JSON.parse(stdout)) };
}

const kindsOf = (report: CheckReport | undefined, route: string): string[] =>
  (report?.findings ?? []).filter((f) => f.route === route).map((f) => `${f.class} ${f.kind} ${f.at}`.trim());

test('the breaks of the real migration that a document shows, each with both places', async () => {
  const { code, report, cwd } = await checked(['--openapi', DOCUMENT]);
  expect(code).toBe(1);
  for (const [route, kinds] of Object.entries({
    'GET /v1/conversations/count': ['breaking captured'],
    'PATCH /v1/action-items/batch-scores': ['breaking captured'],
    'PATCH /v3/memories/{id}/read': ['breaking no-route'],
    'PATCH /v1/conversations/{id}': ['breaking other-method'],
    'PATCH /v3/memories/{id}': ['breaking body-as-query /body/value'],
    'GET /v2/apps': ['breaking bounds /query/limit'],
    'GET /v1/goals/all': ['breaking answer-shape /answer'],
  }))
    expect(kindsOf(report, route), route).toEqual(kinds);
  const lines = readFileSync(resolve(import.meta.dirname, '../../suites/goals.ts'), 'utf8').split('\n');
  const goals = report?.findings.find((f) => f.route === 'GET /v1/goals/all');
  expect(goals).toMatchObject({
    theirs: expect.stringContaining('/paths/~1v1~1goals~1all/get'),
    ours: { file: 'suites/goals.ts' },
  });
  expect(lines[(goals?.ours.line ?? 0) - 1]).toContain("'/v1/goals/all'");
  expect(report?.stays).toContain('GET /v2/agent/status');
  expect(report?.dead.length).toBeGreaterThan(0);
  expect(report?.untold).toEqual(['POST /v2/voice-message/transcribe']);
  expect(new Set(report?.findings.map((f) => f.fingerprint)).size).toBe(report?.findings.length);
  expect(existsSync(join(cwd, 'reports', 'check.json'))).toBe(true);
});

test('what the client itself says holds against it: its own document gives no finding', async () => {
  const cwd = fresh();
  const { stdout } = await runCli(['check', '--print-client'], { cwd });
  writeFileSync(join(cwd, 'client.json'), stdout);
  const { code, report } = await checked(['--openapi', 'client.json'], cwd);
  expect([code, report?.findings]).toEqual([0, []]);
  expect(report?.answers).toBeGreaterThan(80);
});

test('a server answers with its document, and YAML is read, too', async () => {
  const url = `${await serve(saying('openapi: 3.0.3\npaths:\n  /v1/folders:\n    get: {responses: {"200": {description: x}}}\n'))}/openapi.json`;
  const secret = url.replace('http://', 'http://me:canary-password@').concat('?key=canary-key');
  const { report, ...told } = await checked(['--openapi', secret, 'folders']);
  expect(report?.document.source).toBe(url);
  expect(JSON.stringify([report, told.stderr])).not.toContain('canary');
  expect(kindsOf(report, 'GET /v1/folders')).toEqual([]);
  expect(kindsOf(report, 'POST /v1/folders')).toEqual(['breaking other-method']);
});

test('--against rust leaves out what rust drops as well', async () => {
  const { report } = await checked(['--openapi', DOCUMENT, '--against', 'rust']);
  const whole = await checked(['--openapi', DOCUMENT]);
  expect(report?.alike.length).toBeGreaterThan(0);
  expect((report?.findings.length ?? 0) + (report?.alike.length ?? 0)).toBe(whole.report?.findings.length);
});

test('the gate holds what always breaks, until it is accepted; the ledger of runs is not touched by it', async () => {
  const cwd = fresh();
  const { report } = await checked(['--openapi', DOCUMENT], cwd);
  const gate = () => runCli(['gate', 'GET /v1/goals/completed', '--ledger', 'ledger.json'], { cwd });
  const before = await gate();
  expect([before.code, before.stdout]).toEqual([1, expect.stringContaining('its declared route breaks the call')]);
  const { fingerprint = '' } = report?.findings.find((f) => f.route === 'GET /v1/goals/completed') ?? {};
  const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const words = ['--reason', 'it comes next week', '--owner', 'me', '--until', until, '--ledger', 'ledger.json'];
  expect((await runCli(['accept', fingerprint, ...words], { cwd })).code).toBe(0);
  expect((await gate()).code).toBe(4);
  const after = await checked(['--openapi', DOCUMENT, '--ledger', 'ledger.json', 'goals'], cwd);
  expect(after.report?.findings.find((f) => f.fingerprint === fingerprint)?.accepted).toContain('it comes next week');
  const ledger = join(cwd, 'ledger.json');
  const [entry] = JSON.parse(readFileSync(ledger, 'utf8')) as object[];
  writeFileSync(ledger, JSON.stringify([entry, { ...entry, fingerprint: 'gone00gone00' }]));
  const { report: whole } = await checked(['--openapi', DOCUMENT, '--ledger', 'ledger.json'], cwd);
  expect(whole?.ledgerProblems).toEqual(['GET /v1/goals/completed gone00gone00 (me): matched nothing; remove it']);
  const run = await runCli(['run', 'goals', '--quiet', '--ledger', 'ledger.json'], { cwd });
  expect(run.stdout + run.stderr).not.toContain('matched nothing');
  // What is only sometimes so does not hold.
  expect((await runCli(['gate', 'POST /v1/folders', '--ledger', 'ledger.json'], { cwd })).stdout).not.toContain(
    'declared',
  );
});

test('each reporter goes to a file', async () => {
  const cwd = fresh();
  const files = ['table=t.txt', 'markdown=c.md', 'junit=c.xml', 'github=c.gh'];
  await runCli(['check', '--openapi', DOCUMENT, ...files.flatMap((file) => ['--reporter', file])], { cwd });
  const read = (name: string): string => readFileSync(join(cwd, name), 'utf8');
  expect(read('t.txt')).toMatch(
    /GET \/v1\/goals\/all suites\/goals\.ts:\d+\n {2}breaking \/answer: the client decodes an object/,
  );
  expect(read('c.md')).toMatch(/\| breaking \| `GET \/v1\/goals\/all` \| \/answer \|/);
  expect(read('c.xml')).toMatch(
    /<testcase classname="check\.goals" name="GET \/v1\/goals\/all answer-shape \/answer">/,
  );
  const errors = read('c.gh').match(/^::error .*/gm) ?? [];
  expect(errors).toHaveLength(10);
  for (const line of errors.slice(0, 9))
    expect(line).toMatch(/^::error file=suites\/[\w-]+\.ts,line=\d+,title=[A-Z]+ \/v\d/);
  expect(errors[9]).toMatch(/title=\d+ more::/);
  expect(read('c.gh')).toMatch(/^::warning file=suites\/folders\.ts,line=\d+/m);
});

describe('bad input: the place, and nothing is kept', () => {
  test('a document that is none', async () => {
    const cwd = fresh();
    writeFileSync(join(cwd, 'x.json'), '{"openapi": "3.1.0", "paths": {');
    const { code, stderr, stdout } = await runCli(['check', '--openapi', 'x.json'], { cwd });
    const words = /^parity: x\.json: .*stops being JSON at the end of the file \(line 1, column 32\)/;
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(words)]);
    expect(existsSync(join(cwd, 'reports'))).toBe(false);
  });

  test.each([
    ['no document', [], 2, /expected --openapi/],
    ['a file that is not there', ['--openapi', 'none.json'], 2, /none\.json: expected a document, found no such file/],
    ['a server that is down', ['--openapi', 'http://127.0.0.1:9/openapi.json'], 3, /ECONNREFUSED.*Is the server up/],
    ['a host that is not allowed', ['--openapi', 'https://api.example.com/openapi.json'], 2, /allow-listed host/],
    ['a module that is none', ['--openapi', DOCUMENT, 'foldrs'], 2, /Did you mean "folders"/],
    ['a reporter that is none', ['--openapi', DOCUMENT, '--reporter', 'tabel'], 2, /Did you mean "table"/],
  ])('%s', async (_, args, exit, message) => {
    const { code, stderr } = await runCli(['check', ...args], { cwd: fresh() });
    expect([code, stderr]).toEqual([exit, expect.stringMatching(message)]);
  });
});
