/** Evidence of a made-up case, for the judge: what each side answered, and what it left. */
import type { CaseEvidence } from '../../src/judge/evidence.ts';
import { judgeCase } from '../../src/judge/judge-case.ts';
import type { Answer } from '../../src/model/exchange.ts';
import type { PlainDocument } from '../../src/model/plain.ts';
import type { CaseResult } from '../../src/model/result.ts';
import { eachSide, type Pair } from '../../src/model/side.ts';
import { catalog } from '../../suites/catalog.ts';

export const UID = 'u1';
/** The window of the run, in seconds since 1970. */
export const RUN = { from: Date.parse('2026-11-24T01:00:00Z') / 1000, to: Date.parse('2026-11-24T01:00:05Z') / 1000 };
export const NOW = '2026-11-24T01:00:02Z';

/** A status, and a body: bytes as they are, anything else as JSON. */
export type Said = number | [status: number, body: unknown, headers?: [string, string][]] | 'error' | 'unsent';

export interface MadeStep {
  /** `PATCH /v1/folders/f1` */
  call: string;
  id?: string;
  body?: unknown;
  headers?: [string, string][];
  rust: Said;
  /** As Rust without one. */
  python?: Said;
  /** What was recorded (Python as Rust without one); as answered without it. */
  recorded?: Partial<Pair<Said>>;
  ageSeconds?: number;
  /** Asked once more. */
  again?: Partial<Pair<Said>>;
}

export interface Made {
  suite?: string;
  world?: Record<string, PlainDocument>;
  redis?: string[][];
  steps: MadeStep[];
  /** Documents at the end, by side: whole documents, null for deleted ones. Undefined: nothing changed. */
  left?: Partial<Pair<Record<string, PlainDocument | null>>>;
  /** The documents were not looked at. */
  noDocuments?: string;
  /** Nobody knows which documents were there. */
  worldUnknown?: string;
}

const JSON_BODY: [string, string][] = [['content-type', 'application/json']];

function answerOf(said: Said): Answer | undefined {
  if (typeof said === 'string') return undefined;
  const [status, body, headers = JSON_BODY] = typeof said === 'number' ? [said, undefined] : said;
  const bytes = body === undefined ? Buffer.alloc(0) : Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
  return { status, headers, body: bytes };
}

const againOf = (again: Partial<Pair<Said>>): Partial<Pair<Answer>> =>
  Object.fromEntries(Object.entries(again).map(([side, said]) => [side, answerOf(said)]));

export function evidenceOf({
  suite = 'made',
  world = {},
  redis = [],
  steps,
  left,
  noDocuments,
  worldUnknown,
}: Made): CaseEvidence {
  const window = { from: RUN.from * 1e6, to: RUN.to * 1e6 };
  return {
    suite,
    name: 'case',
    uid: UID,
    world: new Map(Object.entries(world)),
    redis,
    worldUnknown,
    windows: { rust: [window], python: [window] },
    steps: steps.map((step, i) => {
      const [method = '', target = ''] = step.call.split(' ');
      const request = {
        method,
        target,
        headers: step.headers ?? ([['authorization', 'Bearer REDACTED']] as [string, string][]),
        body: step.body === undefined ? null : Buffer.from(JSON.stringify(step.body)),
      };
      const said: Pair<Said> = { rust: step.rust, python: step.python ?? step.rust };
      return {
        id: step.id ?? `s${i + 1}`,
        recorded: request,
        sent: eachSide(() => request),
        result: eachSide((side) => {
          const answer = answerOf(said[side]);
          return answer
            ? { kind: 'answer' as const, answer }
            : { kind: said[side] as 'error' | 'unsent', reason: `${side}: ${said[side]}` };
        }),
        recordedAnswer: eachSide(
          (side) => answerOf(step.recorded?.[side] ?? step.recorded?.rust ?? said[side]) as Answer,
        ),
        ageSeconds: step.ageSeconds,
        ...(step.again ? { again: againOf(step.again) } : {}),
      };
    }),
    state:
      noDocuments === undefined
        ? {
            kind: 'final',
            left: eachSide((side) => {
              const own = Object.entries(left?.[side] ?? {});
              return {
                set: new Map(own.filter((e): e is [string, PlainDocument] => e[1] !== null)),
                deleted: new Set(own.filter(([, d]) => d === null).map(([path]) => path)),
              };
            }),
          }
        : undefined,
    stateMissing: noDocuments,
  };
}

export const judgeMade = (made: Made): CaseResult => judgeCase(evidenceOf(made), catalog);

/** `step class pointer` of every finding, with its cause behind an arrow. */
export const findingsIn = (result: CaseResult): string[] =>
  result.routes.flatMap((r) =>
    r.findings.map(
      (f) =>
        `${f.step} ${f.class} ${f.pointer || '(whole)'}${f.causedBy ? ` ← ${f.causedBy.step}` : ''}${f.rule ? ` [${f.rule}]` : ''}`,
    ),
  );

/** `route verdict` of every route. */
export const verdictsIn = (result: CaseResult): Record<string, string> =>
  Object.fromEntries(result.routes.map((r) => [r.route, r.verdict]));

/** `step code` of every step that could not be compared. */
export const codesIn = (result: CaseResult): string[] =>
  result.routes.flatMap((r) => r.incomparable.map((i) => `${i.step} ${i.code}`));
