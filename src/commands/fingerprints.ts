/** Findings of stored runs, checks and comparisons by their fingerprints. */
import type { Product } from '../catalog/product.ts';
import { ParityError } from '../errors.ts';
import type { LedgerEntry } from '../events/ledger.ts';
import { listRuns } from '../events/log.ts';
import type { CheckFinding, CheckReport } from '../model/check.ts';
import type { DriftFinding, DriftReport } from '../model/drift.ts';
import type { RunReport } from '../model/report.ts';
import type { Finding } from '../model/result.ts';
import { storedCheck, storedDrift, storedRun } from './stored.ts';

/** The newest run below the folder of runs, or the one that is asked for. Throws a ParityError `no-run`. */
export async function newestRun(command: string, { out, run }: { out: string; run?: string }): Promise<string> {
  const found = run ?? (await listRuns(out)).at(-1);
  if (found !== undefined) return found;
  throw new ParityError(
    'no-run',
    `${command}: expected a stored run below ${out}, found none. Run parity first, or give --run DIR.`,
  );
}

/** The report of a stored run with the ledger as it is now. */
export const reportOf = (
  product: Product,
  run: string,
  { out, entries, now }: { out: string; entries: readonly LedgerEntry[]; now: string },
): RunReport => storedRun(run, out, { pages: product.catalog.pages, ledger: { entries, now } }).report;

/** Every finding of a run: intended ones, and those of cross-reads, too. */
export const allFindings = (report: RunReport): Finding[] =>
  report.suites.flatMap((s) =>
    s.cases.flatMap((c) => [
      ...c.routes.flatMap((r) => r.findings),
      ...(c.crossReads ?? []).map(({ finding }) => finding),
    ]),
  );

export interface Checks {
  check?: CheckReport;
  client?: DriftReport;
}

/** The newest check and the newest comparison of the client's sources. */
export async function storedChecks(out: string): Promise<Checks> {
  const [check, client] = [await storedCheck(out), await storedDrift(out)];
  return { ...(check ? { check } : {}), ...(client ? { client } : {}) };
}

export const checkFindings = ({ findings, dead, alike }: CheckReport): CheckFinding[] => [
  ...findings,
  ...dead,
  ...alike,
];

export const driftFindings = ({ findings, dead }: DriftReport): DriftFinding[] => [...findings, ...dead];
