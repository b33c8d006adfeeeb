/**
 * The self-test of the judge: Rust's own answer stands for both sides, one thing at a time is changed on the Python
 * side, and the verdict has to turn, or must not. Pure.
 */
import type { Catalog } from '../catalog/catalog.ts';
import { toMicros } from '../client/instant.ts';
import { assembleEvidence, recordedSession, windowOf } from '../engine/evidence.ts';
import { judgeCase } from '../judge/judge-case.ts';
import type { Case, Changes, RecordedStep } from '../model/case.ts';
import type { Answer } from '../model/exchange.ts';
import type { CaseResult, Verdict } from '../model/result.ts';
import { invisibleMutations, outcomeMutations } from './answer-mutations.ts';
import { mutationsOf } from './body-mutations.ts';
import { documentMutations } from './document-mutations.ts';
import { anonymous, type ClientCall, type Facts, placesOf } from './facts.ts';
import { lockMutations } from './lock-mutations.ts';

export interface Mutant {
  route: string;
  case: string;
  step: string;
  kind: string;
  pointer: string;
}

/** A mutation that is still to be judged. */
export interface Candidate extends Mutant {
  /** `turn`: the verdict has to turn; `stay`: it must not; `note`: a rule that did not apply has to be told. */
  expect: 'turn' | 'stay' | 'note';
  recording: Case;
  step$?: { id: string; answer: Answer };
  python?: Case['python'];
  changes?: Changes;
}

export interface Proof {
  mutations: number;
  caught: number;
  survived: Mutant[];
  falseTurns: (Mutant & { verdict: Verdict })[];
}

const TURNED = new Set<Verdict>(['breaking', 'differs', 'state']);

/** All candidates of the cases: one per route, place and kind. */
export function* candidates(cases: Iterable<Case>, catalog: Catalog, facts: Facts): Generator<Candidate> {
  const seen = new Set<string>();
  const known = new Set(facts.calls.flatMap((c) => keysOf(c.decodes)));
  const fresh = (m: Mutant): boolean => {
    const key = `${m.route}\n${m.kind}\n${m.pointer}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  };
  for (const recording of cases) {
    const name = `${recording.suite}/${recording.name}`;
    const texts = textsUntil(recording, recording.rust.length - 1);
    const window = windowOf(recording.rust);
    const isNow = (text: string): boolean => {
      const micros = toMicros(text);
      return micros !== null && micros >= window.from - 2e6 && micros <= window.to + 2e6;
    };
    for (const [i, step] of recording.rust.entries()) yield* ofStep(step, textsUntil(recording, i));
    yield* ofIdChain();
    yield* ofDocuments();
    for (const m of lockMutations(recording, catalog)) {
      const mutant: Candidate = { ...m, case: name, expect: 'note', recording };
      if (fresh(mutant)) yield mutant;
    }

    function* ofStep(step: RecordedStep, known: string): Generator<Candidate> {
      // What neither the world nor a request has said was made by the server: one side may make it otherwise.
      const isId = (text: string): boolean => !known.includes(text);
      const found = catalog.find(step.request.method, step.request.target);
      const call = found && callOf(facts, found.name);
      if (!found || !call || found.route.phase === 'served-by-python') return;
      const base = { route: found.name, case: name, step: step.id, recording };
      const works = found.route.success
        ? found.route.success.includes(step.answer.status)
        : step.answer.status >= 200 && step.answer.status < 300;
      const body = parse(step.answer.body);
      const one = (kind: string, pointer: string, answer: Answer, expect: 'turn' | 'stay'): Candidate => ({
        ...base,
        kind,
        pointer,
        expect,
        step$: { id: step.id, answer },
      });
      for (const m of invisibleMutations(step.answer, body, call.decodes, works)) {
        const c = one(m.kind, '', m.answer, 'stay');
        if (fresh(c)) yield c;
      }
      if (!works || (call.decodes !== null && body === undefined)) return;
      for (const m of outcomeMutations(step.answer, body, call.decodes)) {
        const c = one(m.kind, '', m.answer, 'turn');
        if (fresh(c)) yield c;
      }
      for (const place of body === null ? [] : placesOf(call.decodes, body)) {
        for (const m of mutationsOf(body, place, found.name, facts, isNow, isId)) {
          const c = one(m.kind, m.pattern, { ...step.answer, body: Buffer.from(JSON.stringify(m.body)) }, 'turn');
          if (fresh(c)) yield c;
        }
      }
    }

    /** An id that an answer makes is another one when it is shown again. */
    function* ofIdChain(): Generator<Candidate> {
      for (const [i, made] of recording.rust.entries()) {
        const body = parse(made.answer.body) as { id?: unknown } | undefined;
        const id = body && typeof body === 'object' && !Array.isArray(body) ? body.id : undefined;
        if (typeof id !== 'string' || texts.includes(id) || made.answer.status >= 300) continue;
        for (const later of recording.rust.slice(i + 1)) {
          const found = catalog.find(later.request.method, later.request.target);
          const call = found && callOf(facts, found.name);
          if (!found || !call?.decodes || later.answer.status >= 300 || !later.answer.body.includes(`"id":"${id}"`))
            continue;
          const text = later.answer.body.toString('utf8').replaceAll(id, '0f0f0f0f-0000-4000-8000-0f0f0f0f0f0f');
          const c: Candidate = {
            route: found.name,
            case: name,
            step: later.id,
            kind: 'broken-id',
            pointer: '',
            expect: 'turn',
            recording,
            step$: { id: later.id, answer: { ...later.answer, body: Buffer.from(text) } },
          };
          if (fresh(c)) yield c;
        }
      }
    }

    function* ofDocuments(): Generator<Candidate> {
      const { changes } = recording;
      const write = recording.rust.findLast(
        (s) => (catalog.find(s.request.method, s.request.target)?.route.kind ?? 'read') !== 'read',
      );
      const found = write && catalog.find(write.request.method, write.request.target);
      if (!changes || !write || !found) return;
      for (const m of documentMutations(changes.rust, recording.world.documents, catalog, known)) {
        const c: Candidate = {
          route: found.name,
          case: name,
          step: write.id,
          kind: m.kind,
          pointer: m.pattern,
          expect: 'turn',
          recording,
          changes: m.changes,
        };
        if (fresh(c)) yield c;
      }
    }
  }
}

/** The world, and what the requests up to a step say. */
function textsUntil(recording: Case, index: number): string {
  const requests = recording.rust
    .slice(0, index + 1)
    .map((s) => s.request.target + (s.request.body?.toString('utf8') ?? ''));
  return JSON.stringify(recording.world.documents) + requests.join(' ');
}

const callOf = (facts: Facts, route: string): ClientCall | undefined =>
  facts.calls.find((c) => anonymous(c.route) === anonymous(route));

function keysOf(decodes: ClientCall['decodes']): string[] {
  if (decodes === null || typeof decodes === 'string') return [];
  if (Array.isArray(decodes)) return decodes.flatMap(keysOf);
  return Object.entries(decodes).flatMap(([k, v]) => [k.replace(/\?$/, ''), ...keysOf(v)]);
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

/** Judges the whole case with the mutation in it. */
export function judgeCandidate(c: Candidate, catalog: Catalog, secret: string): CaseResult {
  const { recording } = c;
  const python = c.python ?? recording.rust.map((s) => (s.id === c.step$?.id ? { ...s, answer: c.step$.answer } : s));
  const changes = recording.changes && {
    rust: recording.changes.rust,
    python: c.changes ?? (c.python ? recording.changes.python : recording.changes.rust),
  };
  return judgeCase(
    assembleEvidence({
      recording: { ...recording, changes },
      sessions: {
        rust: recordedSession(recording.rust, recording.rust),
        python: recordedSession(recording.rust, python),
      },
      catalog,
      secret,
    }),
    catalog,
  );
}

/** Judges candidates one after the other. */
export function prove(chosen: Iterable<Candidate>, catalog: Catalog, secret: string): Proof {
  const proof: Proof = { mutations: 0, caught: 0, survived: [], falseTurns: [] };
  for (const c of chosen) {
    const mutant: Mutant = { route: c.route, case: c.case, step: c.step, kind: c.kind, pointer: c.pointer };
    const result = judgeCandidate(c, catalog, secret);
    // A document may be charged to any write of the case.
    const own = c.changes ? result.routes : result.routes.filter((r) => r.route === c.route);
    if (c.expect === 'stay') {
      const turned = result.routes.find((r) => r.verdict !== 'equal');
      if (turned) proof.falseTurns.push({ ...mutant, verdict: turned.verdict });
      continue;
    }
    proof.mutations += 1;
    const caught =
      c.expect === 'note'
        ? result.notes.some((n) => n.kind === 'rule-not-applied' && n.route === c.route)
        : own.some((r) => TURNED.has(r.verdict) || (c.kind === 'status-429' && r.incomparable.length > 0));
    if (caught) proof.caught += 1;
    else proof.survived.push(mutant);
  }
  return proof;
}
