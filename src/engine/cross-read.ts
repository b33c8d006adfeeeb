/**
 * Cross-reads: what one side wrote, read through both. The switch goes route by route over one Firestore, so this
 * tells whether reads may flip while writes have not, and whether a revert is safe.
 */
import type { Catalog } from '../catalog/catalog.ts';
import { clientTarget, pythonTarget } from '../catalog/paths.ts';
import type { CaseEvidence, StepEvidence } from '../judge/evidence.ts';
import { judgeCase } from '../judge/judge-case.ts';
import type { Case, RecordedStep } from '../model/case.ts';
import type { SentRequest, Timed } from '../model/exchange.ts';
import type { CaseResult, CrossRead } from '../model/result.ts';
import type { Session } from '../model/session.ts';
import { otherSide, type Pair, SIDES, type Side } from '../model/side.ts';
import type { Documents } from '../state/firestore.ts';
import { type Opening, openDocuments } from '../state/open.ts';

/** Sends one request to one side, as a step of the case. */
export type Ask = (side: Side, step: RecordedStep, request: SentRequest) => Promise<Timed>;

/** The reads of a case, asked of both sides over the documents that `writer` left. */
export interface CrossReading {
  writer: Side;
  documents: Documents;
  steps: StepEvidence[];
  window: { from: number; to: number };
}

/** Whether a case has something to read across: a write, and a read of it. */
export function hasWrite(recording: Case, catalog: Catalog): boolean {
  return recording.rust.some(
    (s) => (catalog.find(s.request.method, s.request.target)?.route.kind ?? 'read') !== 'read',
  );
}

/** Repeats the reads of a session through both sides. Each request once, and only those that worked. */
export async function readAcross(
  recording: Case,
  writer: Side,
  session: Session,
  documents: Documents,
  catalog: Catalog,
  ask: Ask,
): Promise<CrossReading> {
  const steps: StepEvidence[] = [];
  const seen = new Set<string>();
  const from = Date.now() * 1000;
  for (const [i, step] of recording.rust.entries()) {
    const { request } = step;
    const route = catalog.find(request.method, request.target)?.route;
    const result = session.results[i];
    const sent = session.sent[i];
    if (!sent || !route || route.kind !== 'read' || route.writes?.length || route.sideEffects?.length) continue;
    if (result?.kind !== 'answer' || result.answer.status >= 300) continue;
    const target =
      writer === 'python' ? clientTarget(catalog, request.method, sent.target, request.target) : sent.target;
    const key = `${target} ${sent.body?.toString('latin1') ?? ''}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const own: Pair<SentRequest> = {
      rust: { ...sent, target },
      python: { ...sent, target: pythonTarget(catalog, request.method, target) },
    };
    const results = {} as StepEvidence['result'];
    for (const side of SIDES) results[side] = (await ask(side, step, own[side])).result;
    // What the writer's own session answered is what its documents should show.
    const recordedAnswer = { rust: result.answer, python: result.answer };
    steps.push({ id: step.id, recorded: { ...sent, target }, sent: own, result: results, recordedAnswer });
  }
  return { writer, documents, steps, window: { from, to: Date.now() * 1000 } };
}

export interface JudgedAcross {
  crossReads: CrossRead[];
  counts: NonNullable<CaseResult['crossReadCounts']>;
}

/**
 * Findings that show only across: those of the case itself are known already. A reader that fails where the writer's own
 * session was answered is one of them.
 */
export function judgeAcross(
  readings: readonly CrossReading[],
  base: CaseEvidence,
  known: CaseResult,
  catalog: Catalog,
  opening: Opening,
): JudgedAcross {
  const fingerprints = new Set(known.routes.flatMap((r) => r.findings.map((f) => f.fingerprint)));
  const counts = new Map<string, { route: string; asked: number; compared: number }>();
  const crossReads = readings.flatMap(({ writer, documents, steps, window }) => {
    const evidence: CaseEvidence = {
      ...base,
      world: openDocuments(documents, opening),
      windows: { rust: [window], python: [window] },
      steps,
      state: undefined,
    };
    const reader = otherSide(writer);
    const { routes } = judgeCase(evidence, catalog);
    for (const r of routes) {
      const count = counts.get(r.route) ?? { route: r.route, asked: 0, compared: 0 };
      counts.set(r.route, count);
      count.asked += r.steps;
      count.compared += r.steps - r.incomparable.length;
    }
    return routes
      .flatMap((r) => r.findings)
      .filter((f) => f.class !== 'intended' && !fingerprints.has(f.fingerprint))
      .map(
        (f): CrossRead => ({
          writer,
          reader,
          finding: { ...f, message: `${writer} wrote, ${reader} reads: ${f.message}` },
        }),
      );
  });
  return { crossReads, counts: [...counts.values()] };
}
