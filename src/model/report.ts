/** The published form of `report.json`. Names of DESIGN §5 stay; more may be added. */
import { z } from 'zod';
import { defectSchema } from './defect.ts';
import { caseResultSchema, VERDICTS } from './result.ts';

export const SCHEMA_VERSION = 1;

const side = z.object({
  mode: z.enum(['recorded', 'live']),
  url: z.string().optional().describe('Origin of a live side'),
  version: z.string().optional().describe('What the side says of itself, if it does'),
});

const caseReport = caseResultSchema.omit({ suite: true });

const routeSummary = z.object({
  route: z.string(),
  verdict: z.enum(VERDICTS),
  cases: z.number().int(),
  findings: z.number().int(),
  incomparable: z.number().int(),
  bothFailed: z.number().int(),
  weak: z.number().int(),
});

const pageReport = z.object({
  page: z.string(),
  verdict: z.enum(VERDICTS),
  sees: z.string().describe('What the person sees'),
  breaks: z.array(z.string()).describe('Routes that empty the page, the first one met first'),
});

const spread = z
  .object({ n: z.number().int(), p50: z.number().optional(), p95: z.number().optional() })
  .describe('Milliseconds');

const interval = z.object({ value: z.number(), low: z.number(), high: z.number() });

const latencySide = z.object({
  own: spread.describe('Paired calls without the connection: what is compared'),
  connect: spread.describe('Opening connections'),
  cold: spread.describe('First calls after the side was idle'),
  counts: z.object({
    samples: z.number().int(),
    paired: z.number().int(),
    unpaired: z.number().int(),
    warmup: z.number().int(),
    cold: z.number().int(),
    retry: z.number().int(),
    '429': z.number().int(),
    failure: z.number().int(),
  }),
});

const latencyReport = z.object({
  route: z.string(),
  verdict: z.enum(['ok', 'regression', 'inconclusive']),
  reason: z.string(),
  n: z.number().int().describe('Pairs that were compared'),
  rust: latencySide,
  python: latencySide,
  ratio: interval.optional().describe('python p50 / rust p50, with a bootstrap interval over pairs'),
  differenceMs: interval.optional().describe('python p50 - rust p50 in milliseconds, with its interval'),
  options: z.object({
    tolerance: z.number(),
    floorMs: z.number(),
    minPairs: z.number().int(),
    confidence: z.number(),
    resamples: z.number().int(),
    seed: z.number(),
  }),
  samples: z
    .array(
      z.object({
        route: z.string(),
        step: z.string(),
        side: z.enum(['rust', 'python']),
        ms: z.number(),
        connectMs: z.number().optional(),
        warmup: z.boolean().optional(),
        cold: z.boolean().optional(),
        excluded: z.enum(['retry', '429', 'failure']).optional(),
        pair: z.string(),
      }),
    )
    .describe('Every sample, also those that were not compared'),
});

export const reportSchema = z.object({
  schemaVersion: z.literal(SCHEMA_VERSION),
  parity: z.string().describe('Version of parity'),
  run: z.string(),
  startedAt: z.string(),
  finishedAt: z.string(),
  complete: z.boolean().describe('False when the run was stopped before its last case'),
  reason: z.string().optional().describe('What ended the run before its end'),
  sides: z.object({ rust: side, python: side }),
  oneBackend: z.string().optional().describe('Why both sides seem to be one backend: nothing is proved then'),
  suites: z.array(z.object({ suite: z.string(), routes: z.array(routeSummary), cases: z.array(caseReport) })),
  pages: z.array(pageReport),
  defects: z.array(defectSchema).optional().describe('One cause each, the worst first'),
  totals: z.object({
    verdicts: z.partialRecord(z.enum(VERDICTS), z.number().int()).describe('Routes in cases, by verdict'),
    cases: z.number().int(),
    planned: z.number().int().describe('Cases that were chosen'),
    steps: z.number().int(),
    bothFailed: z.number().int(),
    unjudged: z.array(z.string()).describe('Cases of which nothing was judged'),
    exitCode: z.number().int(),
  }),
  latency: z.array(latencyReport).optional(),
  budget: z
    .string()
    .optional()
    .describe('Requests per minute of the recorded sessions × users, against the limit of the edge'),
  ledger: z.object({ entries: z.number().int(), accepted: z.number().int(), problems: z.array(z.string()) }).optional(),
  preflight: z.array(z.string()).optional(),
  again: z
    .array(z.string())
    .optional()
    .describe('Options with which a case is run again over the same fixtures and sides'),
});

export type RunReport = z.infer<typeof reportSchema>;
export type SideReport = z.infer<typeof side>;
