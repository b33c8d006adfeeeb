/** The checks of the gate in their order: what holds a route, and what its evidence lacks. */
import { cases } from './cases.ts';
import type { GateCheck } from './check.ts';
import { client } from './client.ts';
import { coverage } from './coverage.ts';
import { crossReads, crossReadsNotCompared } from './cross-reads.ts';
import { declared } from './declared.ts';
import { documents } from './documents.ts';
import { evidenceThere } from './evidence-there.ts';
import { findings } from './findings.ts';
import { incomparable } from './incomparable.ts';
import { liveRuns } from './live-runs.ts';
import { notCompared } from './not-compared.ts';
import { order } from './order.ts';
import { page } from './page.ts';
import { ruleNotApplied } from './rule-not-applied.ts';
import { slower } from './slower.ts';

export const HOLDS: readonly GateCheck[] = [
  findings,
  declared,
  ruleNotApplied,
  incomparable,
  slower,
  page,
  order,
  crossReads,
];

export const MISSING: readonly GateCheck[] = [
  evidenceThere,
  liveRuns,
  cases,
  client,
  coverage,
  documents,
  notCompared,
  crossReadsNotCompared,
];
