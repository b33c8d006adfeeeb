/**
 * Holds the verdicts of a whole recorded run against `fixtures/expected.json`, which was established by hand and
 * is used nowhere else. Prints a confusion table and each wrong verdict; exits 1 below the thresholds.
 */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Table from 'cli-table3';
import { anonymous } from '../src/catalog/template.ts';
import type { RunReport } from '../src/model/report.ts';
import { packageRoot } from '../src/package.ts';

const CLASSES = ['breaking', 'differs', 'state', 'intended', 'equal'] as const;
type Class = (typeof CLASSES)[number];

interface Row {
  key: string;
  route: string;
  expected: Class;
  got: string;
  why: string;
}

const root = packageRoot();
const fixtures = process.argv[2] ?? join(root, 'fixtures');
const readJson = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T;

/** Runs the command line as anyone would and reads its report. */
function run(): RunReport {
  const out = mkdtempSync(join(tmpdir(), 'parity-accuracy-'));
  try {
    const cli = join(root, 'dist', 'bin', 'cli.js');
    const child = spawnSync(process.execPath, [cli, 'run', '--json', '--quiet', '--fixtures', fixtures, '--out', out], {
      encoding: 'utf8',
      maxBuffer: 1 << 30,
    });
    if (child.stdout === '') throw new Error(`parity run printed no report: ${child.stderr}`);
    return JSON.parse(child.stdout) as RunReport;
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** One row per route of a case; a route that is called and not listed is expected equal. */
function rowsOf(report: RunReport, expected: Record<string, Record<string, Class>>): Row[] {
  return report.suites.flatMap(({ suite, cases }) =>
    cases.flatMap((c) => {
      const key = `${suite}/${c.case}`;
      const wanted = new Map(Object.entries(expected[key] ?? {}).map(([route, v]) => [anonymous(route), v]));
      return c.routes.map((r): Row => {
        const finding = r.findings[0];
        const why = finding
          ? `${finding.class} at ${finding.step} ${finding.pointer || '(whole answer)'}: ${finding.message}`
          : (r.incomparable[0]?.reason ?? 'no finding');
        return { key, route: r.route, expected: wanted.get(anonymous(r.route)) ?? 'equal', got: r.verdict, why };
      });
    }),
  );
}

/** What was established and is in no report: a verdict that nobody gave is wrong, not absent. */
function unjudged(rows: readonly Row[], expected: Record<string, Record<string, Class>>): Row[] {
  const judged = new Set(rows.map((r) => `${r.key} ${anonymous(r.route)}`));
  return Object.entries(expected).flatMap(([key, routes]) =>
    Object.entries(routes)
      .filter(([route]) => !judged.has(`${key} ${anonymous(route)}`))
      .map(([route, c]): Row => ({ key, route, expected: c, got: 'nothing', why: 'no verdict' })),
  );
}

/** Where several writes of a case could have left a document difference, any of them may carry `state`. */
function forgiveSharedState(rows: readonly Row[]): Set<Row> {
  const forgiven = new Set<Row>();
  for (const lost of rows.filter((r) => r.expected === 'state' && r.got === 'equal')) {
    const found = rows.find(
      (r) => r.key === lost.key && r.expected === 'equal' && r.got === 'state' && !forgiven.has(r),
    );
    if (found) for (const row of [lost, found]) forgiven.add(row);
  }
  return forgiven;
}

const expected = readJson<Record<string, Record<string, Class>>>(join(fixtures, 'expected.json'));
const thresholds = readJson<Record<Class, { right?: number; wrong?: number }>>(join(root, 'fixtures', 'accuracy.json'));
const given = rowsOf(run(), expected);
const rows = [...given, ...unjudged(given, expected)];
const forgiven = forgiveSharedState(rows);
const isRight = (row: Row): boolean => row.expected === row.got || forgiven.has(row);

const columns = [...CLASSES, 'error', 'inconclusive'];
const table = new Table({ head: ['expected \\ found', ...columns, 'right', 'wrong'], style: { head: [], border: [] } });
let failed = false;
for (const c of CLASSES) {
  const of = rows.filter((r) => r.expected === c);
  const right = of.filter(isRight).length;
  const cells = columns.map((got) => of.filter((r) => (forgiven.has(r) ? r.expected : r.got) === got).length);
  table.push([c, ...cells, right, of.length - right]);
  const least = thresholds[c]?.right ?? 0;
  if (of.length > 0 && right / of.length < least) {
    failed = true;
    console.log(`${c}: ${right} of ${of.length} right, at least ${least * 100} % are asked for`);
  }
}
for (const row of rows.filter((r) => !isRight(r))) {
  console.log(`wrong: ${row.key} ${row.route}: expected ${row.expected}, found ${row.got} (${row.why})`);
}
console.log(table.toString());
const right = rows.filter(isRight).length;
console.log(
  `${forgiven.size} rows forgiven: where several writes could have left a document, either may carry the state`,
);
console.log(`${right} right, ${rows.length - right} wrong`);
process.exitCode = failed ? 1 : 0;
