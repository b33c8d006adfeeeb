/**
 * `parity check` over the document in `fixtures/contract/`, held against what was looked at by hand there: a change of the
 * check, of the suites or of the client's calls that finds something else fails. `--write` takes what is found.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CheckReport, checkReportSchema } from '../src/model/check.ts';
import { packageRoot } from '../src/package.ts';

const root = packageRoot();
const folder = join(root, 'fixtures', 'contract');
// The newest check of a checkout is the gate's: this one is kept nowhere.
const out = mkdtempSync(join(tmpdir(), 'parity-contract-'));
const args = ['check', '--openapi', join(folder, 'python-openapi.json'), '--reporter', 'json', '--out', out];
const start = performance.now();
const run = spawnSync(process.execPath, [join(root, 'dist', 'bin', 'cli.js'), ...args], { encoding: 'utf8' });
const seconds = (performance.now() - start) / 1000;
rmSync(out, { recursive: true, force: true });
if (run.status !== 0 && run.status !== 1) throw new Error(`parity check exited ${run.status}: ${run.stderr}`);
const report = checkReportSchema.parse(JSON.parse(run.stdout));

const lineOf = (f: CheckReport['findings'][number]): string =>
  [f.class, f.kind, f.route, f.at, ...(f.when === undefined ? [] : [`when ${f.when}`])].join(' | ');
const found = report.findings.map(lineOf);
const file = join(folder, 'expected.json');
if (process.argv.includes('--write')) writeFileSync(file, `${JSON.stringify(found, null, 2)}\n`);
const expected = JSON.parse(readFileSync(file, 'utf8')) as string[];
const wrong = [
  ...found.filter((line) => !expected.includes(line)).map((line) => `new:  ${line}`),
  ...expected.filter((line) => !found.includes(line)).map((line) => `gone: ${line}`),
];
for (const line of wrong) console.log(line);

const kinds = new Map<string, number>();
for (const { class: of, kind } of report.findings) kinds.set(`${of} ${kind}`, (kinds.get(`${of} ${kind}`) ?? 0) + 1);
for (const [kind, n] of [...kinds].sort()) console.log(`${String(n).padStart(4)} ${kind}`);
console.log(
  `${found.length} findings of ${report.calls} calls in ${seconds.toFixed(2)} s, ${wrong.length} not as expected`,
);
process.exitCode = wrong.length > 0 ? 1 : 0;
