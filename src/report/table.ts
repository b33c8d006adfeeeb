/** The report for a terminal. */

import Table from 'cli-table3';
import { createColors } from 'picocolors';
import type { RunReport } from '../model/report.ts';
import { VERDICTS, type Verdict } from '../model/result.ts';
import { worst } from '../model/verdict.ts';
import { besideLines, exampleOf, trafficLine, whereLine } from './defects.ts';
import { curl, findingsOf, rerun, shown } from './findings.ts';
import { reasonsOf } from './incomparable.ts';
import { ledgerLines } from './ledger.ts';
import { plural } from './plural.ts';

type CaseReport = RunReport['suites'][number]['cases'][number];

export interface TableOptions {
  colour: boolean;
  /** Columns of the terminal. */
  width: number;
  /** Defects that are shown in full. */
  most?: number;
  /** With the request of each as curl. */
  curl?: boolean;
}

const MOST = 12;

export const NO_BORDERS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

export function renderTable(report: RunReport, options: TableOptions): string {
  const { colour, width, most = MOST } = options;
  const c = createColors(colour);
  const paint: Record<Verdict, (text: string) => string> = {
    breaking: c.red,
    differs: c.yellow,
    state: c.magenta,
    error: c.red,
    inconclusive: c.dim,
    intended: c.cyan,
    equal: c.green,
  };
  const blocks: string[] = [];
  const worstFirst = [...report.suites].sort((a, b) => rankOf(worstOf(a)) - rankOf(worstOf(b)));
  const calm = worstFirst.filter((suite) => suite.routes.length > 0 && CALM.has(worstOf(suite)));
  for (const suite of worstFirst.filter((one) => !calm.includes(one))) {
    const routeWidth = Math.max(20, Math.min(70, width - 44));
    const table = new Table({
      head: ['route', 'verdict', 'cases', 'findings', ''].map((h) => c.bold(h)),
      chars: NO_BORDERS,
      style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
      colAligns: ['left', 'left', 'right', 'right', 'left'],
      colWidths: [routeWidth, 13, 6, 9, null],
    });
    for (const r of [...suite.routes].sort((one, other) => rankOf(one.verdict) - rankOf(other.verdict))) {
      const beside = [
        r.incomparable > 0 && `${r.incomparable} not comparable`,
        r.bothFailed > 0 && `${r.bothFailed} both failed`,
        r.weak > r.bothFailed && `${r.weak - r.bothFailed} weak`,
      ].filter(Boolean);
      table.push([r.route, paint[r.verdict](r.verdict), r.cases, r.findings, c.dim(beside.join(', '))]);
    }
    blocks.push(`${c.bold(suite.suite)}\n${trimmed(table.toString())}`);
  }
  if (calm.length > 0) blocks.push(calm.map((suite) => calmLine(suite, paint, c.bold)).join('\n'));
  if (report.pages.length > 0) {
    const lines = report.pages.map((p) => {
      const also = p.breaks.length > 1 ? c.dim(` (then also ${p.breaks.slice(1).join(', ')})`) : '';
      const because = p.breaks[0] ? `: ${p.breaks[0]}${also}` : '';
      return `${p.page}: ${paint[p.verdict](p.verdict)}, the person sees: ${p.sees}${because}`;
    });
    blocks.push(`${c.bold('pages')}\n${lines.join('\n')}`);
  }
  blocks.push(latencyLines(report).join('\n'), crossReadLines(report).join('\n'));
  blocks.push(...defectBlocks(report, options, paint, c.dim, c.bold));
  blocks.push(incomparableLines(report, most).join('\n'));
  blocks.push(summary(report, paint));
  return `${blocks.filter(Boolean).join('\n\n')}\n`;
}

type SuiteReport = RunReport['suites'][number];

/** Nothing of these is left to be looked at. */
const CALM: ReadonlySet<Verdict> = new Set(['equal', 'intended']);

const rankOf = (verdict: Verdict): number => VERDICTS.indexOf(verdict);
const worstOf = ({ routes }: SuiteReport): Verdict => worst(routes.map((r) => r.verdict));

/** A suite in which nothing differs is one line. */
function calmLine(
  suite: SuiteReport,
  paint: Record<Verdict, (text: string) => string>,
  bold: (text: string) => string,
): string {
  const weak = suite.routes.reduce((n, r) => n + r.weak, 0);
  const verdict = worstOf(suite);
  return `${bold(suite.suite)}  ${paint[verdict](verdict)}, ${plural(suite.routes.length, 'route')}, ${plural(suite.cases.length, 'case')}${weak > 0 ? `, ${plural(weak, 'weak step')}` : ''}`;
}

const trimmed = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trimEnd())
    .filter(Boolean)
    .join('\n');

/** The defects worth reading first, each with the case that shows it best. */
function defectBlocks(
  report: RunReport,
  { most = MOST, width, curl: asked = false }: TableOptions,
  paint: Record<Verdict, (text: string) => string>,
  dim: (text: string) => string,
  bold: (text: string) => string,
): string[] {
  const all = report.defects ?? [];
  if (all.length === 0) return [];
  const room = Math.max(40, width - 12);
  const blocks = all.slice(0, most).map((defect) => {
    const example = exampleOf(report, defect);
    const { finding: f } = example ?? {};
    const values = f
      ? [
          `  step ${f.step} at ${f.pointer || 'the whole answer'}${defect.sentence.includes(f.message) ? '' : `: ${f.message}`}`,
          `  rust    ${shown(f.rust, room)}`,
          `  python  ${shown(f.python, room)}`,
        ]
      : [];
    return [
      `${paint[defect.class](defect.class)} ${bold(defect.route)} ${dim(defect.id)}`,
      `  ${defect.sentence}`,
      ...values,
      ...besideLines(defect, f).map((line) => `  ${shown(line, room)}`),
      `  ${whereLine(defect)}`,
      ...[trafficLine(defect)].filter(Boolean).map((line) => `  ${line}`),
      dim(`  ${rerun(defect.smallest, report)}`),
      ...(asked && example?.request ? [dim(`  ${curl(example.request)}`)] : []),
    ].join('\n');
  });
  const more = all.length - most;
  if (more > 0) blocks.push(dim(`${plural(more, 'more defect')}: report.md has them all`));
  return [bold(`${plural(all.length, 'defect')}, the worst first`), ...blocks];
}

function incomparableLines(report: RunReport, most: number): string[] {
  const reasons = reasonsOf(report);
  if (reasons.length === 0) return [];
  return [
    'not comparable',
    ...reasons
      .slice(0, most)
      .map(({ kind, reason, steps, first }) => `${kind}: ${reason} (${steps}, first ${first.at} ${first.step})`),
    ...(reasons.length > most ? [`${reasons.length - most} more reasons: report.md has them all`] : []),
  ];
}

/** How long each side takes, route by route. */
export function latencyLines(report: RunReport): string[] {
  const ms = (x: number | undefined): string => (x === undefined ? '–' : `${x.toFixed(1)} ms`);
  return (report.latency ?? []).map(
    (l) =>
      `latency ${l.route}: ${l.verdict}, n ${l.n}, rust p50 ${ms(l.rust.own.p50)} p95 ${ms(l.rust.own.p95)}, python p50 ${ms(l.python.own.p50)} p95 ${ms(l.python.own.p95)}; ${l.reason} (seed ${l.options.seed})`,
  );
}

/** What one side wrote and the other cannot read, or shows otherwise. */
export function crossReadLines(report: RunReport): string[] {
  const found = report.suites.flatMap((s) => s.cases.flatMap((c) => c.crossReads ?? []));
  return found.map(
    ({ finding: f }) =>
      `cross-read ${f.class} ${f.route} (${f.suite}/${f.case}, step ${f.step}) at ${f.pointer || 'the whole answer'}: ${f.message}`,
  );
}

const stoppedLine = ({ totals, reason }: RunReport): string =>
  `stopped before the last case: ${totals.cases} of ${plural(totals.planned, 'case')} were compared${reason === undefined ? '' : `; ${reason}`}`;

/** Cases of which nothing was judged, each with the request that no route knows. */
function unjudgedLines(report: RunReport): string[] {
  const cases = new Map<string, CaseReport>(
    report.suites.flatMap((s) => s.cases.map((c): [string, CaseReport] => [`${s.suite}/${c.case}`, c])),
  );
  return report.totals.unjudged.map((key) => {
    const [first] = cases.get(key)?.unmatched ?? [];
    const why = first ? `: step ${first.step} (${first.method} ${first.target}) is no route of the catalogue` : '';
    return `nothing was judged in ${key}${why}`;
  });
}

export function summaryLines(report: RunReport): string {
  return summary(
    report,
    new Proxy({} as Record<Verdict, (text: string) => string>, { get: () => (text: string) => text }),
  );
}

function summary(report: RunReport, paint: Record<Verdict, (text: string) => string>): string {
  const { verdicts, cases, steps, bothFailed } = report.totals;
  const counts = Object.entries(verdicts).map(([v, n]) => `${n} ${paint[v as Verdict](v)}`);
  const notes = report.suites
    .flatMap((s) => s.cases.flatMap((x) => x.notes))
    .filter((n) => n.kind === 'rule-not-applied').length;
  const unmatched = report.suites.flatMap((s) => s.cases.flatMap((x) => x.unmatched)).length;
  return [
    `${plural(cases, 'case')}, ${plural(steps, 'step')}; routes in cases: ${counts.join(', ') || 'none'}; ${plural(findingsOf(report).length, 'finding')}`,
    `rust ${report.sides.rust.mode}, python ${report.sides.python.mode}${bothFailed > 0 ? `; ${plural(bothFailed, 'step')} failed on both sides (weak evidence)` : ''}`,
    ...(notes > 0 ? [`${plural(notes, 'rule')} that should have applied and did not`] : []),
    ...(unmatched > 0 ? [`${plural(unmatched, 'request')} that no route of the catalogue knows`] : []),
    ...ledgerLines(report),
    ...(report.budget ? [report.budget] : []),
    ...(report.preflight ?? []),
    ...unjudgedLines(report),
    ...(report.complete ? [] : [stoppedLine(report)]),
  ].join('\n');
}
