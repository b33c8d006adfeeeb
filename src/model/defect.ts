/** One cause, whatever the number of cases, steps and fields in which its findings show. */
import { z } from 'zod';
import { DIFFERENCES, FINDING_CLASSES } from './result.ts';

const sessions = z.object({
  shows: z.number().int().describe('Sessions in which it shows'),
  of: z.number().int().describe('Sessions of the run that call one of its routes'),
});

export const defectSchema = z.object({
  id: z.string().describe('Stable over runs: the same cause'),
  class: z.enum(FINDING_CLASSES),
  kind: z.enum(DIFFERENCES),
  route: z.string().describe('The route that is charged'),
  place: z.string().describe('Where, without indexes and names of the run; empty for the whole answer'),
  fields: z.array(z.string()).describe('All places, where it shows in several'),
  sentence: z.string().describe('What the client notices, in one sentence'),
  said: z.string().optional().describe('The status of the answer that fails, and the beginning of what it says'),
  routes: z.array(z.string()).describe('All routes on which it shows, the charged one first'),
  pages: z.array(z.string()),
  findings: z.number().int(),
  cases: z.number().int(),
  smallest: z
    .object({ suite: z.string(), case: z.string(), step: z.string(), fingerprint: z.string() })
    .describe('Where it shows in the fewest findings and steps'),
  fingerprints: z.array(z.string()).describe('Of its findings'),
  traffic: z
    .object({
      real: sessions.describe('Recorded or imported'),
      made: sessions.describe('Made by hand, or found by varying'),
      unknown: sessions.describe('Of cases that do not tell where they come from'),
      users: sessions.optional().describe('Users of real sessions, where the cases tell them'),
    })
    .describe('How many would notice'),
  check: z
    .object({ fingerprint: z.string(), message: z.string() })
    .optional()
    .describe('What the newest check of the declared routes says of it'),
  since: z
    .object({ run: z.string(), at: z.string() })
    .optional()
    .describe('The first of the stored runs, without a break up to this one, that had it'),
});

export type Defect = z.infer<typeof defectSchema>;
