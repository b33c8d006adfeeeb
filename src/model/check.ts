/** `check.json`: what the client's calls and a server's declared routes disagree in, without any traffic. */
import { z } from 'zod';

export const checkFindingSchema = z.strictObject({
  fingerprint: z.string(),
  class: z
    .enum(['breaking', 'differs'])
    .describe('breaking: the call fails; differs: something is lost without a word'),
  kind: z.string().describe('no-route, captured, query-required, …: stable'),
  route: z.string().describe('As the client calls it'),
  module: z.string(),
  at: z.string().describe('Where in the call: /query/limit, /body/name, /answer/0/id; empty for the call as a whole'),
  message: z.string(),
  when: z.string().optional().describe('Only then; absent: every time'),
  notices: z.string().describe('What the person notices'),
  ours: z.strictObject({ file: z.string(), line: z.int().optional() }),
  theirs: z.string().describe('JSON Pointer in the document'),
  accepted: z.string().optional().describe('The entry of the ledger that expects it'),
});

export type CheckFinding = z.infer<typeof checkFindingSchema>;

export const checkReportSchema = z.strictObject({
  version: z.literal(1),
  madeAt: z.iso.datetime(),
  document: z.strictObject({ source: z.string(), sha256: z.string(), operations: z.int() }),
  modules: z.array(z.string()).describe('Empty: all'),
  against: z.literal('rust').optional().describe('What Rust drops as well is no finding'),
  calls: z.int().describe('Calls that were held against the document'),
  answers: z.int().describe('Of these whose answer the document declares'),
  findings: z.array(checkFindingSchema),
  dead: z.array(checkFindingSchema).describe('Of calls that no part of the client makes any more: they fail nothing'),
  stays: z.array(z.string()).describe('Routes that are Rust’s before and after the switch'),
  untold: z.array(z.string()).describe('Routes that read the raw request: the document tells nothing of it'),
  ledgerProblems: z.array(z.string()).describe('Entries that ended, or that match nothing any more'),
  alike: z.array(checkFindingSchema).describe('With --against rust: what Rust drops as well'),
  exitCode: z.union([z.literal(0), z.literal(1)]),
});

export type CheckReport = z.infer<typeof checkReportSchema>;

/** Of a finding that holds every time the call is made. */
export const isCertain = ({ class: of, when, accepted }: CheckFinding): boolean =>
  of === 'breaking' && when === undefined && accepted === undefined;
