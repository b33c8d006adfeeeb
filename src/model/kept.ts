/**
 * What a run keeps of its cases with findings beside its events: `evidence.ndjson`, a case per line. Reports show it; no
 * verdict is made of it. Everything went through the redaction.
 */
import { z } from 'zod';

/** Letters of a body or document that are kept. */
export const MOST_KEPT = 64 * 1024;

const textSchema = z.object({
  text: z.string().optional().describe('The beginning, where `cut`; absent where `why` says why it was not kept'),
  bytes: z.number().int().describe('Of the whole'),
  cut: z.literal(true).optional(),
  why: z.string().optional(),
});

/** A body or a document as JSON. */
export type KeptText = z.infer<typeof textSchema>;

const answerSchema = z.object({
  status: z.number().int().optional().describe('Absent where there was no answer'),
  type: z.string().optional().describe('Media type, as the answer says it'),
  body: textSchema.optional().describe('Of steps with findings'),
  failed: z.string().optional().describe('Why there is no answer, or none that can be read'),
});

export type KeptAnswer = z.infer<typeof answerSchema>;

const stepSchema = z.object({
  step: z.string(),
  route: z.string().optional().describe('Absent where no route of the catalogue matches'),
  method: z.string(),
  target: z.string().describe('As it went to rust'),
  pythonTarget: z.string().optional().describe('As it went to python, where it is another'),
  at: z.number().describe('Milliseconds since the first step of the recording'),
  body: textSchema.optional(),
  rust: answerSchema,
  python: answerSchema,
});

export type KeptStep = z.infer<typeof stepSchema>;

const documentSchema = z.object({
  path: z.string().describe('Of rust'),
  pythonPath: z.string().optional().describe('Where it is another'),
  before: textSchema.optional().describe('Absent: it was not there'),
  rust: textSchema.optional().describe('Absent: it is not there afterwards'),
  python: textSchema.optional(),
});

export type KeptDocument = z.infer<typeof documentSchema>;

export const keptCaseSchema = z.object({
  suite: z.string(),
  case: z.string(),
  note: z.string(),
  recordedAt: z.string(),
  steps: z.array(stepSchema),
  ids: z
    .array(z.object({ rust: z.string(), python: z.string(), step: z.string().optional() }))
    .describe('Values that each side made for itself and that count as one; the first step that showed them'),
  documents: z.array(documentSchema).describe('Those that a side changed'),
  moreDocuments: z.number().int().optional().describe('Changed and not kept'),
});

export type KeptCase = z.infer<typeof keptCaseSchema>;

/** A case of which only the reason is told, in its note, why there is nothing else. */
export const notKept = (of: Pick<KeptCase, 'suite' | 'case' | 'note' | 'recordedAt'>): KeptCase => ({
  ...of,
  steps: [],
  ids: [],
  documents: [],
});
