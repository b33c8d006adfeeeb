/** What a step summary and a comment have in common: how it ended, and the defects, the worst first. */
import type { Defect } from '../../model/defect.ts';
import type { RunReport } from '../../model/report.ts';
import { VERDICTS, type Verdict } from '../../model/result.ts';
import { worst } from '../../model/verdict.ts';
import { besideLines, exampleOf, trafficLine, whereLine } from '../defects.ts';
import { rerun, shown } from '../findings.ts';
import { reasonsOf } from '../incomparable.ts';
import { ledgerLines } from '../ledger.ts';
import { cell, code, html, plain } from '../markdown-text.ts';
import { plural } from '../plural.ts';

/** In words: what a reader should take home. */
export function headOf(report: RunReport): string {
  const { rust, python } = report.sides;
  const defects = report.defects ?? [];
  const sides = [`rust ${rust.mode}`, `python ${python.mode}`].join(', ');
  const versions = [rust.version && `rust ${rust.version}`, python.version && `python ${python.version}`].filter(
    Boolean,
  );
  const warnings = [
    ...(report.complete
      ? []
      : [`stopped before the last case: ${report.totals.cases} of ${report.totals.planned} cases were compared`]),
    ...(report.oneBackend === undefined ? [] : [`nothing is proved: ${report.oneBackend}`]),
    ...(report.totals.unjudged.length > 0 ? [`nothing was judged in ${report.totals.unjudged.join(', ')}`] : []),
  ];
  return [
    `## parity: ${endOf(report)}`,
    '',
    `${plural(defects.length, 'defect')} in ${plural(report.totals.cases, 'case')} and ${plural(report.totals.steps, 'step')}. ${sides}${versions.length > 0 ? `; versions ${versions.join(', ')}` : ''}; run ${code(report.run)}, ${report.finishedAt}.`,
    ...warnings.map((text) => `\n> [!WARNING]\n> ${plain(text)}`),
    ...ledgerLines(report).map((text) => `\n${plain(text)}.`),
    '',
    ...suiteTable(report),
    '',
    '',
  ].join('\n');
}

function endOf({ totals, suites }: RunReport): string {
  if (totals.exitCode === 0) return 'nothing differs';
  const verdict = worst(suites.flatMap((s) => s.routes.map((r) => r.verdict)));
  return verdict === 'equal' || verdict === 'intended' ? 'not everything was compared' : verdict;
}

function suiteTable({ suites }: RunReport): string[] {
  const shownOf = VERDICTS.filter((verdict) => suites.some((s) => s.routes.some((r) => r.verdict === verdict)));
  if (shownOf.length === 0) return ['No route was compared.'];
  const count = (suite: RunReport['suites'][number], verdict: Verdict): number =>
    suite.routes.filter((r) => r.verdict === verdict).length;
  return [
    `| routes of | ${shownOf.join(' | ')} |`,
    `|---|${shownOf.map(() => '---:').join('|')}|`,
    ...suites.map((s) => `| ${cell(s.suite)} | ${shownOf.map((verdict) => count(s, verdict) || '').join(' | ')} |`),
  ];
}

/** A row of a table for each, in a few words. */
export const rowsOf = (defects: readonly Defect[]): string[] =>
  defects.map(
    (d) =>
      `| ${d.class} | ${cell(code(d.route))} | ${cell(plain(d.sentence))} | ${cell(plain(whereShort(d)))} | ${d.since ? d.since.at.slice(0, 10) : 'this run'} |\n`,
  );

export const TABLE_HEAD = '| class | route | what the client notices | where | since |\n|---|---|---|---|---|\n';

const whereShort = (defect: Defect): string => trafficLine(defect) || plural(defect.cases, 'case');

/** Folded, with everything that is known of it. */
export const detailsOf = (report: RunReport): string[] =>
  (report.defects ?? []).map((defect) => {
    const { finding: f } = exampleOf(report, defect) ?? {};
    const lines = [
      plain(whereLine(defect)),
      ...[trafficLine(defect)].filter(Boolean).map(plain),
      ...besideLines(defect, f).map((line) => code(shown(line, 400))),
      ...(f
        ? [
            `step ${f.step} at ${f.pointer ? code(f.pointer) : 'the whole answer'}`,
            `rust: ${code(shown(f.rust, 300))}`,
            `python: ${code(shown(f.python, 300))}`,
          ]
        : []),
      `alone: ${code(rerun(defect.smallest, report))}`,
      `what it means: ${code(`npx parity explain ${defect.id}`)}`,
    ];
    const title = `${defect.class} <code>${html(defect.route)}</code>: ${html(defect.sentence)}`;
    return `<details><summary>${title}</summary>\n\n${lines.map((line) => `- ${line}\n`).join('')}\n</details>\n`;
  });

/** Why steps were not comparable. */
export const asideOf = (report: RunReport): string[] =>
  reasonsOf(report).map(
    ({ kind, reason, steps, first }) =>
      `- ${kind}: ${plain(reason)} (${steps}, first ${first.at}, step ${first.step})\n`,
  );
