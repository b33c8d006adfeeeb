/** What the judge says of a case. The schemas are the published form in `report.json`; the types follow from them. */
import { z } from 'zod';
import { type ReasonCode, STEP_REASONS } from './reasons.ts';
import { SIDES } from './side.ts';

/** From the worst to the best; `error` and `inconclusive` show only where nothing worse than `intended` was found. */
export const VERDICTS = ['breaking', 'differs', 'state', 'error', 'inconclusive', 'intended', 'equal'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Classes of findings. Steps that were not comparable are counted beside them. */
export const FINDING_CLASSES = ['breaking', 'differs', 'state', 'intended'] as const;
export type FindingClass = (typeof FINDING_CLASSES)[number];

/** What kind of difference a finding is. */
export const DIFFERENCES = [
  'outcome',
  'value',
  'missing',
  'order',
  'key',
  'identity',
  'document',
  'field',
  'rule',
] as const;

/** Where a case comes from. */
export const ORIGINS = ['recorded', 'imported', 'made', 'found'] as const;
type Origin = (typeof ORIGINS)[number];

/** Made by hand or found by varying: nobody is known to have asked for it. */
export const isMade = ({ origin }: { origin?: Origin }): boolean => origin === 'made' || origin === 'found';

const side = z.enum(SIDES as ['rust', 'python']);

export const findingSchema = z.object({
  class: z.enum(FINDING_CLASSES),
  route: z.string().describe("The client's route: GET /v1/things/{id}"),
  suite: z.string(),
  case: z.string(),
  step: z.string(),
  pointer: z.string().describe('JSON Pointer into the decoded answer, or document path#/field'),
  rust: z.unknown().describe('Both values, shortened for reading'),
  python: z.unknown(),
  direction: z.enum(['rust', 'python', 'both']).describe('The side that fails or lacks it'),
  fingerprint: z.string().describe('Stable over runs: same route, class, place and kind of difference'),
  message: z.string().describe('One line on what the client notices'),
  difference: z
    .enum(DIFFERENCES)
    .optional()
    .describe(
      'outcome: the call works on one side only; value, missing, order, key, identity: in the answer; document, field: in Firestore; rule',
    ),
  place: z.string().optional().describe('The pointer without indexes and names of the run'),
  said: z.string().optional().describe('The beginning of the answer that fails'),
  causedBy: z
    .object({ step: z.string(), route: z.string() })
    .optional()
    .describe('Step of the same case whose difference explains this one'),
  rule: z.string().optional().describe('The declared rule, or the ledger entry, that makes it intended'),
  kind: z.enum(['cross-read', 'noise']).optional().describe('Findings of a live run of a kind of their own'),
});

/** One thing that differs. */
export type Finding = z.infer<typeof findingSchema>;

export const noteSchema = z.object({
  kind: z.enum([
    'rule-not-applied',
    'weak-evidence',
    'duplicate-key',
    'key-collision',
    'wire',
    'noise',
    'redirect',
    'redis',
    'world-unknown',
  ]),
  route: z.string(),
  suite: z.string(),
  case: z.string(),
  step: z.string(),
  text: z.string(),
});

/** What a reader should know and what never changes a verdict. */
export type Note = z.infer<typeof noteSchema>;

export const incomparableSchema = z.object({
  kind: z.enum(['error', 'inconclusive']),
  code: z.enum(Object.keys(STEP_REASONS) as [ReasonCode, ...ReasonCode[]]).describe('Stable code of the reason'),
  route: z.string(),
  step: z.string(),
  reason: z.string(),
});

/** One step of a case that has no comparable pair of answers. */
export type Incomparable = z.infer<typeof incomparableSchema>;

export const routeResultSchema = z.object({
  route: z.string(),
  verdict: z.enum(VERDICTS),
  steps: z.number().int(),
  bothFailed: z.number().int().describe('Steps in which both sides failed: equal, but weak evidence'),
  weak: z.number().int().describe('Steps that prove little: both failed, or neither showed what is there'),
  findings: z.array(findingSchema),
  incomparable: z.array(incomparableSchema),
});

/** One route in one case. */
export type RouteResult = z.infer<typeof routeResultSchema>;

export const crossReadSchema = z.object({ writer: side, reader: side, finding: findingSchema });

/** What one side wrote and the other cannot read, or shows otherwise. Beside the verdicts: the gate reads it. */
export type CrossRead = z.infer<typeof crossReadSchema>;

export const caseResultSchema = z.object({
  suite: z.string(),
  case: z.string(),
  origin: z.enum(ORIGINS).optional().describe('Where the case comes from; nobody knows without it'),
  user: z.string().optional().describe('Stands for the user of the session, where the case tells it'),
  routes: z.array(routeResultSchema),
  notes: z.array(noteSchema),
  documents: z
    .object({ compared: z.boolean(), reason: z.string().optional() })
    .optional()
    .describe('Whether what the sides left in Firestore was compared'),
  unmatched: z
    .array(z.object({ step: z.string(), method: z.string(), target: z.string() }))
    .describe('Requests that no route of the catalogue matches'),
  crossReads: z
    .array(crossReadSchema)
    .optional()
    .describe('What one side wrote and the other cannot read, or shows otherwise; beside the verdicts'),
  crossReadCounts: z
    .array(z.object({ route: z.string(), asked: z.number().int(), compared: z.number().int() }))
    .optional()
    .describe('Reads that were asked across and could be compared'),
  requests: z
    .array(z.object({ step: z.string(), method: z.string(), target: z.string(), body: z.string().optional() }))
    .optional()
    .describe('Requests of the steps with findings'),
});

export type CaseResult = z.infer<typeof caseResultSchema>;
