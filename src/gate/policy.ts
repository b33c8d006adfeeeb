/** What the gate asks for. Part of `parity.config.json` under `gate`; every key has a default. */
import { z } from 'zod';
import { DIFFERENCES } from '../model/result.ts';

const closing = z.array(z.enum(['breaking', 'differs', 'state', 'error', 'inconclusive']));

export const policySchema = z.strictObject({
  closes: z
    .strictObject({
      read: closing.default(['breaking', 'differs', 'state']),
      write: closing.default(['breaking', 'differs', 'state']),
      destructive: closing.default(['breaking', 'differs', 'state']),
    })
    .prefault({})
    .describe('Classes of findings that close the gate, per kind of route'),
  ignoreRustFailures: z
    .boolean()
    .default(false)
    .describe('A call that fails on Rust today and works on Python does not close the gate'),
  minCases: z.number().int().positive().default(1).describe('Cases that must have called the route'),
  minLiveRuns: z.number().int().nonnegative().default(1).describe('Runs with live sides that must have judged it'),
  maxAgeDays: z.number().positive().default(7).describe('Older evidence does not count'),
  acceptRecordedRust: z.boolean().default(false).describe('Live Python against recorded Rust counts as live'),
  documentsForWrites: z.boolean().default(true).describe('Writes need a run that compared the documents'),
  pages: z.boolean().default(true).describe('A route goes only with its page green'),
  phaseOrder: z.boolean().default(true).describe('Reads before writes before destructive writes, per module'),
  crossReads: z
    .boolean()
    .default(true)
    .describe('Cross-reads green for routes that share documents with a switched one'),
  leastCoverage: z
    .strictObject({
      read: z.number().min(0).max(1).default(0),
      write: z.number().min(0).max(1).default(0),
      destructive: z.number().min(0).max(1).default(0),
    })
    .prefault({})
    .describe('Share of what `parity cover` counts that cases must exercise, per kind of route'),
  acceptMade: z
    .array(z.enum(DIFFERENCES))
    .default([])
    .describe('Kinds of defects that `parity accept --only-made` may accept where no real session shows them'),
  latency: z.boolean().default(true).describe('A latency regression closes the gate'),
});

export type Policy = z.infer<typeof policySchema>;

export const DEFAULT_POLICY: Policy = policySchema.parse({});
