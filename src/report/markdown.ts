/** The report as Markdown: the whole of it, for a pull request or a release checklist. */

import { groupBy } from '../events/group.ts';
import type { Defect } from '../model/defect.ts';
import type { RunReport } from '../model/report.ts';
import { besideLines, exampleOf, trafficLine, whereLine } from './defects.ts';
import { curl, findingsOf, type ReportFinding, rerun, shown } from './findings.ts';
import { ledgerLines } from './ledger.ts';
import { cell, code } from './markdown-text.ts';
import { plural } from './plural.ts';
import { crossReadLines, latencyLines } from './table.ts';

export function renderMarkdown(report: RunReport): string {
  const { rust, python } = report.sides;
  const lines = [
    '# Parity report',
    '',
    `Run ${report.run}, ${report.startedAt} to ${report.finishedAt}; rust ${rust.mode}, python ${python.mode}${report.complete ? '' : `; **stopped before the last case** (${report.totals.cases} of ${report.totals.planned} compared)`}.`,
    '',
    `${plural(report.totals.cases, 'case')}, ${plural(report.totals.steps, 'step')}; routes in cases: ${Object.entries(
      report.totals.verdicts,
    )
      .map(([v, n]) => `${n} ${v}`)
      .join(', ')}; ${plural(report.totals.bothFailed, 'step')} failed on both sides (weak evidence).`,
    ...(report.preflight ?? []).map((text) => `\n> ${text}`),
  ];
  for (const line of ledgerLines(report)) lines.push('', `${line}.`);
  if (report.totals.unjudged.length > 0)
    lines.push('', `Nothing was judged in: ${report.totals.unjudged.map(code).join(', ')}.`);
  for (const suite of report.suites) {
    lines.push(
      '',
      `## ${suite.suite}`,
      '',
      '| route | verdict | cases | findings | not comparable | both failed | weak |',
      '|---|---|---:|---:|---:|---:|---:|',
    );
    for (const r of suite.routes) {
      lines.push(
        `| ${cell(code(r.route))} | ${r.verdict} | ${r.cases} | ${r.findings} | ${r.incomparable} | ${r.bothFailed} | ${r.weak} |`,
      );
    }
  }
  if (report.pages.length > 0) {
    lines.push('', '## Pages', '', '| page | verdict | the person sees | broken by |', '|---|---|---|---|');
    for (const p of report.pages)
      lines.push(`| ${p.page} | ${p.verdict} | ${cell(p.sees)} | ${cell(p.breaks.map(code).join(', '))} |`);
  }
  const aside = [...latencyLines(report), ...crossReadLines(report), ...(report.budget ? [report.budget] : [])];
  if (aside.length > 0) lines.push('', '## Timing, cross-reads and budget', '', ...aside.map((l) => `- ${l}`));
  const defects = report.defects ?? [];
  lines.push('', '## Defects', '');
  lines.push(defects.length === 0 ? 'None.' : `${plural(defects.length, 'defect')}, the worst first.`);
  if (defects.length > 0) lines.push('', ...defects.flatMap((defect) => defectLines(defect, report)));
  const findings = findingsOf(report);
  if (findings.length > 0) lines.push('## Findings', '', ...findingLines(findings), '');
  lines.push(...noteLines(report));
  return `${lines.join('\n').trimEnd()}\n`;
}

function defectLines(defect: Defect, report: RunReport): string[] {
  const { finding: f, request } = exampleOf(report, defect) ?? {};
  return [
    `### ${defect.class}: ${code(defect.route)} ${code(defect.id)}`,
    '',
    `${defect.sentence}.`,
    '',
    `- ${whereLine(defect)}`,
    ...[trafficLine(defect)].filter(Boolean).map((line) => `- ${line}`),
    ...besideLines(defect, f).map((line) => `- ${code(line)}`),
    ...(f
      ? [
          `- step ${f.step} at ${code(f.pointer || 'the whole answer')}`,
          `- rust: ${code(shown(f.rust, 300))}`,
          `- python: ${code(shown(f.python, 300))}`,
        ]
      : []),
    `- alone: ${code(rerun(defect.smallest, report))}`,
    ...(request ? [`- request: ${code(curl(request))}`] : []),
    '',
  ];
}

/** The same difference once. */
function findingLines(all: readonly ReportFinding[]): string[] {
  return [...groupBy(all, (f) => f.fingerprint).values()].map((same) => {
    const f = same.find((one) => !one.causedBy) ?? (same[0] as ReportFinding);
    const cases = new Set(same.map((one) => `${one.suite}/${one.case}`)).size;
    const cause = f.causedBy ? `; caused by step ${f.causedBy.step} (${f.causedBy.route})` : '';
    return `- ${f.class} ${code(f.route)} at ${code(f.pointer || 'the whole answer')}: ${f.message}, in ${plural(cases, 'case')}, first ${f.suite}/${f.case}, step ${f.step}; ${code(f.fingerprint)}${cause}`;
  });
}

function noteLines(report: RunReport): string[] {
  const cases = report.suites.flatMap((s) => s.cases.map((c) => ({ key: `${s.suite}/${c.case}`, ...c })));
  const notes = cases.flatMap((c) => c.notes);
  const aside = cases.flatMap((c) =>
    c.routes.flatMap((r) =>
      r.incomparable.map((i) => `- ${i.kind}: ${c.key}, step ${i.step}, ${code(i.route)}: ${i.reason}`),
    ),
  );
  const unmatched = cases.flatMap((c) =>
    c.unmatched.map((u) => `- ${c.key}, step ${u.step}: ${code(`${u.method} ${u.target}`)}`),
  );
  return [
    ...(aside.length > 0 ? ['## Not comparable', '', ...aside, ''] : []),
    ...(unmatched.length > 0 ? ['## Requests that no route of the catalogue knows', '', ...unmatched, ''] : []),
    ...(notes.length > 0
      ? [
          '## Notes',
          '',
          ...notes.map((n) => `- ${n.kind}: ${n.suite}/${n.case}, step ${n.step}, ${code(n.route)}: ${n.text}`),
          '',
        ]
      : []),
  ];
}
