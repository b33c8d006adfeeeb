/** `docs/faults.md` as tests: each row of a section is run, and what the row says is what has to come. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { reportSchema } from '../../src/model/report.ts';
import { type RunResult, verdictsOf } from './cli.ts';

const DOCUMENT = resolve(import.meta.dirname, '../../docs/faults.md');

export type Scenario = () => Promise<Partial<RunResult> & { code: number | null; stdout: string; stderr: string }>;

interface Row {
  input: string;
  verdict: string;
  says: string[];
  code: number;
  kept: string;
}

function rowsBelow(heading: string): Row[] {
  const [, section = ''] = readFileSync(DOCUMENT, 'utf8').split(`\n## ${heading}\n`);
  const [table = ''] = section.split('\n## ');
  return table
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(1)
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter(([, input = '']) => !/^-+$/.test(input))
    .map(([, input = '', verdict = '', says = '', code = '', kept = '']) => ({
      input,
      verdict,
      says: [...says.matchAll(/`([^`]+)`/g)].map((m) => m[1] as string),
      code: Number(code),
      kept,
    }));
}

/** Boxes and breaks of a terminal are no part of a sentence. */
const plain = (text: string): string => text.replace(/[\s│]+/g, ' ');

/** Every line of the log and every file is whole. Returns the names. */
function wholeFiles(run: string): string[] {
  const files = readdirSync(run);
  for (const file of files) {
    const path = join(run, file);
    if (file === 'report.json') reportSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    if (file.endsWith('.ndjson'))
      for (const line of readFileSync(path, 'utf8').split('\n').slice(0, -1)) JSON.parse(line);
    if (file === 'report.html') expect(readFileSync(path, 'utf8')).toMatch(/<\/html>\n$/);
    if (file === 'junit.xml') expect(readFileSync(path, 'utf8')).toMatch(/(<\/testsuites>|<testsuites[^>]*\/>)\n$/);
  }
  return files;
}

/** Per run folder the files that have to be there. */
const KEPT: Record<string, string[][]> = {
  nothing: [],
  log: [['events.ndjson']],
  run: [['events.ndjson', 'report.json', 'report.md', 'junit.xml', 'report.html']],
};

function expectKept(kept: string, runs: readonly string[]): void {
  const expected = KEPT[kept] ?? expect.unreachable(`${kept}: expected one of ${Object.keys(KEPT).join(', ')}`);
  expect(runs.map(wholeFiles)).toEqual(expected.map((files) => expect.arrayContaining(files)));
}

/** One test per row; a row without a scenario, and a scenario without a row, fail. `skip`: rows that cannot run here. */
export function faultTests(
  heading: string,
  scenarios: Record<string, Scenario>,
  skip: Record<string, boolean> = {},
): void {
  const rows = rowsBelow(heading);
  test('every row has its scenario, and every scenario its row', () => {
    expect(rows.map((r) => r.input).sort()).toEqual(Object.keys(scenarios).sort());
    expect(rows.filter((r) => r.says.length === 0)).toEqual([]);
  });
  for (const { input, verdict, says, code, kept } of rows) {
    test.skipIf(skip[input])(input, { timeout: 60_000 }, async () => {
      const run = (await scenarios[input]?.()) ?? expect.unreachable('no scenario');
      const { report, runs = [], stdout, stderr } = run;
      const files = runs.flatMap((folder) =>
        readdirSync(folder).includes('report.md') ? [readFileSync(join(folder, 'report.md'), 'utf8')] : [],
      );
      const said = plain([stdout, stderr, ...files].join('\n'));
      expect(stderr).not.toMatch(/^ {4}at /m);

      for (const text of says) expect(said).toContain(text);
      if (verdict !== '–') expect([...new Set(Object.values(verdictsOf(report)))].join(', '), said).toBe(verdict);
      expect(run.code, said).toBe(code);
      expectKept(kept, runs);
    });
  }
}
