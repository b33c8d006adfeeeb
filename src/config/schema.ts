/** `parity.config.json`. Flags win over environment variables over this file. */
import { z } from 'zod';
import { policySchema } from '../gate/policy.ts';

const url = z.url({ protocol: /^https?$/, error: 'expected the base URL of a backend such as http://127.0.0.1:8080' });

const sideConfig = z.strictObject({
  url: url.optional().describe('Base URL; without one the side is recorded'),
  version: z.string().optional().describe('Version that is deployed there, where the side does not tell it'),
});

export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  sides: z.strictObject({ rust: sideConfig.optional(), python: sideConfig.optional() }).default({}),
  project: z.string().min(1).optional().describe('Firestore project that both sides use'),
  user: z
    .strictObject({
      uid: z.string().min(1).optional().describe('The user that the cases run as'),
      email: z.email().optional().describe('Made in the Auth emulator if missing'),
    })
    .default({}),
  allow: z
    .strictObject({
      hosts: z.array(z.string()).default([]).describe('Hosts that requests may go to; loopback always may'),
      projects: z.array(z.string()).default([]).describe('Projects that may be written; demo-* always may'),
      routes: z
        .array(z.string())
        .default([])
        .describe('Routes with effects outside the documents (models, webhooks, the account) that may be sent'),
    })
    .default({ hosts: [], projects: [], routes: [] }),
  limits: z
    .strictObject({
      timeoutMs: z.number().int().positive().default(30_000).describe('Longest wait for an answer, in milliseconds'),
      concurrency: z.number().int().positive().default(4).describe('Cases at once, where both sides are recorded'),
      requestsPerSecond: z
        .number()
        .positive()
        .optional()
        .describe('Per live side; 10 for one on another machine unless told'),
      quietMs: z
        .number()
        .int()
        .nonnegative()
        .default(500)
        .describe('Documents are at rest after this many milliseconds'),
      settleMs: z.number().int().positive().default(10_000).describe('Longest wait for documents to come to rest'),
      edgePerMinute: z.number().positive().optional().describe('Limit of the edge in requests per minute'),
      users: z.number().int().positive().default(1).describe('Users behind one edge, for the budget'),
    })
    .prefault({}),
  latency: z
    .strictObject({
      tolerance: z.number().min(1).optional().describe('p50 of python over p50 of rust up to which slower is fine'),
      floorMs: z.number().nonnegative().optional().describe('A p50 longer by no more is fine, too; milliseconds'),
      minPairs: z.number().int().positive().optional().describe('Fewer pairs decide nothing'),
      confidence: z.number().gt(0).lt(1).optional().describe('Share of the resampled ratios inside the interval'),
      resamples: z.number().int().positive().optional(),
    })
    .optional()
    .describe('Tolerances of the latency verdicts'),
  gate: policySchema.optional().describe('Policy of the gate'),
  targets: z
    .strictObject({
      remoteConfig: z
        .strictObject({
          parameter: z
            .string()
            .regex(/^[A-Za-z_][A-Za-z0-9_]{0,255}$/, 'expected letters, digits and _, no digit first, 256 at most')
            .default('server_targets')
            .describe('Parameter of Firebase Remote Config that holds the published server-target map'),
        })
        .prefault({}),
    })
    .prefault({}),
});

export type Config = z.infer<typeof configSchema>;
