/** Looks for a fingerprint: in the newest check, the newest comparison of sources, and the stored runs from the newest on. */
import type { Product } from '../../catalog/product.ts';
import { DRIFT_NEXT, KIND_NEXT } from '../../check/meanings.ts';
import type { LedgerEntry } from '../../events/ledger.ts';
import { listRuns } from '../../events/log.ts';
import type { RunReport } from '../../model/report.ts';
import { acceptedChecks } from '../check/accepted.ts';
import { type Checks, checkFindings, driftFindings, newestRun, reportOf, storedChecks } from '../fingerprints.ts';
import { withHistory } from '../history.ts';
import { ACCEPTS_CLIENT, acceptsCheck } from './accepts.ts';
import type { Found, FoundCheck, FoundClient } from './found.ts';
import { foundInRun } from './in-run.ts';

/** As `register.ts` says. */
const USUAL_OUT = 'reports';

export interface Looked {
  found: Found[];
  /** Stored runs that were read, the newest first. */
  runs: string[];
  /** Folders that could not be read. */
  unread: string[];
}

export interface LookOptions {
  out: string;
  run?: string;
  entries: readonly LedgerEntry[];
  now: string;
}

/** `asked`: a fingerprint or its beginning. With `run` only that run is looked at. */
export async function lookUp(product: Product, asked: string, options: LookOptions): Promise<Looked> {
  const checks = options.run === undefined ? foundInChecks(await storedChecks(options.out), asked, options) : [];
  const { pages } = product.catalog;
  const only =
    options.run === undefined ? undefined : await newestRun('explain', { out: options.out, run: options.run });
  const folders = only === undefined ? (await listRuns(options.out)).reverse() : [only];
  const looked: Looked = { found: checks, runs: [], unread: [] };
  const newer: RunReport[] = [];
  for (const folder of folders) {
    let report: RunReport;
    try {
      report = reportOf(product, folder, options);
    } catch (error) {
      // A run that is asked for has to be readable; an old one that is not must not hide the others.
      if (only !== undefined) throw error;
      looked.unread.push(folder);
      continue;
    }
    looked.runs.push(report.run);
    const about = { pages, newer, where: whereOf(report, options, folder !== folders[0] || only !== undefined) };
    if (foundInRun(report, asked, about).length > 0) {
      const known = (await withHistory(report, options.out)).report;
      looked.found.push(...foundInRun(known, asked, about));
      break;
    }
    newer.push(report);
  }
  return looked;
}

const whereOut = (out: string): string => (out === USUAL_OUT ? '' : ` --out ${out}`);

/** Without options `accept` looks at the newest run below the usual folder. */
const whereOf = ({ run }: RunReport, { out, run: asked }: LookOptions, named: boolean): string =>
  `${named ? ` --run ${asked ?? run}` : ''}${whereOut(out)}`;

function foundInChecks(
  { check, client }: Checks,
  asked: string,
  { out, entries, now }: LookOptions,
): (FoundCheck | FoundClient)[] {
  const begins = ({ fingerprint }: { fingerprint: string }): boolean => fingerprint.startsWith(asked);
  const declared = check
    ? acceptedChecks(checkFindings(check).filter(begins), entries, now).map((finding): FoundCheck => {
        const idle = check.dead.some(begins) ? 'dead' : check.alike.some(begins) ? 'alike' : undefined;
        const { source } = check.document;
        return {
          of: 'check',
          fingerprint: finding.fingerprint,
          at: check.madeAt,
          source,
          again: `npx parity check --openapi ${source} ${finding.module}`,
          accept: acceptsCheck(finding, whereOut(out)),
          finding,
          ...(idle ? { idle } : {}),
          next: KIND_NEXT[finding.kind as keyof typeof KIND_NEXT] ?? '',
        };
      })
    : [];
  const drifted = client
    ? driftFindings(client)
        .filter(begins)
        .map(
          (finding): FoundClient => ({
            of: 'client',
            fingerprint: finding.fingerprint,
            at: client.madeAt,
            again: `npx parity check ${client.sources.paths.map((path) => `--client ${path}`).join(' ')}`,
            accept: ACCEPTS_CLIENT,
            finding,
            ...(client.dead.includes(finding) ? { idle: 'dead' as const } : {}),
            next: DRIFT_NEXT[finding.kind as keyof typeof DRIFT_NEXT] ?? '',
          }),
        )
    : [];
  return [...declared, ...drifted];
}
