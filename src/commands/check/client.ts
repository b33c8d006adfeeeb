/** `parity check --client`: the client's Swift sources against what the suites know of its calls. */
import type { Product } from '../../catalog/product.ts';
import { unlistedCalls } from '../../check/check.ts';
import { drift } from '../../check/drift/drift.ts';
import { staleRoutes } from '../../check/drift/stale.ts';
import { ParityError } from '../../errors.ts';
import type { DriftReport } from '../../model/drift.ts';
import { driftView } from '../../report/check/view.ts';
import { print } from '../deliver.ts';
import { placesIn } from '../place.ts';
import { CLIENT_FILE } from '../stored.ts';
import { type CheckOptions, callsOf, keepCheck } from './check.ts';
import { deliverCheck, parseCheckReporter } from './deliver.ts';
import { filesAt } from './git-files.ts';
import { readSources, swiftFiles } from './swift-files.ts';
import { swiftParser } from './swift-parser.ts';
import { proposed } from './write.ts';

/** 0 nothing differs, 1 something does. */
export async function checkClient(
  product: Product,
  modules: readonly string[],
  paths: readonly string[],
  options: CheckOptions,
): Promise<number> {
  for (const other of ['openapi', 'against', 'printClient'] as const)
    if (options[other] !== undefined)
      throw new ParityError(
        'one-check',
        `check: --client and --${other === 'printClient' ? 'print-client' : other} are two checks: run them one after the other.`,
      );
  const reporters = (options.reporter ?? ['table']).map(parseCheckReporter);
  const known = await callsOf(product, modules, unlistedCalls);
  const files = swiftFiles(paths);
  const before = options.since === undefined ? undefined : filesAt(paths, options.since);
  const parse = await swiftParser();
  const sources = readSources(files, parse);
  if (sources.calls.length === 0 && sources.unread.length === 0)
    throw new ParityError(
      'no-calls',
      `--client ${paths.join(', ')}: expected sources of the client, found none that makes a call of a path like v1/….`,
    );
  const placeOf = placesIn(product.files.facts);
  const found = drift({
    sources,
    known,
    some: modules.length > 0,
    placeOf: ({ call, module }) => placeOf({ route: call.route, module }),
  });
  const report: DriftReport = {
    version: 1,
    madeAt: new Date().toISOString(),
    sources: {
      paths: [...paths],
      files: sources.files,
      types: sources.types,
      ...(before ? { since: before.commit } : {}),
    },
    modules: [...modules],
    ...found,
    stale: before ? staleRoutes(readSources(before.files, parse).calls, sources.calls, known) : [],
    exitCode: found.findings.length > 0 ? 1 : 0,
  };
  // Some modules, or some files, say nothing of the others; the newest of all modules is the gate's.
  if (modules.length === 0) keepCheck(options.out, CLIENT_FILE, report);
  if (!options.write) await deliverCheck(report, driftView(report), reporters);
  else {
    const { patch, left } = await proposed(product, known, sources.calls);
    await print(patch);
    for (const one of left) process.stderr.write(`to be written by hand: ${one}\n`);
  }
  return report.exitCode;
}
