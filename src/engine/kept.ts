/** A judged case → what is kept of it for the pages of reports: answers, documents and paired ids, redacted and cut. */
import { isUtf8 } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import type { Catalog } from '../catalog/catalog.ts';
import type { StepEvidence } from '../judge/evidence.ts';
import type { RecordedStep } from '../model/case.ts';
import type { SentRequest, SideResult } from '../model/exchange.ts';
import { type KeptAnswer, type KeptCase, type KeptStep, type KeptText, MOST_KEPT } from '../model/kept.ts';
import type { CaseResult } from '../model/result.ts';
import { newRedactor } from '../redaction/new-redactor.ts';
import type { Redactor } from '../redaction/redactor.ts';
import { keptDocuments } from './kept-documents.ts';
import type { JudgedCase } from './pipeline.ts';

/** Bytes of a body that is looked at: what a larger one holds would cost more to redact than it tells. */
const LARGEST = 1024 * 1024;

/** Stand-ins of one run are the same on both sides; another run need not have them. */
const key = randomBytes(32);

/** Undefined where nothing was found, and of a case that could not be judged. */
export function keptCase({ recording, seen }: JudgedCase, result: CaseResult, catalog: Catalog): KeptCase | undefined {
  const findings = result.routes.flatMap((r) => r.findings);
  if (!seen || findings.length === 0) return undefined;
  const redactor = newRedactor({ catalog, key, keep: [] });
  const found = new Set(findings.flatMap((f) => [f.step, ...(f.causedBy ? [f.causedBy.step] : [])]));
  const first = recording.rust[0]?.startedAt ?? 0;
  const steps = seen.evidence.steps.map((step, i) =>
    keptStep(step, recording.rust[i], { redactor, catalog, first, whole: found.has(step.id) }),
  );
  const ids = seen.ids
    .filter(({ rust, python }) => rust !== python)
    .map(({ rust, python }) => {
      const at = steps.find((s) => s.rust.body?.text?.includes(rust))?.step;
      return { rust: redactor.text(rust), python: redactor.text(python), ...(at === undefined ? {} : { step: at }) };
    });
  const paths = findings.flatMap(({ pointer }) => (pointer.includes('#') ? [pointer.split('#', 1)[0] as string] : []));
  const { asRust } = seen;
  return {
    suite: recording.suite,
    case: recording.name,
    note: redactor.text(recording.note),
    recordedAt: recording.recordedAt,
    steps,
    ids,
    ...keptDocuments({ evidence: seen.evidence, catalog, redactor, asRust, named: new Set(paths) }),
  };
}

interface StepInput {
  redactor: Redactor;
  catalog: Catalog;
  first: number;
  /** With the bodies. */
  whole: boolean;
}

function keptStep(step: StepEvidence, recorded: RecordedStep | undefined, input: StepInput): KeptStep {
  const { recorded: asked, sent, result } = step;
  const matched = input.catalog.find(asked.method, asked.target);
  const why = matched?.route.secrets ? 'the route declares secrets' : undefined;
  const rust = keptExchange(sent.rust ?? asked, result.rust, input, why);
  // What the client sends is told once.
  const python = keptExchange({ ...(sent.python ?? asked), body: null }, result.python, input, why);
  return {
    step: step.id,
    ...(matched ? { route: matched.name } : {}),
    method: asked.method,
    target: rust.target,
    ...(python.target === rust.target ? {} : { pythonTarget: python.target }),
    at: (recorded?.startedAt ?? input.first) - input.first,
    ...(rust.body ? { body: rust.body } : {}),
    rust: rust.answer,
    python: python.answer,
  };
}

const NO_BODY = Buffer.alloc(0);

function keptExchange(request: SentRequest, result: SideResult, { redactor, whole }: StepInput, why?: string) {
  const answer = result.kind === 'answer' ? result.answer : undefined;
  // A large answer lies on the disk, and each look at it reads it.
  const taken = whole ? answer?.body : undefined;
  const large = (taken?.length ?? 0) > LARGEST;
  const status = answer?.status ?? 0;
  const body = taken === undefined || large || why ? NO_BODY : taken;
  const told = { ...request, headers: typed(request.headers), body: whole && !why ? request.body : null };
  const clean = redactor.exchange({ request: told, answer: { status, headers: typed(answer?.headers ?? []), body } });
  const { target, body: asked } = clean.request;
  const kept: KeptAnswer = answer
    ? {
        status,
        ...typeOf(answer.headers),
        ...(answer.unreadable === undefined ? {} : { failed: answer.unreadable }),
        ...(taken ? { body: keptText(clean.answer.body, taken.length, large ? 'it is too large' : why) } : {}),
      }
    : { failed: 'reason' in result ? redactor.text(result.reason) : '' };
  const sent = request.body && whole ? { body: keptText(asked ?? NO_BODY, request.body.length, why) } : {};
  return { target, answer: kept, ...sent };
}

/** What the redaction has to know of a body; no other header is kept. */
const typed = (headers: SentRequest['headers']): SentRequest['headers'] =>
  headers.filter(([name]) => name === 'content-type' || name === 'content-encoding');

function typeOf(headers: SentRequest['headers']): Pick<KeptAnswer, 'type'> {
  const type = headers.find(([name]) => name === 'content-type')?.[1];
  return type === undefined ? {} : { type };
}

function keptText(body: Buffer, bytes: number, why?: string): KeptText {
  if (why) return { bytes, why };
  if (!isUtf8(body)) return { bytes, why: 'it is no text' };
  const text = body.toString('utf8');
  return text.length > MOST_KEPT ? { text: text.slice(0, MOST_KEPT), bytes, cut: true } : { text, bytes };
}
