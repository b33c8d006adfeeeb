/** `parity run`: options in, a judged run out. */

import { join } from 'node:path';
import { catalog } from '../../../suites/catalog.ts';
import { loadConfig } from '../../config/load.ts';
import type { Config } from '../../config/schema.ts';
import { type LiveOptions, urlsOf } from '../../engine/live-options.ts';
import { openLive } from '../../engine/open-live.ts';
import { type JudgedCase, runCases } from '../../engine/pipeline.ts';
import type { RunSide } from '../../engine/replayed.ts';
import { withRequests } from '../../engine/requests.ts';
import { newSampler } from '../../engine/sample.ts';
import { closeSides } from '../../engine/sides.ts';
import { newSpool } from '../../engine/spool.ts';
import { messageOf, ParityError } from '../../errors.ts';
import type { RunEvent } from '../../events/events.ts';
import { exitCodeOf, fold, tally } from '../../events/fold.ts';
import { createRun, type RunFolder } from '../../events/run-folder.ts';
import { applyLedger } from '../../gate/ledger.ts';
import type { Case } from '../../model/case.ts';
import type { RunReport, SideReport } from '../../model/report.ts';
import type { CaseResult } from '../../model/result.ts';
import { type Pair, SIDES } from '../../model/side.ts';
import { packageRoot, packageVersion } from '../../package.ts';
import { listCases } from '../../recordings/tree.ts';
import { budgetLine, budgetOf } from '../../replay/budget.ts';
import { progress } from '../../report/progress.ts';
import { parseReporter, type Reporter } from '../../report/reporters.ts';
import { readLedger } from '../../switch/ledger-file.ts';
import { deliver, print } from '../deliver.ts';
import { ledgerFile } from '../ledger.ts';
import { selectCases, selectRoutes } from '../select.ts';
import { dryRun } from './dry-run.ts';
import { listChosen } from './list.ts';

/** Options of `parity run` as the command line gives them. */
export interface RunOptions extends LiveOptions {
  phase: string[];
  list?: boolean;
  fixtures?: string;
  out: string;
  reporter: string[];
  json?: boolean;
  quiet?: boolean;
  config?: string;
  wire?: boolean;
  dryRun?: boolean;
  ledger?: string;
  samples?: number;
  repeat?: number;
  seed?: number;
}

const STOPPED = 130;

export async function execute(suites: readonly string[], options: RunOptions): Promise<number> {
  const config = await loadConfig(options.config);
  const reporters = (options.reporter.length > 0 ? options.reporter : ['table']).map(parseReporter);
  const fixtures = options.fixtures ?? join(packageRoot(), 'fixtures');
  const routes = selectRoutes(catalog, { routes: options.route, phases: options.phase });
  const chosen = selectCases(await listCases(fixtures), { suites, cases: options.case });
  const refs = routes ? await callingOneOf(chosen, routes) : chosen;
  if (options.list) return listChosen(refs, options.json === true);
  if (options.dryRun) return dryRun(refs, options, config);

  const urls = urlsOf(options, config);
  if (options.samples && !(urls.rust && urls.python)) {
    throw new ParityError(
      'samples',
      '--samples: expected two live sides (--rust URL and --python URL), found a recorded one, whose timings say nothing.',
    );
  }
  const seed = options.seed ?? Math.floor(Math.random() * 2 ** 31);
  const stop = new AbortController();
  const interrupted = (): void => stop.abort();
  process.once('SIGINT', interrupted);
  const started = new Date();
  const run = createRun(options.out, started);
  let opened: Awaited<ReturnType<typeof openLive>> | undefined;
  // A run that never began leaves nothing behind.
  let discard = false;
  try {
    const latency = { ...config.latency, seed };
    const sampler = options.samples ? newSampler({ catalog, budget: options.samples, latency }) : undefined;
    opened = await openLive(options, config, run.path, sampler);
    const { sides, live, checks } = opened;
    const emit = emitter(run, options, refs.length);
    emit.tell({
      type: 'run-started',
      at: started.toISOString(),
      run: run.name,
      parity: packageVersion(),
      sides: sidesOf(sides, config),
      cases: refs.length,
      ...(checks.length > 0 ? { preflight: checks } : {}),
    });
    const concurrency = live ? 1 : (options.concurrency ?? config.limits.concurrency);
    const spool = newSpool(join(run.path, 'bodies'));
    const { wire, repeat } = options;
    const recordings: Case[] = [];
    const judged = runCases(refs, { catalog, sides, concurrency, spool, signal: stop.signal, live, wire, repeat });
    let failure: unknown;
    let done = 0;
    try {
      for await (const entry of judged) {
        done += 1;
        if (live) recordings.push(entry.recording);
        emit.tell({ type: 'case-judged', at: new Date().toISOString(), result: resultOf(entry, routes) });
      }
    } catch (error) {
      failure = error;
    }
    if (failure !== undefined && done === 0) {
      emit.end();
      discard = true;
      throw failure;
    }
    const at = new Date().toISOString();
    if (sampler) emit.tell({ type: 'latency', at, options: latency, samples: sampler.samples });
    if (live) emit.tell({ type: 'budget', at, text: budgetText(recordings, config) });
    const complete = !stop.signal.aborted && failure === undefined;
    const reason = failure === undefined ? undefined : messageOf(failure);
    emit.tell({ type: 'run-finished', at, complete, ...(reason === undefined ? {} : { reason }) });
    emit.end();
    const report = await withLedger(fold(emit.events, catalog.pages), options.ledger);
    await writeReports(report, run, options, reporters);
    // What was done is written; what stopped it is still an error.
    if (failure !== undefined) throw failure;
    return complete ? report.totals.exitCode : STOPPED;
  } catch (error) {
    if (opened === undefined) discard = true;
    throw error;
  } finally {
    process.removeListener('SIGINT', interrupted);
    await opened?.live?.close();
    if (opened) await closeSides(opened.sides);
    run.close();
    if (discard) run.discard();
  }
}

/** What the ledger expects is `intended`, and counted. */
async function withLedger(report: RunReport, file: string | undefined): Promise<RunReport> {
  const ledger = await readLedger(ledgerFile(file));
  if (ledger.length === 0) return report;
  const applied = applyLedger(report, ledger, new Date().toISOString()).report;
  const verdicts = applied.suites.flatMap((s) => s.cases.flatMap((c) => c.routes.map((r) => r.verdict)));
  return { ...applied, totals: { ...applied.totals, verdicts: tally(verdicts), exitCode: exitCodeOf(verdicts) } };
}

function budgetText(recordings: readonly Case[], config: Config): string {
  const { users, edgePerMinute } = config.limits;
  return budgetLine(
    budgetOf(
      recordings.map((r) => r.rust),
      { users, edgePerMinute },
    ),
  );
}

/** Cases that call one of the routes. */
async function callingOneOf(refs: Awaited<ReturnType<typeof listCases>>, routes: ReadonlySet<string>) {
  const { routesOf } = await import('../../recordings/coverage.ts');
  const calls = await Promise.all(refs.map((ref) => routesOf(ref, catalog)));
  return refs.filter((_, i) => calls[i]?.some((name) => routes.has(name)));
}

function sidesOf(sides: Pair<RunSide>, config: Config): { rust: SideReport; python: SideReport } {
  const of = ({ client }: RunSide): SideReport => {
    if (client.mode === 'recorded') return { mode: 'recorded' };
    const version = config.sides[client.side]?.version;
    return { mode: 'live', url: client.origin, ...(version === undefined ? {} : { version }) };
  };
  return Object.fromEntries(SIDES.map((side) => [side, of(sides[side])])) as { rust: SideReport; python: SideReport };
}

/** With routes asked for, only their verdicts count. */
function resultOf(entry: JudgedCase, routes: ReadonlySet<string> | undefined): CaseResult {
  const result = withRequests(entry);
  if (!routes) return result;
  return {
    ...result,
    routes: result.routes.filter((r) => routes.has(r.route)),
    notes: result.notes.filter((n) => routes.has(n.route)),
    unmatched: [],
  };
}

function emitter(run: RunFolder, options: RunOptions, cases: number) {
  const events: RunEvent[] = [];
  const { stderr } = process;
  const shown = options.quiet
    ? undefined
    : progress(stderr.isTTY === true, stderr.columns ?? 80, (text) => stderr.write(text));
  return {
    events,
    cases,
    tell(event: RunEvent): void {
      run.append(event);
      events.push(event);
      shown?.tell(event);
    },
    end: () => shown?.end(),
  };
}

/** The files of every run, then what was asked for. */
async function writeReports(
  report: RunReport,
  run: RunFolder,
  options: RunOptions,
  reporters: readonly Reporter[],
): Promise<void> {
  const files = { 'report.json': 'json', 'report.md': 'markdown', 'junit.xml': 'junit' };
  for (const [file, name] of Object.entries(files)) {
    await run.write(file, await parseReporter(name).render(report, { colour: false, width: 120 }));
  }
  if (options.json) await deliver(report, [parseReporter('json')]);
  await deliver(report, reporters, options.json === true);
  if (!options.json) await print(`Report: ${run.path}\n`);
}
