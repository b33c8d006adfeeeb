/** `parity run`: options in, a judged run out. */
import { join } from 'node:path';
import { catalog } from '../../../suites/catalog.ts';
import { loadConfig } from '../../config/load.ts';
import { packageRoot } from '../../package.ts';
import { listCases } from '../../recordings/tree.ts';
import type { RunOptions } from '../run.ts';
import { runCases } from './pipeline.ts';
import { selectCases, selectRoutes } from './select.ts';
import { closeSides, openSides } from './sides.ts';
import { newSpool } from './spool.ts';

export async function execute(suites: readonly string[], options: RunOptions): Promise<number> {
  const config = await loadConfig();
  const all = await listCases(options.fixtures ?? join(packageRoot(), 'fixtures'));
  const refs = selectCases(all, { suites, cases: options.case });
  selectRoutes(catalog, { routes: options.route, phases: options.phase });
  const concurrency = options.concurrency ?? config.limits.concurrency;
  const sides = await openSides({
    urls: { rust: options.rust, python: options.python },
    timeoutMs: options.timeout ?? config.limits.timeoutMs,
    concurrency,
    allowedHosts: config.allow.hosts,
  });
  try {
    const spool = newSpool(join(options.out, 'bodies'));
    for await (const { result } of runCases(refs, {
      catalog,
      sides,
      concurrency,
      spool,
      signal: new AbortController().signal,
    })) {
      for (const route of result.routes) console.log(result.suite, result.case, route.route, route.verdict);
    }
  } finally {
    await closeSides(sides);
  }
  return 0;
}
