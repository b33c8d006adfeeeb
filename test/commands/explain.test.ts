import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { FoundCheck, FoundFinding } from '../../src/commands/explain/found.ts';
import { WORDS, type Word } from '../../src/commands/explain/words.ts';
import type { Finding } from '../../src/model/result.ts';
import { FIXTURES } from '../support/cases.ts';
import { type CliResult, runCli, runParity } from '../support/cli.ts';
import { swiftClient } from '../support/swift/client.ts';
import { everyCall } from '../support/swift/drifted.ts';

const DOCUMENT = join(import.meta.dirname, '../../fixtures/contract/python-openapi.json');

const explain = (...args: string[]): Promise<CliResult> => runCli(['explain', ...args]);
const inDays = (n: number): string => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10);

/** What one fingerprint is, as --json tells it. */
async function found<T>(fingerprint: string, ...args: string[]): Promise<T> {
  const { stdout, stderr } = await explain(fingerprint, '--json', ...args);
  const { found: all } = JSON.parse(stdout || stderr) as { found: T[] };
  expect(all).toHaveLength(1);
  return all[0] as T;
}

describe('words', () => {
  test('every word has words or a meaning, and says what to do next', () => {
    expect(WORDS.length).toBeGreaterThan(100);
    expect(WORDS.filter(({ means, words, next }) => !(means ?? words) || !next)).toEqual([]);
    // Facts are never taken for words.
    expect(WORDS.filter(({ words }) => words !== undefined && /undefined|=>|\[object|\[native/.test(words))).toEqual(
      [],
    );
  });

  test('the list names every code once per table', async () => {
    const { code, stdout } = await explain();
    expect(code).toBe(0);
    const listed = stdout.split(/\s+/);
    expect(WORDS.filter((word) => !listed.includes(word.code))).toEqual([]);
    const { stdout: json } = await explain('--json');
    expect((JSON.parse(json) as { words: Word[] }).words).toEqual(WORDS);
  });

  test('a code of two tables is explained twice; blanks and capitals do not matter', async () => {
    const { code, stdout } = await explain('Content Type');
    expect(code).toBe(0);
    expect(stdout).toContain('content-type, a kind of parity check\n');
    expect(stdout).toContain('content-type, a kind of parity check --client\n');
    expect((await explain('both', 'fail')).code).toBe(0);
    expect((await explain('BOTH_FAIL')).stdout).toContain('both sides fail (…, …) where the recording succeeded');
  });

  test.each([
    ['brekaing', 'Did you mean "breaking"?'],
    ['429', 'Did you mean "accidental-429"?'],
    ['both failed', 'Did you mean "both-fail"?'],
    ['GET /v1/folders', 'npx parity gate tell of a route'],
    ['', 'found ""'],
    ['abc', 'at least 4 letters of a fingerprint'],
  ])('"%s" is no word: exit code 2 and what may be meant', async (word, hint) => {
    const { code, stdout, stderr } = await explain(word);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(hint);
    expect(stderr).toContain('npx parity explain lists the words');
  });
});

describe('fingerprints of runs', () => {
  let out = '';
  let run = '';
  let findings: Finding[] = [];
  let defect = { id: '', fingerprints: [''] };
  beforeAll(async () => {
    const result = await runParity(['people', '--quiet']);
    out = result.out;
    run = basename(result.runs[0] ?? '');
    findings = (result.report?.suites ?? []).flatMap((s) =>
      s.cases.flatMap((c) => c.routes.flatMap((r) => r.findings)),
    );
    const single = result.report?.defects?.find(({ fingerprints }) => fingerprints.length === 1);
    defect = single ?? defect;
  });

  test('every finding of a run is explained with its values, its places and how to run it again', async () => {
    const open = findings.filter(({ class: of }) => of !== 'intended');
    const [some] = open.filter(({ fingerprint }) => open.filter((f) => f.fingerprint === fingerprint).length > 1);
    const { fingerprint = '' } = some ?? {};
    const told = await found<FoundFinding>(fingerprint, '--out', out);
    const same = open.filter((f) => f.fingerprint === fingerprint);
    expect(told.places).toEqual(same.map((f) => ({ case: `${f.suite}/${f.case}`, step: f.step })));
    expect(same).toContainEqual(told.finding);
    expect(told.run).toBe(run);
    expect(told.since).toMatchObject({ run });
    expect(told.defect?.fingerprints).toContain(fingerprint);
    expect(told.again).toBe(`npx parity run people --case ${told.finding.case}`);
    const { stdout } = await explain(fingerprint, '--out', out);
    expect(stdout).toContain(`npx parity accept ${fingerprint} --reason … --owner … --until DAY --out ${out}\n`);
    expect(stdout).toContain(told.finding.message);
  });

  test('the first letters do, if only one begins so; else all that do are listed', async () => {
    const [first = ''] = defect.fingerprints;
    expect((await found<FoundFinding>(first.slice(0, 6).toUpperCase(), '--out', out)).fingerprint).toBe(first);
    const { stdout } = await explain(defect.id.slice(0, 6), '--out', out);
    expect(stdout).toContain(`defect ${defect.id} of run ${run}`);
    expect(stdout).toContain(`npx parity accept ${first} `);
  });

  test('two that begin alike are listed, with exit code 2', async () => {
    const report = join(out, run, 'events.ndjson');
    const twins = mkdtempSync(join(tmpdir(), 'parity-twins-'));
    mkdirSync(join(twins, 'r'));
    const [one = '', other = ''] = [...new Set(findings.map((f) => f.fingerprint))];
    const text = readFileSync(report, 'utf8').replaceAll(one, 'abcd00000001').replaceAll(other, 'abcd00000002');
    writeFileSync(join(twins, 'r', 'events.ndjson'), text);
    const { code, stderr } = await explain('abcd', '--out', twins);
    expect(code).toBe(2);
    expect(stderr).toMatch(/found "abcd" at 2. Give more letters:\n {2}abcd0000000\d {2}finding, .*\n {2}abcd/);
    expect((await explain('abcd00000001', '--out', twins)).code).toBe(0);
  });

  test('a newer run tells that it is gone, or that no case was run that shows it', async () => {
    const list = findings.find((f) => f.route === 'GET /v1/users/people' && f.class === 'breaking');
    const first = list?.fingerprint ?? '';
    const newRun = (...args: string[]): Promise<CliResult> => runCli(['run', ...args, '--quiet', '--out', out]);
    expect((await newRun('folders', '--case', 'life-of-a-folder')).code).toBe(0);
    expect((await explain(first, '--out', out)).stdout).toContain('1 newer run did not run a case that shows it');
    // A case of the same route that is equal says nothing of it; its own case without the difference does.
    expect((await newRun('people', '--case', 'create-and-list')).code).toBe(0);
    expect((await found<FoundFinding>(first, '--out', out)).newer.map((n) => n.compared)).toEqual([false, false]);
    const mended = mkdtempSync(join(tmpdir(), 'parity-mended-'));
    const own = join(mended, 'people', list?.case ?? '');
    cpSync(join(FIXTURES, 'people', list?.case ?? ''), own, { recursive: true });
    cpSync(join(own, 'rust.har'), join(own, 'python.har'));
    await newRun('people', '--fixtures', mended);
    const { newer, accept } = await found<FoundFinding>(first, '--out', out);
    expect(newer.map(({ compared }) => compared)).toEqual([true, false, false]);
    expect((await explain(first, '--out', out)).stdout).toContain('ran its case and does not have it');
    // The command names the run that has it, and works as it stands.
    const args = accept.replace('DAY', inDays(5)).replaceAll('…', 'x').split(' ').slice(2);
    expect(args).toEqual(expect.arrayContaining(['--run', run, '--out', out]));
    const accepted = await runCli([...args, '--ledger', join(out, 'other.json')]);
    expect([accepted.code, accepted.stderr]).toEqual([0, '']);
  });

  test('a finding that the ledger accepts says so, and who, and until when', async () => {
    const [first = ''] = defect.fingerprints;
    const ledger = join(out, 'ledger.json');
    const where = ['--out', out, '--ledger', ledger, '--run', join(out, run)];
    const by = ['--reason', 'seen', '--owner', 'desk', '--until', inDays(5)];
    const wrong = await runCli(['accept', defect.id, ...by, ...where]);
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining(`It has: ${first}.`)]);
    expect((await runCli(['accept', first, ...by, ...where])).code).toBe(0);
    expect((await explain(first, ...where)).stdout).toContain(
      `is accepted by the ledger: seen (desk, until ${inDays(5)})`,
    );
    // Its defect is none any more, and its id still stands in reports.
    const { stdout } = await explain(defect.id, ...where);
    expect(stdout).toContain(`defect ${defect.id} of run ${run}`);
    expect(stdout).toContain('accept   its findings are accepted by the ledger');
  });

  test('a fingerprint that nobody has: what was looked at', async () => {
    const { code, stderr } = await explain('0123456789ab', '--out', out);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/found none: \d stored runs? below .* \(the newest is /)]);
    const none = await explain('0123456789ab', '--out', join(out, 'nothing'));
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('there is no stored run below')]);
    const there = await explain('0123456789ab', '--run', run, '--out', out);
    expect([there.code, there.stderr]).toEqual([2, expect.stringContaining(`run ${run} does not have it`)]);
    const named = await explain('0123456789ab', '--run', 'nowhere');
    expect([named.code, named.stderr]).toEqual([
      2,
      expect.stringContaining('expected a stored run with events.ndjson'),
    ]);
  });

  test('a broken run hides no other', async () => {
    const broken = join(out, '9999-01-01T00-00-00');
    mkdirSync(broken);
    writeFileSync(join(broken, 'events.ndjson'), '{"type":"nothing"}\n');
    expect((await explain(defect.fingerprints[0] ?? '', '--out', out)).code).toBe(0);
    expect((await explain('0123456789ab', '--out', out)).stderr).toContain(`Could not be read: ${broken}`);
    rmSync(broken, { recursive: true });
  });
});

describe('fingerprints of checks', () => {
  test('of the declared routes: what it is, both places, how to run it again', async () => {
    const out = mkdtempSync(join(tmpdir(), 'parity-out-'));
    const checked = await runCli(['check', '--openapi', DOCUMENT, '--reporter', 'json', '--out', out]);
    const [first] = (JSON.parse(checked.stdout) as { findings: FoundCheck['finding'][] }).findings;
    const told = await found<FoundCheck>(first?.fingerprint ?? '', '--out', out);
    expect(told).toMatchObject({ of: 'check', source: DOCUMENT, finding: first });
    const { stdout } = await explain(first?.fingerprint ?? '', '--out', out);
    expect(stdout).toContain(`npx parity check --openapi ${DOCUMENT} ${first?.module}\n`);
    expect(stdout).toContain(`npx parity accept ${first?.fingerprint} `);
  });

  test('of the client’s sources: nothing accepts it', async () => {
    const out = mkdtempSync(join(tmpdir(), 'parity-out-'));
    const sources = join(out, 'Client.swift');
    writeFileSync(sources, swiftClient(everyCall).replace('?? "#6B7280"', '?? "#000000"'));
    const checked = await runCli(['check', '--client', sources, '--reporter', 'json', '--out', out]);
    const [first] = (JSON.parse(checked.stdout) as { findings: { fingerprint: string; message: string }[] }).findings;
    expect(first?.message).toContain('#000000');
    const { stdout } = await explain(first?.fingerprint ?? '', '--out', out);
    expect(stdout).toContain(first?.message);
    expect(stdout).toContain('nothing: the suite is mended');
  });
});
