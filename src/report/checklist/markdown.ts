/** The release checklist as Markdown. */
import type { Checklist, ChecklistRoute } from '../../model/checklist.ts';
import { cell, code, plain } from '../markdown-text.ts';
import { acceptedText, decisionText, evidenceLines, matrixOf, SIGNERS, titleOf } from './words.ts';

export function checklistMarkdown(checklist: Checklist): string {
  const { at, phases, notUp } = checklist;
  const lines = ['# Release checklist', '', `Decided ${at}. Routes that may flip, of those that are up.`];
  if (phases.length > 0)
    lines.push(
      '',
      `| module | ${phases.map(({ phase }) => phase).join(' | ')} |`,
      `|---|${phases.map(() => '---:').join('|')}|`,
      ...matrixOf(checklist).map(({ module, cells }) => `| ${cell(module)} | ${cells.join(' | ')} |`),
    );
  for (const phase of phases) {
    lines.push('', `## ${titleOf(phase)}`, '', ...phase.routes.flatMap(routeLines), '');
    lines.push('| signed off by | name | day |', '|---|---|---|', ...SIGNERS.map((who) => `| ${who} | | |`));
  }
  if (notUp.length > 0)
    lines.push('', '## Not up for a switch', '', ...notUp.map(({ route, why }) => `- ${code(route)}: ${plain(why)}`));
  return `${lines.join('\n')}\n`;
}

function routeLines(route: ChecklistRoute): string[] {
  const { decision, why, next, accepted } = route;
  return [
    `- [${decision === 'flip' ? 'x' : ' '}] ${code(route.route)}: **${decisionText(route)}**`,
    ...why.map((text) => `  - ${plain(text)}`),
    ...next.map(({ text, command }) => `  - to do: ${text}${command === undefined ? '' : `: ${code(command)}`}`),
    ...accepted.map((entry) => `  - accepted: ${plain(acceptedText(entry))}`),
    ...evidenceLines(route).map((line) => `  - evidence: ${plain(line)}`),
  ];
}
