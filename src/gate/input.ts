import type { CatalogRoute } from '../catalog/catalog.ts';
import type { Page } from '../catalog/route.ts';
import type { CheckFinding } from '../model/check.ts';
import type { DriftReport } from '../model/drift.ts';
import type { RunReport } from '../model/report.ts';
import type { Policy } from './policy.ts';
import type { TargetMap } from './targets.ts';

/** What the gate decides from. */
export interface GateInput {
  routes: readonly CatalogRoute[];
  pages: readonly Page[];
  reports: readonly RunReport[];
  policy: Policy;
  targets: TargetMap;
  /** What the newest check of the declared routes found, less what the ledger expects. */
  declared?: readonly CheckFinding[];
  /** The newest comparison of the client's sources with the suites. */
  client?: Pick<DriftReport, 'madeAt' | 'sources' | 'findings' | 'stale'>;
  /** Route → share of its points that cases exercise; only where the policy asks for some. */
  coverage?: ReadonlyMap<string, number>;
  /** ISO instant. */
  now: string;
  /** What is deployed, where it is told. */
  versions?: { rust?: string; python?: string };
}

/** Phases that are up for a flip in phase 1, in their order. */
export const ORDER: readonly string[] = ['reads', 'writes', 'destructive'];
