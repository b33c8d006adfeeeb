/** What both forms of the release checklist say. */
import type { Checklist, ChecklistAccepted, ChecklistEvidence, ChecklistRoute } from '../../model/checklist.ts';
import { plural } from '../plural.ts';

/** Who signs a phase. */
export const SIGNERS = ['engineering', 'release'] as const;

export const acceptedText = (a: ChecklistAccepted): string =>
  `${a.class} at ${a.pointer || 'the whole answer'} until ${a.until}, by ${a.owner} on ${a.added}: ${a.reason}${a.onlyMade ? ' (in bulk: only made cases show it)' : ''}`;

const evidenceText = ({ run, ageDays, rust, python }: ChecklistEvidence): string =>
  `run ${run}, ${ageText(ageDays)} old; rust ${rust}, python ${python}`;

/** The newest that count, and how many more there are. */
export function evidenceLines({ evidence }: ChecklistRoute): string[] {
  if (evidence.length === 0) return ['none that counts'];
  const more = evidence.length - MOST_RUNS;
  return [...evidence.slice(0, MOST_RUNS).map(evidenceText), ...(more > 0 ? [`and ${plural(more, 'older run')}`] : [])];
}

/** Runs that are named for a route. */
const MOST_RUNS = 3;

const ageText = (days: number): string =>
  days < 1 ? plural(Math.floor(days * 24), 'hour') : plural(Math.floor(days), 'day');

export const titleOf = ({ phase, routes }: Checklist['phases'][number]): string =>
  `${phase}: ${routes.filter((r) => r.decision === 'flip').length} of ${plural(routes.length, 'route')} may flip`;

/** Per module and phase, how many may flip of how many; a phase without routes of the module is empty. */
export function matrixOf({ phases }: Checklist): { module: string; cells: string[] }[] {
  const modules = [...new Set(phases.flatMap(({ routes }) => routes.map((r) => r.module)))];
  return modules.map((module) => ({
    module,
    cells: phases.map(({ routes }) => {
      const own = routes.filter((r) => r.module === module);
      return own.length === 0 ? '' : `${own.filter((r) => r.decision === 'flip').length}/${own.length}`;
    }),
  }));
}

export const decisionText = ({ decision, now }: ChecklistRoute): string =>
  `${decision === 'not-enough-evidence' ? 'not enough evidence' : decision}${now === 'python' ? ' (on python now)' : ''}`;
