/** The release checklist as one HTML file: no script, nothing from outside; prints a phase to a page. */
import { createHash } from 'node:crypto';
import type { Checklist, ChecklistRoute } from '../../model/checklist.ts';
import { escaped } from '../html-text.ts';
import { acceptedText, decisionText, evidenceLines, matrixOf, SIGNERS, titleOf } from './words.ts';

const STYLE = `
:root { color-scheme: light dark; --good: #17653a; --bad: #a31515; --weak: #7a5200; --line: #8888; }
@media (prefers-color-scheme: dark) { :root { --good: #7ddca4; --bad: #ff9b9b; --weak: #f0c674; } }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
tbody th { min-width: 11rem; }
th, td { border: 1px solid var(--line); padding: .3rem .6rem; text-align: left; vertical-align: top; }
td.n { text-align: right; }
code { font: 13px/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
ul { margin: .2rem 0; padding-left: 1.2rem; }
.flip { color: var(--good); font-weight: 600; }
.hold { color: var(--bad); font-weight: 600; }
.not-enough-evidence { color: var(--weak); font-weight: 600; }
.sign td { height: 2rem; }
@media (max-width: 40rem) { .wide { overflow-x: auto; } }
@media print {
  @page { size: A4; margin: 8mm; }
  body { font-size: 7px; line-height: 1.25; margin: 0; padding: 0; max-width: none; }
  h2 { margin: 0; }
  table { margin: .4rem 0; }
  th, td { padding: .1rem .3rem; }
  code { font-size: 7px; }
  tbody th { min-width: 0; }
  section { break-before: page; }
  tr { break-inside: avoid; }
  /* A phase is a page that somebody signs: the worst reason, the first step, the newest run, each on a line; all acceptances. */
  .routes { table-layout: fixed; }
  .routes th:first-child { width: 25%; }
  .routes th:nth-child(2) { width: 33%; }
  .routes ul, .routes li { display: inline; padding: 0; margin: 0 .3rem 0 0; }
  .line > span { margin-right: .4rem; }
  .routes td.line { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
  .line li:nth-child(n + 2) { display: none; }
  .sign td { height: 1.6rem; }
}
`;

export function checklistHtml(checklist: Checklist): string {
  const hash = createHash('sha256').update(STYLE).digest('base64');
  const { at, phases, notUp } = checklist;
  const head = phases.map(({ phase }) => `<th scope="col">${escaped(phase)}</th>`).join('');
  const matrix = matrixOf(checklist)
    .map(
      ({ module, cells }) =>
        `<tr><th scope="row">${escaped(module)}</th>${cells.map((one) => `<td class="n">${one}</td>`).join('')}</tr>\n`,
    )
    .join('');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'">
<title>Release checklist</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Release checklist</h1>
<p>Decided <time datetime="${escaped(at)}">${escaped(at)}</time>. Routes that may flip, of those that are up.</p>
<div class="wide"><table>
<thead><tr><th scope="col">module</th>${head}</tr></thead>
<tbody>
${matrix}</tbody>
</table></div>
${phases.map(phaseSection).join('')}${notUp.length > 0 ? notUpSection(notUp) : ''}</main>
</body>
</html>
`;
}

function phaseSection(phase: Checklist['phases'][number]): string {
  const id = `phase-${phase.phase}`;
  return `<section aria-labelledby="${escaped(id)}">
<h2 id="${escaped(id)}">${escaped(titleOf(phase))}</h2>
<div class="wide"><table class="routes">
<thead><tr><th scope="col">route</th><th scope="col">decision</th><th scope="col">to do</th><th scope="col">accepted</th><th scope="col">evidence</th></tr></thead>
<tbody>
${phase.routes.map(row).join('')}</tbody>
</table></div>
<table class="sign">
<thead><tr><th scope="col">signed off by</th><th scope="col">name</th><th scope="col">day</th></tr></thead>
<tbody>
${SIGNERS.map((who) => `<tr><th scope="row">${who}</th><td></td><td></td></tr>\n`).join('')}</tbody>
</table>
</section>
`;
}

function row(route: ChecklistRoute): string {
  const { decision, why, next, accepted } = route;
  const steps = next.map(
    (one) => escaped(one.text) + (one.command === undefined ? '' : `: <code>${escaped(one.command)}</code>`),
  );
  return `<tr id="${escaped(encodeURIComponent(route.route))}"><th scope="row"><code>${escaped(route.route)}</code></th>
<td class="line"><span class="${decision}">${escaped(decisionText(route))}</span>${list(why.map(escaped))}</td>
<td class="line">${list(steps)}</td>
<td>${list(accepted.map((one) => escaped(acceptedText(one))))}</td>
<td class="line">${list(evidenceLines(route).map(escaped))}</td></tr>
`;
}

const list = (items: readonly string[]): string =>
  items.length === 0 ? '' : `<ul>${items.map((one) => `<li>${one}</li>`).join('')}</ul>`;

const notUpSection = (all: Checklist['notUp']): string =>
  `<section aria-labelledby="not-up">
<h2 id="not-up">Not up for a switch</h2>
${list(all.map(({ route, why }) => `<code>${escaped(route)}</code>: ${escaped(why)}`))}
</section>
`;
