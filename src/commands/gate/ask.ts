/** Stored runs, ledger, policy and targets → decisions. What every command that asks the gate does. */
import type { Product } from '../../catalog/product.ts';
import { shareOf } from '../../check/cover/cover.ts';
import { loadConfig } from '../../config/load.ts';
import { ParityError } from '../../errors.ts';
import { listRuns } from '../../events/log.ts';
import type { ChecklistInput } from '../../gate/checklist.ts';
import { type Decision, decide } from '../../gate/decide.ts';
import { policySchema } from '../../gate/policy.ts';
import { readLedger } from '../../switch/ledger-file.ts';
import { readTargets } from '../../switch/targets-file.ts';
import { acceptedChecks } from '../check/accepted.ts';
import { coverOf } from '../cover/read.ts';
import { storedChecks } from '../fingerprints.ts';
import { storedRun } from '../stored.ts';

export interface GateOptions {
  phase: string[];
  run: string[];
  out: string;
  json?: boolean;
  checklist?: string;
  changedSince?: string;
  rustVersion?: string;
  pythonVersion?: string;
  config?: string;
  targets: string;
  ledger?: string;
  strictLedger?: boolean;
}

export interface Asked {
  decisions: Decision[];
  accepted: number;
  entries: number;
  problems: string[];
  checklistInput: ChecklistInput;
}

export async function ask(
  product: Product,
  routes: readonly string[],
  options: Omit<GateOptions, 'phase'>,
): Promise<Asked> {
  const config = await loadConfig(options.config);
  const policy = policySchema.parse(config.gate ?? {});
  const runs = options.run.length > 0 ? options.run : await listRuns(options.out);
  const now = new Date().toISOString();
  const entries = await readLedger(options.ledger ?? product.files.ledger);
  const { catalog } = product;
  const folded = runs.map((run) => storedRun(run, options.out, { pages: catalog.pages, ledger: { entries, now } }));
  // An entry is only idle when no run has what it names.
  const problems = [...new Map(folded.flatMap((f) => f.ledgerProblems).map((p) => [p.text, p])).values()].filter(
    (p) => p.code !== 'idle' || folded.every((f) => f.ledgerProblems.some((other) => other.text === p.text)),
  );
  const texts = problems.map((p) => p.text);
  if (options.strictLedger && problems.length > 0)
    throw new ParityError('ledger', `the ledger has problems: ${texts.join('; ')}`);
  const { check, client } = await storedChecks(options.out);
  const targets = readTargets(options.targets);
  const reports = folded.map((f) => f.report);
  const decisions = decide(
    {
      routes: catalog.routes,
      pages: catalog.pages,
      reports,
      policy,
      ...(Object.values(policy.leastCoverage).some((least) => least > 0)
        ? { coverage: new Map((await coverOf(product)).map((one) => [one.route, shareOf(one)])) }
        : {}),
      declared: acceptedChecks(check?.findings ?? [], entries, now),
      ...(client ? { client } : {}),
      targets,
      now,
      versions: { rust: options.rustVersion, python: options.pythonVersion },
    },
    routes,
  );
  const counts = folded.flatMap((f) => f.report.ledger ?? []);
  return {
    decisions,
    accepted: counts.reduce((n, l) => n + l.accepted, 0),
    entries: Math.max(0, ...counts.map((l) => l.entries)),
    problems: texts,
    checklistInput: { decisions, reports, ledger: entries, targets, now },
  };
}
