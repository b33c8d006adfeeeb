/** What GitHub takes: annotations per level, the sizes of a step summary and of a comment, whatever stands in a run. */
import { describe, expect, test } from 'vitest';
import { newFold } from '../../src/events/fold.ts';
import type { RunReport } from '../../src/model/report.ts';
import type { Finding } from '../../src/model/result.ts';
import { parseReporter } from '../../src/report/reporters.ts';

const AT = '2026-11-25T10:00:00.000Z';
const NASTY = '</summary><img src=x onerror=alert(1)> @someone #12 `code` | ``` ::error::x %0A \n::warning::y';

/** A run with so many defects of one finding each. */
function runOf(n: number, classOf: (i: number) => Finding['class'], text = 'x'.repeat(200)): RunReport {
  const fold = newFold({ pages: [] });
  const sides = { rust: { mode: 'live' }, python: { mode: 'live' } } as const;
  fold.add({ type: 'run-started', at: AT, run: 'r1', parity: '1.2.3', sides, cases: n });
  for (let i = 0; i < n; i++) {
    const route = `GET /v1/things${i}`;
    const finding: Finding = {
      class: classOf(i),
      route,
      suite: 'things',
      case: `case-${i}`,
      step: 'list',
      pointer: '/0/name',
      rust: text,
      python: null,
      direction: 'both',
      difference: 'value',
      fingerprint: i.toString(16).padStart(12, '0'),
      message: text,
    };
    const own = { route, verdict: classOf(i), steps: 1, bothFailed: 0, weak: 0, findings: [finding], incomparable: [] };
    const result = { suite: 'things', case: `case-${i}`, routes: [own], notes: [], unmatched: [] };
    fold.add({ type: 'case-judged', at: AT, result });
  }
  fold.add({ type: 'run-finished', at: AT, complete: true });
  return fold.done().report;
}

async function rendered(name: string, report: RunReport): Promise<string> {
  return [...(await parseReporter(name).render(report, { colour: false, width: 120 }))].join('');
}

describe('annotations: ten of a level, the rest counted', () => {
  test.each([
    [9, 9, null],
    [10, 10, null],
    [11, 10, '2 more'],
    [5000, 10, '4991 more'],
  ])('%i defects', async (n, lines, more) => {
    const text = await rendered(
      'github',
      runOf(n, () => 'breaking'),
    );
    const all = text.trimEnd().split('\n');
    expect(all).toHaveLength(lines);
    expect(all.every((line) => line.startsWith('::error '))).toBe(true);
    expect(all.filter((line) => / more::/.test(line)).map((line) => /title=(\d+ more)/.exec(line)?.[1])).toEqual(
      more === null ? [] : [more],
    );
  });

  test('of each level its own', async () => {
    const text = await rendered(
      'github',
      runOf(40, (i) => (i % 2 === 0 ? 'breaking' : 'differs')),
    );
    const levels = text
      .trimEnd()
      .split('\n')
      .map((line) => line.split(' ')[0]);
    expect(levels).toEqual([...Array(10).fill('::error'), ...Array(10).fill('::warning')]);
  });

  test('no value begins a command of its own', async () => {
    const text = await rendered(
      'github',
      runOf(3, () => 'differs', NASTY),
    );
    expect(text.trimEnd().split('\n')).toHaveLength(3);
    expect(text).toContain('%250A');
  });
});

test.each([
  ['summary', 1024 * 1024, 'Cut here'],
  ['comment', 65_536, 'more defects: report.md'],
])('a %s of 5,000 findings fits, and says that it was cut', async (name, most, cut) => {
  const text = await rendered(
    name,
    runOf(5000, () => 'differs', 'Größe '.repeat(60)),
  );
  expect(Buffer.byteLength(text)).toBeLessThan(most);
  expect(Buffer.byteLength(text)).toBeGreaterThan(most * 0.8);
  expect(text.slice(-200)).toContain(cut);
  const few = await rendered(
    name,
    runOf(3, () => 'differs'),
  );
  expect(few).not.toContain(cut);
  for (const i of [0, 1, 2]) expect(few).toContain(`/v1/things${i}`);
});

test.each(['summary', 'comment'])('a %s holds what a server says as text', async (name) => {
  const text = await rendered(
    name,
    runOf(1, () => 'differs', NASTY),
  );
  const outside = text.replaceAll(/(`+)[\s\S]*?\1/g, '');
  expect(outside).not.toMatch(/<img|@someone|#12\b/);
});

test('the comment of every run begins with the same line', async () => {
  const lines = await Promise.all(
    [0, 3].map(async (n) =>
      (
        await rendered(
          'comment',
          runOf(n, () => 'state'),
        )
      ).split('\n', 1),
    ),
  );
  expect(lines[0]).toEqual(lines[1]);
  expect(lines[0]?.[0]).toMatch(/^<!-- parity/);
});

test('SARIF: a result for each defect with rule, level, place and a lasting fingerprint', async () => {
  const report = runOf(5, (i) => (i === 0 ? 'breaking' : 'state'), NASTY);
  const log = JSON.parse(await rendered('sarif', report));
  const [run] = log.runs;
  expect([log.version, log.runs.length, run.results.length]).toEqual(['2.1.0', 1, 5]);
  for (const result of run.results) {
    expect(run.tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
    expect(result.message.text.length).toBeGreaterThan(0);
    const [{ physicalLocation }] = result.locations;
    expect(physicalLocation.artifactLocation.uri).not.toMatch(/^\/|:/);
    expect(physicalLocation.region.startLine).toBeGreaterThan(0);
  }
  const prints = run.results.map((r: { partialFingerprints: object }) => Object.values(r.partialFingerprints)[0]);
  expect(prints).toEqual(report.defects?.map((d) => d.id));
  expect(run.results.map((r: { level: string }) => r.level)).toEqual(['error', ...Array(4).fill('warning')]);
});
