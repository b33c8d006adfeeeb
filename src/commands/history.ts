/** What stored runs and the newest check know of the defects of a run. */
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { explainedBy } from '../events/defects/explained.ts';
import { listRuns } from '../events/log.ts';
import type { Defect } from '../model/defect.ts';
import type { RunReport } from '../model/report.ts';
import { readJsonFile } from '../recordings/read-file.ts';
import { exampleOf } from '../report/defects.ts';
import type { Changed } from '../report/html/page-data.ts';
import { storedCheck } from './stored.ts';

/** Beside the events of a run: its defects and since when they are there. */
export const DEFECTS_FILE = 'defects.json';

/** Earlier runs that are looked at. */
const MOST_RUNS = 50;

const indexSchema = z.object({
  run: z.string(),
  at: z.string(),
  modes: z.string().describe('Live and recorded runs have other defects'),
  routes: z.array(z.string()).describe('Routes that were compared'),
  cases: z.array(z.string()).optional().describe('suite/case; older runs do not tell'),
  since: z.record(z.string(), z.object({ run: z.string(), at: z.string() })),
  told: z
    .record(
      z.string(),
      z.object({ class: z.string(), route: z.string(), sentence: z.string(), cases: z.array(z.string()).optional() }),
    )
    .optional()
    .describe('What each defect was; older runs do not tell'),
});

export type DefectIndex = z.infer<typeof indexSchema>;

const modesOf = ({ sides }: RunReport): string => `rust ${sides.rust.mode}, python ${sides.python.mode}`;

export interface History {
  report: RunReport;
  index: DefectIndex;
  /** Undefined where no earlier run of the same modes is stored. */
  changed?: Changed;
}

/** `out`: the folder of runs. What cannot be read there is passed over: it only tells more of what was found. */
export async function withHistory(report: RunReport, out: string): Promise<History> {
  const earlier = await earlierRuns(report, out);
  const checked = (await storedCheck(out).catch(() => undefined))?.findings ?? [];
  const own = { run: report.run, at: report.startedAt };
  const shownIn = casesByDefect(report);
  const defects = (report.defects ?? []).map((defect) => {
    const since = sinceOf(defect, shownIn.get(defect.id) ?? [], earlier) ?? own;
    const { finding, request } = exampleOf(report, defect) ?? {};
    const failing = String((finding?.direction === 'rust' ? finding.rust : finding?.python) ?? '');
    const check = explainedBy(defect, { failing, target: request?.target ?? '' }, checked);
    return {
      ...defect,
      ...(check ? { check: { fingerprint: check.fingerprint, message: check.message } } : {}),
      ...(since.run === report.run ? {} : { since }),
    };
  });
  const routes = report.suites.flatMap((s) => s.routes.map((r) => r.route));
  const index: DefectIndex = {
    ...own,
    modes: modesOf(report),
    routes: [...new Set(routes)].sort(),
    cases: report.suites.flatMap((s) => s.cases.map((c) => `${s.suite}/${c.case}`)),
    since: Object.fromEntries(defects.map((defect) => [defect.id, defect.since ?? own])),
    told: Object.fromEntries(
      defects.map((defect) => {
        const { id, class: kind, route, sentence } = defect;
        return [id, { class: kind, route, sentence, cases: shownIn.get(id) }];
      }),
    ),
  };
  return { report: { ...report, defects }, index, changed: changedSince(earlier, index) };
}

/** New: where an earlier run ran a case that shows it. Gone: of the newest run, where this one ran such a case. */
function changedSince(earlier: readonly DefectIndex[], index: DefectIndex): Changed | undefined {
  const [before] = earlier;
  if (!before) return undefined;
  const fresh = Object.entries(index.since).filter(([id, since]) => {
    const told = index.told?.[id];
    return since.run === index.run && told && earlier.some((one) => couldShow(one, told.route, told.cases));
  });
  const gone = Object.keys(before.since).flatMap((id) => {
    const told = before.told?.[id];
    if (index.since[id] !== undefined || (told && !couldShow(index, told.route, told.cases))) return [];
    const { cases: _, ...shown } = told ?? {};
    return [{ id, ...shown }];
  });
  return { run: before.run, at: before.at, fresh: fresh.map(([id]) => id), gone };
}

/** The newest first. */
async function earlierRuns(report: RunReport, out: string): Promise<DefectIndex[]> {
  if (!existsSync(out)) return [];
  const folders = (await listRuns(out)).filter((folder) => basename(folder) !== report.run).slice(-MOST_RUNS);
  const read = await Promise.all(
    folders.map(async (folder) => {
      const file = join(folder, DEFECTS_FILE);
      if (!existsSync(file)) return [];
      try {
        return [await readJsonFile(file, indexSchema, 'the defects of a run')];
      } catch {
        return [];
      }
    }),
  );
  return read
    .flat()
    .filter(({ at, modes }) => at < report.startedAt && modes === modesOf(report))
    .sort((a, b) => b.at.localeCompare(a.at));
}

/** Whether a run would have shown a defect that is there: it ran one of the cases that show it. */
const couldShow = (run: DefectIndex, route: string, cases: readonly string[] | undefined): boolean =>
  run.routes.includes(route) && (!run.cases || !cases || cases.some((one) => run.cases?.includes(one)));

/** Id of a defect → `suite/case` of all cases in which it shows. */
function casesByDefect({ suites, defects = [] }: RunReport): Map<string, string[]> {
  const cases = new Map<string, Set<string>>();
  for (const { suite, cases: own } of suites)
    for (const c of own)
      for (const { fingerprint } of c.routes.flatMap((r) => r.findings))
        cases.set(fingerprint, (cases.get(fingerprint) ?? new Set()).add(`${suite}/${c.case}`));
  return new Map(
    defects.map(({ id, fingerprints }) => [
      id,
      [...new Set(fingerprints.flatMap((one) => [...(cases.get(one) ?? [])]))],
    ]),
  );
}

/** From the newest run on, as long as runs that could have shown it did. */
function sinceOf(
  { id, route }: Defect,
  cases: readonly string[],
  earlier: readonly DefectIndex[],
): { run: string; at: string } | undefined {
  const last = earlier.find((one) => one.since[id] !== undefined || couldShow(one, route, cases));
  return last?.since[id];
}
