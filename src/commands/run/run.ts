/** `parity run`: options → plan → session → what is delivered. */
import type { Product } from '../../catalog/product.ts';
import { loadConfig } from '../../config/load.ts';
import { type PlanOptions, planRun } from '../../engine/plan.ts';
import { runSession } from '../../engine/session.ts';
import { ParityError } from '../../errors.ts';
import type { RunEvent } from '../../events/events.ts';
import { newFold } from '../../events/fold.ts';
import { createRun, type RunFolder } from '../../events/run-folder.ts';
import type { RunReport } from '../../model/report.ts';
import { listCases } from '../../recordings/tree.ts';
import type { RenderOptions } from '../../report/options.ts';
import { progress } from '../../report/progress.ts';
import { parseReporter, type Reporter } from '../../report/reporters.ts';
import { summaryLines } from '../../report/table.ts';
import { readLedger } from '../../switch/ledger-file.ts';
import { deliverAll, ownFiles, print } from '../deliver.ts';
import { DEFECTS_FILE, withHistory } from '../history.ts';
import { htmlSources } from '../html-sources.ts';
import { placesOfRoutes } from '../place.ts';
import { selectCases, selectRoutes } from '../select.ts';
import { dryRun } from './dry-run.ts';
import { listChosen } from './list.ts';
import { onSignals } from './signals.ts';

export interface RunOptions extends PlanOptions {
  phase: string[];
  list?: boolean;
  fixtures?: string;
  out: string;
  reporter: string[];
  json?: boolean;
  quiet?: boolean;
  config?: string;
  dryRun?: boolean;
  curl?: boolean;
  ledger?: string;
}

export async function execute(product: Product, suites: readonly string[], options: RunOptions): Promise<number> {
  const config = await loadConfig(options.config);
  const reporters = (options.reporter.length > 0 ? options.reporter : ['table']).map(parseReporter);
  const beside = reporters.find(({ path }) => path === undefined);
  if (options.json && options.reporter.length > 0 && beside)
    throw new ParityError(
      'two-outputs',
      `--json and --reporter ${beside.name}: expected one of them on standard output, found both. Give --reporter ${beside.name}=PATH.`,
    );
  const fixtures = options.fixtures ?? product.files.fixtures;
  const routes = selectRoutes(product.catalog, { routes: options.route, phases: options.phase });
  const chosen = selectCases(await listCases(fixtures), { suites, cases: options.case, fixtures: options.fixtures });
  const cases = routes ? await callingOneOf(product, chosen, routes) : chosen;
  const plan = planRun({
    cases,
    fixtures,
    ownFixtures: options.fixtures !== undefined,
    routes,
    options,
    config,
    random: Math.random(),
  });
  if (options.list) return listChosen(plan.cases, options.json === true);
  if (options.dryRun) return dryRun(product, plan, options, config);

  const ledger = await readLedger(options.ledger ?? product.files.ledger);
  const signals = onSignals();
  const run = createRun(options.out, new Date());
  const folding = newFold({ pages: product.catalog.pages });
  const shown = options.quiet ? undefined : progressLine();
  let judged = 0;
  const tell = (event: RunEvent): void => {
    const kept = run.append(event);
    folding.add(kept);
    shown?.tell(kept);
    if (kept.type === 'case-judged') judged += 1;
  };
  let failure: unknown;
  try {
    const session = { plan, product, options, config, ledger, run, env: process.env, signal: signals.signal };
    for await (const event of runSession(session)) tell(event);
  } catch (error) {
    failure = error;
  } finally {
    signals.done();
    shown?.end();
    run.close();
  }
  // A run that judged nothing and broke leaves nothing behind, but for a backup that is still to be put back.
  if (failure !== undefined && judged === 0) {
    run.discard();
    throw failure;
  }
  const { report, index, changed } = await withHistory(folding.done().report, options.out);
  const { out, ledger: ledgerFile } = options;
  const html = await htmlSources(product, report, {
    run: run.path,
    changed,
    out,
    gate: config.gate,
    ledger: ledgerFile,
  });
  await writeReports(product, report, run, { ...options, html }, reporters);
  await run.write(DEFECTS_FILE, [`${JSON.stringify(index)}\n`]);
  // What was done is written; what stopped it is still an error.
  if (failure !== undefined) throw failure;
  return signals.exitCode() ?? report.totals.exitCode;
}

function progressLine() {
  const { stderr } = process;
  return progress(stderr.isTTY === true, stderr.columns || 80, (text) => stderr.write(text));
}

/** Cases that call one of the routes. */
async function callingOneOf(
  { catalog }: Product,
  refs: Awaited<ReturnType<typeof listCases>>,
  routes: ReadonlySet<string>,
) {
  const { routesOf } = await import('../../recordings/coverage.ts');
  const calls = await Promise.all(refs.map((ref) => routesOf(ref, catalog)));
  return refs.filter((_, i) => calls[i]?.some((name) => routes.has(name)));
}

/** The files of every run, then what was asked for. */
async function writeReports(
  product: Product,
  report: RunReport,
  run: RunFolder,
  options: RunOptions & Pick<RenderOptions, 'html'>,
  reporters: readonly Reporter[],
): Promise<void> {
  // With --json the text of standard output is the report and nothing else.
  const asked = options.json ? [parseReporter('json'), ...reporters.filter((r) => r.path !== undefined)] : reporters;
  const { curl, html } = options;
  await deliverAll(report, ownFiles(run), asked, { curl, html, placeOf: placesOfRoutes(product) });
  if (options.json) return;
  // Whatever else is asked for, the person at the terminal is told how it ended.
  if (reporters.every((r) => r.path !== undefined)) await print(`${summaryLines(report)}\n`);
  await print(`Report: ${run.path}\n`);
}
