/** Decisions → the release checklist. Pure. */
import type { Checklist, ChecklistAccepted, ChecklistEvidence, ChecklistRoute } from '../model/checklist.ts';
import type { RunReport } from '../model/report.ts';
import type { Decision } from './decide.ts';
import { ORDER } from './input.ts';
import { nextSteps } from './next.ts';
import { sideOf, type TargetMap } from './targets.ts';

export interface ChecklistInput {
  decisions: readonly Decision[];
  reports: readonly Pick<RunReport, 'run' | 'finishedAt' | 'sides'>[];
  /** The ledger, each entry with its exact route. */
  ledger: readonly (ChecklistAccepted & { route: string })[];
  targets: TargetMap;
  /** ISO instant. */
  now: string;
}

const DAY_MS = 86_400_000;

export function checklistOf({ decisions, reports, ledger, targets, now }: ChecklistInput): Checklist {
  const runs = new Map(reports.map((report) => [report.run, evidenceOf(report, now)]));
  const routeOf = (decision: Decision): ChecklistRoute[] =>
    decision.decision === 'not-up'
      ? []
      : [
          {
            route: decision.route,
            module: decision.module,
            decision: decision.decision,
            now: sideOf(targets, decision.route),
            why: decision.why,
            next: nextSteps(decision),
            accepted: ledger.filter((entry) => entry.route === decision.route && entry.until >= now.slice(0, 10)),
            evidence: decision.evidence.flatMap((run) => runs.get(run) ?? []),
          },
        ];
  return {
    at: now,
    phases: ORDER.map((phase) => ({
      phase,
      routes: decisions.filter((decision) => decision.phase === phase).flatMap(routeOf),
    })).filter(({ routes }) => routes.length > 0),
    notUp: decisions
      .filter(({ decision }) => decision === 'not-up')
      .map(({ route, why }) => ({ route, why: why.join('; ') })),
  };
}

function evidenceOf({ run, finishedAt, sides }: ChecklistInput['reports'][number], now: string): ChecklistEvidence {
  const told = ({ mode, version }: RunReport['sides']['rust']): string => [mode, version].filter(Boolean).join(' ');
  const ageDays = Math.max(0, (Date.parse(now) - Date.parse(finishedAt)) / DAY_MS);
  return { run, finishedAt, ageDays, rust: told(sides.rust), python: told(sides.python) };
}
