/** What the gate says of every route from one run alone, for whoever looks at that run. */
import type { Product } from '../catalog/product.ts';
import { decide } from '../gate/decide.ts';
import { nextSteps } from '../gate/next.ts';
import { policySchema } from '../gate/policy.ts';
import { emptyMap } from '../gate/targets.ts';
import type { RunReport } from '../model/report.ts';
import type { RouteStanding } from '../report/html/page-data.ts';
import { readLedger } from '../switch/ledger-file.ts';
import { readTargets } from '../switch/targets-file.ts';
import { acceptedChecks } from './check/accepted.ts';
import { storedCheck, storedDrift } from './stored.ts';

export interface StandingOptions {
  /** The folder of runs, with the newest checks. */
  out: string;
  /** `gate` of the config. */
  gate?: object | undefined;
  ledger?: string | undefined;
}

/**
 * By route; of routes that are up. The least coverage is not asked for: it tells of the cases, not of the run. What cannot
 * be read beside the run is passed over: `parity gate` tells it.
 */
export async function standingOf(
  product: Product,
  report: RunReport,
  { out, gate = {}, ledger }: StandingOptions,
): Promise<Record<string, RouteStanding>> {
  const { catalog } = product;
  const now = new Date().toISOString();
  const [check, client, entries] = await Promise.all([
    storedCheck(out).catch(() => undefined),
    storedDrift(out).catch(() => undefined),
    readLedger(ledger ?? product.files.ledger).catch(() => []),
  ]);
  const decisions = decide(
    {
      routes: catalog.routes,
      pages: catalog.pages,
      reports: [report],
      policy: { ...policySchema.parse(gate), leastCoverage: { read: 0, write: 0, destructive: 0 } },
      declared: acceptedChecks(check?.findings ?? [], entries, now),
      ...(client ? { client } : {}),
      targets: targetsHere(),
      now,
    },
    catalog.routes.map(({ name }) => name),
  );
  return Object.fromEntries(
    decisions.flatMap((decided) => {
      const { route, decision, why } = decided;
      if (decision === 'not-up') return [];
      return [[route, { decision, why, next: nextSteps(decided) }] as const];
    }),
  );
}

function targetsHere() {
  try {
    return readTargets('targets.json');
  } catch {
    return emptyMap();
  }
}
