/** A plan → what happens, as typed events. Owns everything that it opens, and closes all of it in order. */
import { join } from 'node:path';
import type { Product } from '../catalog/product.ts';
import type { Config } from '../config/schema.ts';
import { messageOf } from '../errors.ts';
import type { RunEvent } from '../events/events.ts';
import type { LedgerEntry } from '../events/ledger.ts';
import { type KeptCase, notKept } from '../model/kept.ts';
import type { SideReport } from '../model/report.ts';
import type { CaseResult } from '../model/result.ts';
import { eachSide, type Pair, type Side } from '../model/side.ts';
import { packageVersion } from '../package.ts';
import { budgetLine, budgetOf, requestsPerMinute } from '../replay/budget.ts';
import { recordedCipher } from './ciphers.ts';
import { keptCase } from './kept.ts';
import type { LiveOptions } from './live-options.ts';
import { type Opened, openRun } from './open-live.ts';
import { type JudgedCase, runCases } from './pipeline.ts';
import type { RunPlan } from './plan.ts';
import type { RunSide } from './replayed.ts';
import { newSampler } from './sample.ts';
import { newSpool } from './spool.ts';
import { toldCase } from './told.ts';

export interface SessionInput {
  plan: RunPlan;
  product: Product;
  options: LiveOptions;
  config: Config;
  ledger: readonly LedgerEntry[];
  /** The run's folder. `keep` takes what pages show of a case with findings. */
  run: { name: string; path: string; keep(kept: KeptCase): void };
  env: NodeJS.ProcessEnv;
  /** Aborted: what is under way is given up, what was done is told. */
  signal: AbortSignal;
}

/**
 * Yields the events of a run. A failure before the first case is thrown; one after it ends the run with its reason, and
 * is thrown when that was told.
 */
export async function* runSession(input: SessionInput): AsyncGenerator<RunEvent, void, void> {
  const { plan, product, config, signal, run, ledger } = input;
  const started = new Date();
  const latency = { ...config.latency, seed: plan.seed };
  const { catalog } = product;
  const sampler = plan.samples ? newSampler({ catalog, budget: plan.samples, latency }) : undefined;
  const opened = await openRun({ ...input, runPath: run.path, sampler });
  const spool = newSpool(join(run.path, 'bodies'));
  try {
    yield startedEvent(input, opened, started);
    yield { type: 'ledger', at: started.toISOString(), entries: [...ledger] };
    let busiest = 0;
    let failure: unknown;
    let done = 0;
    try {
      const judged = runCases(plan.cases, {
        catalog,
        sides: opened.sides,
        concurrency: plan.concurrency,
        spool,
        signal,
        recorded: { uid: product.recordedUid, cipher: recordedCipher(product) },
        needs: Object.keys(product.needs),
        live: opened.live,
        wire: plan.wire,
        repeat: plan.repeat,
      });
      for await (const entry of judged) {
        done += 1;
        if (opened.live) busiest = Math.max(busiest, requestsPerMinute(entry.recording.rust));
        const result = resultOf(entry, plan);
        yield { type: 'case-judged', at: new Date().toISOString(), result };
        const kept = keptOrNot(entry, result, catalog);
        if (kept) run.keep(kept);
      }
    } catch (error) {
      if (done === 0) throw error;
      failure = error;
    }
    const at = new Date().toISOString();
    if (sampler) yield { type: 'latency', at, options: latency, samples: sampler.samples };
    if (opened.live) yield { type: 'budget', at, text: budgetLine(budgetOf(busiest, config.limits)) };
    const reason = failure === undefined ? {} : { reason: messageOf(failure) };
    yield { type: 'run-finished', at, complete: !signal.aborted && failure === undefined, ...reason };
    if (failure !== undefined) throw failure;
  } finally {
    spool.close();
    await opened.close();
  }
}

/** What cannot be kept is said in its place: it is no reason to lose a verdict. */
function keptOrNot(entry: JudgedCase, result: CaseResult, catalog: Product['catalog']): KeptCase | undefined {
  try {
    return keptCase(entry, result, catalog);
  } catch (error) {
    const { suite, name, recordedAt } = entry.recording;
    return notKept({ suite, case: name, recordedAt, note: `What was answered could not be kept: ${messageOf(error)}` });
  }
}

function startedEvent({ plan, run, config }: SessionInput, opened: Opened, started: Date): RunEvent {
  const { sides, checks, oneBackend } = opened;
  return {
    type: 'run-started',
    at: started.toISOString(),
    run: run.name,
    parity: packageVersion(),
    sides: sidesOf(sides, config),
    cases: plan.cases.length,
    ...(checks.length > 0 ? { preflight: checks } : {}),
    ...(plan.again.length > 0 ? { again: [...plan.again] } : {}),
    ...(oneBackend === undefined ? {} : { oneBackend }),
  };
}

function sidesOf(sides: Pair<RunSide>, config: Config): Pair<SideReport> {
  const of = (side: Side): SideReport => {
    const { client } = sides[side];
    if (client.mode === 'recorded') return { mode: 'recorded' };
    const version = config.sides[side]?.version;
    return { mode: 'live', url: client.origin, ...(version === undefined ? {} : { version }) };
  };
  return eachSide(of);
}

/** With routes asked for, only their verdicts count. */
function resultOf(entry: JudgedCase, { routes }: RunPlan): CaseResult {
  const result = toldCase(entry);
  if (!routes) return result;
  return {
    ...result,
    routes: result.routes.filter((r) => routes.has(r.route)),
    notes: result.notes.filter((n) => routes.has(n.route)),
    unmatched: [],
  };
}
