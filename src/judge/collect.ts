/** Drafts of all steps → findings by route, with what caused them. */
import type { Catalog } from '../catalog/catalog.ts';
import type { CaseResult, Note, RouteResult } from '../model/result.ts';
import { SIDES } from '../model/side.ts';
import { verdictOf } from '../model/verdict.ts';
import type { LeftBy } from './charge.ts';
import { addressedBy, type Cause, causeOf } from './consequences.ts';
import type { WordsOf } from './context.ts';
import type { Draft } from './draft.ts';
import type { CaseEvidence } from './evidence.ts';
import { toFinding } from './finding.ts';
import type { Judged } from './judged.ts';

export function collect(
  evidence: CaseEvidence,
  catalog: Catalog,
  judged: readonly Judged[],
  left: LeftBy,
  words: WordsOf,
): Pick<CaseResult, 'suite' | 'case' | 'routes' | 'notes'> {
  const routes = new Map<string, RouteResult>();
  const notes: Note[] = [];
  const causes = causesOf(judged, left, words);
  for (const j of judged) {
    const { name } = j.reading.matched;
    const where = { route: name, suite: evidence.suite, case: evidence.name, step: j.reading.step.id };
    const route = routes.get(name) ?? emptyRoute(name);
    routes.set(name, route);
    route.steps += 1;
    if (j.judgement?.bothFailed) route.bothFailed += 1;
    if (j.judgement?.bothFailed || j.weak) route.weak += 1;
    const doubt = j.incomparable ?? j.doubt;
    if (doubt) route.incomparable.push({ ...doubt, route: name, step: where.step });
    for (const rule of j.judgement?.notApplied ?? [])
      notes.push({ kind: 'rule-not-applied', ...where, text: `${rule.id}: ${rule.note}; Python answered as Rust did` });
    for (const text of j.judgement?.notes ?? []) notes.push({ kind: 'key-collision', ...where, text });
    route.findings.push(...j.drafts.map((draft) => findingOf(draft, j, where, causes, catalog)));
  }
  for (const route of routes.values()) route.verdict = verdictOf(route.findings, route.incomparable);
  return { suite: evidence.suite, case: evidence.name, routes: [...routes.values()], notes };
}

const emptyRoute = (route: string): RouteResult => ({
  route,
  verdict: 'equal',
  steps: 0,
  bothFailed: 0,
  weak: 0,
  findings: [],
  incomparable: [],
});

function findingOf(
  draft: Draft,
  { reading }: Judged,
  where: Parameters<typeof toFinding>[1],
  causes: readonly Cause[],
  catalog: Catalog,
): RouteResult['findings'][number] {
  if (draft.class === 'intended') return toFinding(draft, where);
  const { index, matched, step } = reading;
  const addressed = SIDES.flatMap((s) => addressedBy(matched.route, step.sent[s].target));
  const cause = causeOf(draft, { index, matched, addressed }, causes, catalog);
  if (!cause) return toFinding(draft, where);
  if (!cause.ruled) return { ...toFinding(draft, where), causedBy: { step: cause.step, route: cause.matched.name } };
  const message = `follows from step ${cause.step}: ${cause.ruled.note}`;
  return toFinding({ ...draft, class: 'intended', rule: cause.ruled.id, message }, where);
}

/** Steps from which something may follow. */
function causesOf(judged: readonly Judged[], left: LeftBy, words: WordsOf): Cause[] {
  return judged
    .filter((j) => (j.reading.matched.route.writes?.length ?? 0) > 0 && (j.drafts.length > 0 || j.incomparable))
    .map(({ reading: { index, step, matched }, drafts, judgement }) => ({
      index,
      step: step.id,
      matched,
      ruled: judgement?.ruled && drafts.every((d) => d.class === 'intended') ? judgement.ruled : undefined,
      words: new Set([...words(index), ...(left.get(index) ?? [])]),
    }));
}
