/**
 * The self-test of the judge: Rust's own answer stands for both sides, one thing at a time is changed on the Python
 * side (or in the same way on both), and the verdict has to turn, or must not. Pure.
 */
import type { Product } from '../catalog/product.ts';
import { recordedCipher } from '../engine/ciphers.ts';
import { assembleEvidence, recordedSession } from '../engine/evidence.ts';
import { judgeCase } from '../judge/judge-case.ts';
import type { RecordedStep } from '../model/case.ts';
import type { CaseResult, RouteResult, Verdict } from '../model/result.ts';
import type { Candidate, Mutant } from './candidate.ts';

export interface Survivor extends Mutant {
  expected: string;
  /** The verdicts that there were instead. */
  found: string;
}

export interface Proof {
  mutations: number;
  caught: number;
  survived: Survivor[];
  falseTurns: (Mutant & { verdict: Verdict })[];
}

const TURNED: readonly Verdict[] = ['breaking', 'differs', 'state'];

/** Under whom and by what the recorded cases are judged. */
export type Judging = Pick<Product, 'catalog' | 'recordedUid' | 'encryption'>;

/** Judges the whole case with the mutation in it. The recording itself stays what it is. */
export function judgeCandidate(c: Candidate, { catalog, recordedUid, encryption }: Judging): CaseResult {
  const { recording, step$ } = c;
  const mutated = recording.rust.map((s): RecordedStep => (s.id === step$?.id ? { ...s, answer: step$.answer } : s));
  const changes = recording.changes && {
    rust: recording.changes.rust,
    python: c.changes ?? (c.python ? recording.changes.python : recording.changes.rust),
  };
  return judgeCase(
    assembleEvidence({
      recording: { ...recording, changes, stepChanges: undefined },
      sessions: {
        rust: recordedSession(recording.rust, step$?.sides === 'both' ? mutated : recording.rust),
        python: recordedSession(recording.rust, c.python ?? mutated),
      },
      catalog,
      uid: recordedUid,
      cipher: recordedCipher({ recordedUid, encryption }),
    }),
    catalog,
  );
}

/** Judges candidates one after the other. */
export function prove(chosen: Iterable<Candidate>, judging: Judging): Proof {
  const proof: Proof = { mutations: 0, caught: 0, survived: [], falseTurns: [] };
  for (const c of chosen) {
    const mutant: Mutant = { route: c.route, case: c.case, step: c.step, kind: c.kind, pointer: c.pointer };
    const result = judgeCandidate(c, judging);
    if (c.expect === 'stay') {
      const turned = result.routes.find((r) => r.verdict !== 'equal');
      if (turned) proof.falseTurns.push({ ...mutant, verdict: turned.verdict });
      continue;
    }
    proof.mutations += 1;
    // A document may be charged to any write of the case.
    const own = c.changes ? result.routes : result.routes.filter((r) => r.route === c.route);
    if (isCaught(c, own, result)) proof.caught += 1;
    else
      proof.survived.push({
        ...mutant,
        expected: c.to ?? (c.expect === 'note' ? 'rule-not-applied' : c.expect),
        found: [...new Set(own.map((r) => r.verdict))].join(', '),
      });
  }
  return proof;
}

function isCaught(c: Candidate, own: readonly RouteResult[], result: CaseResult): boolean {
  if (c.expect === 'note') return result.notes.some((n) => n.kind === 'rule-not-applied' && n.route === c.route);
  if (c.expect === 'inconclusive') return own.length > 0 && own.every((r) => r.verdict === 'inconclusive');
  // An accidental 429 says nothing about the backends.
  if (c.kind === 'status-429' && own.some((r) => r.incomparable.length > 0)) return true;
  const { to } = c;
  // An id in another order shows in the documents that it names.
  const wanted: readonly Verdict[] = to === 'differs' ? ['differs', 'state'] : to ? [to] : TURNED;
  return own.some((r) => wanted.includes(r.verdict));
}
