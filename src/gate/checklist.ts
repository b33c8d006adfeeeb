/** Decisions → the release checklist in Markdown: module × phase. Pure. */
import type { Decision } from './decide.ts';

const PHASES = ['reads', 'writes', 'destructive'];
const MARKS = { flip: 'x', hold: ' ', 'not-enough-evidence': ' ', 'not-up': '-' } as const;

export function checklist(decisions: readonly Decision[], now: string): string {
  const up = decisions.filter((d) => d.decision !== 'not-up');
  const modules = [...new Set(decisions.map((d) => d.module))];
  const cell = (module: string, phase: string): string => {
    const own = up.filter((d) => d.module === module && d.phase === phase);
    return own.length === 0 ? '–' : `${own.filter((d) => d.decision === 'flip').length}/${own.length}`;
  };
  const lines = [
    '# Release checklist',
    '',
    `Decided ${now}. Routes that may flip, of those that are up.`,
    '',
    `| module | ${PHASES.join(' | ')} |`,
    `|---|${PHASES.map(() => '---:').join('|')}|`,
    ...modules.map((m) => `| ${m} | ${PHASES.map((p) => cell(m, p)).join(' | ')} |`),
  ];
  for (const module of modules) {
    lines.push('', `## ${module}`, '');
    for (const d of decisions.filter((x) => x.module === module)) {
      const mark = MARKS[d.decision];
      const box = mark === '-' ? '-' : `- [${mark}]`;
      lines.push(
        `${box} \`${d.route}\` (${d.phase}): ${d.decision}${d.why[0] ? `: ${d.why[0]}${d.why.length > 1 ? `, and ${d.why.length - 1} more` : ''}` : ''}`,
      );
    }
  }
  return `${lines.join('\n')}\n`;
}
