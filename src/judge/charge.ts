/** Differences in the documents → drafts of the steps that left them. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Equality } from '../compare/equality.ts';
import type { Side } from '../model/side.ts';
import type { WriteStep } from './attribution.ts';
import { judgeDocuments, type learnMoments } from './documents.ts';
import type { CaseEvidence } from './evidence.ts';
import type { Judged } from './judged.ts';

/** Names of the documents that a step left different, by the step's index. */
export type LeftBy = ReadonlyMap<number, ReadonlySet<string>>;

const isWrite = ({ reading: { matched } }: Judged): boolean =>
  matched.route.kind !== 'read' || (matched.route.writes?.length ?? 0) > 0;

/** Adds what the documents show to the steps that left it. */
export function chargeDocuments(
  evidence: CaseEvidence,
  catalog: Catalog,
  judged: readonly Judged[],
  moments: ReturnType<typeof learnMoments>,
  eq: Equality,
): LeftBy {
  const names = new Map<number, Set<string>>();
  const unknownWrite = evidence.steps.some(
    (s) => s.recorded.method !== 'GET' && !catalog.find(s.recorded.method, s.recorded.target),
  );
  // A read is charged only where nothing else in the case can have written.
  const writes = judged.some(isWrite) || unknownWrite ? judged.filter(isWrite) : judged;
  const steps = writes.map(writeStep);
  for (const { write, draft, untouchedByPython } of judgeDocuments(evidence, catalog, moments, steps, eq)) {
    const owner = writes.find((j) => j.reading.index === write.index);
    if (!owner || owner.incomparable) continue;
    const rule = owner.judgement?.ruled;
    const partOfRule = rule && (untouchedByPython || owner.judgement?.anything);
    owner.drafts.push(partOfRule ? { ...draft, class: 'intended', rule: rule.id, message: rule.note } : draft);
    names.set(write.index, new Set([...(names.get(write.index) ?? []), ...draft.ids]));
  }
  return names;
}

function writeStep({ reading: { index, step, matched, answered }, drafts }: Judged): WriteStep {
  const { rust, python } = answered?.outcomes ?? {};
  const one = rust && python && rust.works !== python.works;
  const workedOnlyOn: Side | undefined = one ? (rust.works ? 'rust' : 'python') : undefined;
  return { index, step, matched, workedOnlyOn, alike: rust?.works && python?.works && drafts.length === 0 };
}
