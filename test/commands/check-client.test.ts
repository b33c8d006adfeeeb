import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { driftReportSchema } from '../../src/model/drift.ts';
import { runCli } from '../support/cli.ts';
import { swiftClient } from '../support/swift/client.ts';
import { everyCall } from '../support/swift/drifted.ts';

const client = swiftClient(everyCall);
const changed = client.replace(
  'color = try container.decodeIfPresent(String.self, forKey: .color) ?? "#6B7280"',
  'color = try container.decode(String.self, forKey: .color)',
);
const LINE = changed.split('\n').findIndex((line) => line.includes('decode(String.self, forKey: .color)')) + 1;

/** A folder with `Sources/Client.swift`. */
function sources(text: string): string {
  const cwd = mkdtempSync(join(tmpdir(), 'parity-client-'));
  mkdirSync(join(cwd, 'Sources'));
  writeFileSync(join(cwd, 'Sources', 'Client.swift'), text);
  return cwd;
}

async function checked(cwd: string, ...args: string[]) {
  const run = await runCli(['check', '--client', 'Sources', '--reporter', 'json', ...args], { cwd });
  return { ...run, report: (run.code ?? 2) > 1 ? undefined : driftReportSchema.parse(JSON.parse(run.stdout)) };
}

const git = (cwd: string, ...args: string[]): void => {
  const run = spawnSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', ...args], {
    cwd,
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(run.stderr);
};

test('a client as the suites know it: nothing differs, and every call of it is read', async () => {
  const cwd = sources(client);
  const { code, report } = await checked(cwd);
  expect([code, report?.findings, report?.unread]).toEqual([0, [], []]);
  expect(report?.calls.length).toBe(everyCall.length);
  expect(report?.calls.find((one) => one.route === 'DELETE /v3/memories')).toMatchObject({
    base: 'baseURL',
    by: expect.stringMatching(/^deleteV3Memories/),
    place: expect.stringMatching(/^Sources\/Client\.swift:\d+$/),
  });
});

test('a changed decoder: both places, all routes, what follows; the gate does not take the evidence', async () => {
  const cwd = sources(changed);
  const { code, report } = await checked(cwd);
  expect(code).toBe(1);
  expect(report?.findings).toEqual([
    expect.objectContaining({
      class: 'breaking',
      kind: 'key-required',
      at: '/answer/0/color',
      routes: ['GET /v1/folders', 'POST /v1/folders', 'PATCH /v1/folders/{id}'],
      ours: { file: 'suites/folders.ts', line: expect.any(Number) },
      theirs: `Sources/Client.swift:${LINE}`,
      notices: 'parity may call equal what the client cannot read',
    }),
  ]);
  const gate = await runCli(['gate', 'POST /v1/folders'], { cwd });
  expect([gate.code, gate.stdout]).toEqual([1, expect.stringContaining('its suite does not read as the client does')]);
});

test('every reporter shows the place in the client and the line of the suite', async () => {
  const cwd = sources(changed);
  const names = ['table', 'markdown', 'junit', 'github'];
  const { stdout } = await runCli(
    [
      'check',
      '--client',
      'Sources',
      ...names.flatMap((name) => ['--reporter', name === 'table' ? name : `${name}=${name}.txt`]),
    ],
    { cwd },
  );
  for (const text of [stdout, ...names.slice(1).map((name) => readFileSync(join(cwd, `${name}.txt`), 'utf8'))]) {
    expect(text).toContain('the client needs color, and the suites let it miss');
    expect(text).toContain(`Sources/Client.swift:${LINE}`);
  }
  expect(readFileSync(join(cwd, 'github.txt'), 'utf8')).toMatch(/^::error file=suites\/folders\.ts,line=\d+,/);
});

test('--since tells whose evidence is stale, and what became otherwise', async () => {
  const cwd = sources(client);
  git(cwd, 'init', '-q');
  git(cwd, 'add', '-A');
  git(cwd, 'commit', '-qm', 'one');
  const same = await checked(cwd, '--since', 'HEAD');
  expect([same.code, same.report?.stale]).toEqual([0, []]);
  writeFileSync(join(cwd, 'Sources', 'Client.swift'), changed);
  const { report } = await checked(cwd, '--since', 'HEAD', 'folders');
  expect(report?.sources.since).toMatch(/^[0-9a-f]{40}$/);
  expect(report?.stale).toEqual([
    {
      route: 'GET /v1/folders',
      changes: ['- /answer/0/color: text, optional, else "#6B7280"', '+ /answer/0/color: text, required'],
    },
    {
      route: 'POST /v1/folders',
      changes: ['- /answer/color: text, optional, else "#6B7280"', '+ /answer/color: text, required'],
    },
    {
      route: 'PATCH /v1/folders/{id}',
      changes: ['- /answer/color: text, optional, else "#6B7280"', '+ /answer/color: text, required'],
    },
  ]);
});

test('--write gives a patch and nothing else on standard output', async () => {
  const cwd = sources(changed);
  const { code, stdout, stderr } = await runCli(['check', '--client', 'Sources', '--write'], { cwd });
  expect([code, stderr]).toEqual([1, '']);
  expect(stdout).toMatch(/^--- a\/suites\/client-calls\.json\n/);
  expect(stdout).toContain("-  color: orElse(text(), '#6B7280'),\n+  color: text(),");
});

describe('wrong input', () => {
  const OUT = join('reports', 'client.json');

  test('Swift that does not parse: where, exit 2, nothing kept', async () => {
    const broken = client.replace('struct FoldersFolder: Codable, Identifiable {', 'struct FoldersFolder: Codable, {');
    const cwd = sources(broken);
    const { code, stdout, stderr } = await checked(cwd);
    const line = broken.split('\n').findIndex((one) => one.includes('struct FoldersFolder')) + 1;
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`Sources/Client.swift: expected Swift, found at line ${line}`);
    expect(existsSync(join(cwd, OUT))).toBe(false);
  });

  test('a source that ends in the middle: where what never ends begins', async () => {
    const cut = client.slice(0, client.indexOf('    let categoryMapping: String?'));
    const { code, stderr } = await checked(sources(cut));
    const line = cut.split('\n').findLastIndex((one) => one.startsWith('struct FoldersFolder')) + 1;
    expect([code, stderr]).toEqual([2, expect.stringContaining(`found what begins at line ${line} and never ends`)]);
  });

  test('what does not parse and can hide nothing is listed', async () => {
    const cwd = sources(client);
    writeFileSync(join(cwd, 'Sources', 'View.swift'), 'typealias A = Int\nlet x = = 3\n');
    const { code, report } = await checked(cwd);
    expect([code, report?.unread]).toEqual([
      0,
      [{ place: 'Sources/View.swift:2', what: expect.stringContaining('this does not parse') }],
    ]);
  });

  test.each([
    ['no such path', ['--client', 'Nowhere'], /--client Nowhere: .* found no such file/],
    ['a folder without Swift', ['--client', 'Empty'], /--client Empty: .* found no \.swift file/],
    ['no text', ['--client', 'Bytes.swift'], /Bytes\.swift: .* found bytes that are no UTF-8/],
    ['no calls', ['--client', 'Other.swift'], /found none that makes a call/],
    ['two checks at once', ['--client', 'Sources', '--openapi', 'x.json'], /--client and --openapi are two checks/],
    ['no checkout', ['--client', 'Sources', '--since', 'HEAD'], /--since HEAD: expected a commit of the checkout/],
    ['--since alone', ['--since', 'HEAD'], /--since .*--client/],
  ])('%s', async (_, args, message) => {
    const cwd = sources(client);
    mkdirSync(join(cwd, 'Empty'));
    writeFileSync(join(cwd, 'Bytes.swift'), Buffer.from([0x6c, 0xff, 0xfe, 0x80]));
    writeFileSync(join(cwd, 'Other.swift'), 'struct A { let b: Int }\n');
    const { code, stderr } = await runCli(['check', ...args], { cwd });
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
    expect(existsSync(join(cwd, OUT))).toBe(false);
  });
});
