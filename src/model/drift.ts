/** `client.json`: where the client's sources and the suites say different things. */
import { z } from 'zod';
import { checkFindingSchema } from './check.ts';

const place = z.string().describe('file:line in the client’s sources');

const driftFindingSchema = checkFindingSchema.extend({
  kind: z.string().describe('key-required, enum-case-gone, call-undeclared, …: stable'),
  routes: z.array(z.string()).describe('All routes that decode the type in which it stands'),
  notices: z.string().describe('What follows for parity'),
  theirs: z.string().describe('file:line in the client’s sources; empty where nothing stands there any more'),
});

export type DriftFinding = z.infer<typeof driftFindingSchema>;

const staleRouteSchema = z.strictObject({
  route: z.string(),
  changes: z.array(z.string()).describe('What the client sends or decodes otherwise, a line each'),
});

export type StaleRoute = z.infer<typeof staleRouteSchema>;

export const driftReportSchema = z.strictObject({
  version: z.literal(1),
  madeAt: z.iso.datetime(),
  sources: z.strictObject({
    paths: z.array(z.string()),
    files: z.int().describe('Swift files with something in them that decodes or makes a call'),
    types: z.int(),
    since: z.string().optional().describe('The commit from which on changes count'),
  }),
  modules: z.array(z.string()).describe('Empty: all'),
  findings: z.array(driftFindingSchema),
  dead: z.array(driftFindingSchema).describe('Of calls that no part of the client makes any more: they fail nothing'),
  calls: z
    .array(z.strictObject({ route: z.string(), base: z.string(), by: z.string(), place }))
    .describe('The calls that the sources make'),
  elsewhere: z.array(z.string()).describe('Calls of other servers'),
  unread: z
    .array(z.strictObject({ place, what: z.string() }))
    .describe('What could not be read: nothing is said of it'),
  unreadRoutes: z.array(z.string()).describe('Routes of whose answer some could not be read'),
  stale: z
    .array(staleRouteSchema)
    .describe('With --since: routes whose evidence is older than what the client now does'),
  exitCode: z.union([z.literal(0), z.literal(1)]),
});

export type DriftReport = z.infer<typeof driftReportSchema>;
