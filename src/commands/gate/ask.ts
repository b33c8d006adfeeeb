/** Stored runs, ledger, policy and targets → decisions. What every command that asks the gate does. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { catalog } from '../../../suites/catalog.ts';
import { loadConfig } from '../../config/load.ts';
import { ParityError } from '../../errors.ts';
import { fold } from '../../events/fold.ts';
import { listRuns, readEvents } from '../../events/run-folder.ts';
import { type Decision, decide } from '../../gate/decide.ts';
import { applyLedger } from '../../gate/ledger.ts';
import { policySchema } from '../../gate/policy.ts';
import type { RunReport } from '../../model/report.ts';
import { readLedger } from '../../switch/ledger-file.ts';
import { readTargets } from '../../switch/targets-file.ts';
import { ledgerFile } from '../ledger.ts';

export interface GateOptions {
  phase: string[];
  run: string[];
  out: string;
  json?: boolean;
  checklist?: string;
  rustVersion?: string;
  pythonVersion?: string;
  config?: string;
  targets: string;
  ledger?: string;
  strictLedger?: boolean;
}

/** A stored run by its folder, or by its name below `out`. */
export function storedRun(run: string, out: string): RunReport {
  const below = join(out, run);
  return fold(readEvents(!existsSync(run) && existsSync(below) ? below : run), catalog.pages);
}

export interface Asked {
  decisions: Decision[];
  accepted: number;
  entries: number;
  problems: string[];
}

export async function ask(routes: readonly string[], options: Omit<GateOptions, 'phase'>): Promise<Asked> {
  const config = await loadConfig(options.config);
  const policy = policySchema.parse(config.gate ?? {});
  const runs = options.run.length > 0 ? options.run : await listRuns(options.out);
  const now = new Date().toISOString();
  const ledger = await readLedger(ledgerFile(options.ledger));
  const applied = runs.map((run) => applyLedger(storedRun(run, options.out), ledger, now));
  // An entry is only idle when no run has what it names.
  const problems = [...new Set(applied.flatMap((a) => a.problems))].filter(
    (p) => !p.includes('matched nothing') || applied.every((a) => a.problems.includes(p)),
  );
  if (options.strictLedger && problems.length > 0)
    throw new ParityError('ledger', `the ledger has problems: ${problems.join('; ')}`);
  const decisions = decide(
    {
      routes: catalog.routes,
      pages: catalog.pages,
      reports: applied.map((a) => a.report),
      policy,
      targets: readTargets(options.targets),
      now,
      versions: { rust: options.rustVersion, python: options.pythonVersion },
    },
    routes,
  );
  return {
    decisions,
    accepted: applied.reduce((n, a) => n + a.accepted, 0),
    entries: Math.max(0, ...applied.map((a) => a.entries)),
    problems,
  };
}
