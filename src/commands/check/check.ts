/** `parity check`: read the document, hold every call against it, deliver. */
import { join } from 'node:path';
import { z } from 'zod';
import type { Catalog } from '../../catalog/catalog.ts';
import { referenceRouteSchema } from '../../catalog/client-call.ts';
import type { Product } from '../../catalog/product.ts';
import { droppedBefore } from '../../check/against.ts';
import { type Checked, check, type KnownCall, knownCalls } from '../../check/check.ts';
import { clientDocument } from '../../check/client-document.ts';
import { loadConfig } from '../../config/load.ts';
import { checkHost } from '../../engine/hosts.ts';
import { ParityError } from '../../errors.ts';
import { makeFolder, notWritten, writeWhole } from '../../files.ts';
import type { CheckReport } from '../../model/check.ts';
import { readJsonFile } from '../../recordings/read-file.ts';
import { checkView } from '../../report/check/view.ts';
import { readLedger } from '../../switch/ledger-file.ts';
import { readClientCalls } from '../client-calls.ts';
import { print } from '../deliver.ts';
import { placesIn } from '../place.ts';
import { chosen } from '../select.ts';
import { CHECK_FILE } from '../stored.ts';
import { acceptedChecks, idleEntries } from './accepted.ts';
import { deliverCheck, parseCheckReporter } from './deliver.ts';
import { type Loaded, loadDocument, shownSource, toldBroken } from './document-file.ts';

export interface CheckOptions {
  openapi?: string;
  client?: string[];
  since?: string;
  write?: boolean;
  against?: 'rust';
  printClient?: boolean;
  reporter?: string[];
  out: string;
  ledger?: string;
  config?: string;
  allowHost?: string[];
}

/** 0 nothing that is not accepted, 1 findings. */
export async function checkCalls(product: Product, modules: readonly string[], options: CheckOptions): Promise<number> {
  for (const only of ['since', 'write'] as const)
    if (options[only] !== undefined)
      throw new ParityError('no-client', `check: --${only} is for --client, with the client’s Swift sources.`);
  const reporters = (options.reporter ?? ['table']).map(parseCheckReporter);
  const calls = await callsOf(product, modules);
  if (options.printClient) {
    await print(`${JSON.stringify(clientDocument(calls), null, 2)}\n`);
    return 0;
  }
  const source = options.openapi;
  if (source === undefined)
    throw new ParityError(
      'no-openapi',
      'check: expected --openapi with a file or an address (FastAPI serves its document at /openapi.json), or --client with the client’s Swift sources.',
    );
  const config = await loadConfig(options.config);
  const hosts = [...config.allow.hosts, ...(options.allowHost ?? [])];
  const document = await loadDocument(source, (url) => checkHost('--openapi', url, hosts));
  const found = held(calls, document, product, source);
  const entries = await readLedger(options.ledger ?? product.files.ledger);
  const before = options.against && droppedBefore(await referenceOf(product));
  const madeAt = new Date().toISOString();
  const findings = acceptedChecks(found.findings, entries, madeAt);
  const left = before ? findings.filter((f) => !before(f)) : findings;
  const report: CheckReport = {
    version: 1,
    madeAt,
    document: {
      source: shownSource(source),
      sha256: document.sha256,
      operations: document.operations.length,
    },
    modules: [...modules],
    ...(options.against ? { against: options.against } : {}),
    ...found,
    findings: left,
    ledgerProblems: modules.length === 0 ? idleEntries(findings, entries, madeAt) : [],
    alike: before ? findings.filter(before) : [],
    exitCode: left.some((f) => f.accepted === undefined) ? 1 : 0,
  };
  // A check of some modules says nothing of the others.
  if (modules.length === 0) keepCheck(options.out, CHECK_FILE, report);
  await deliverCheck(report, checkView(report), reporters);
  return report.exitCode;
}

function held(
  calls: readonly KnownCall[],
  { operations, sendsDefaults }: Loaded,
  product: Product,
  source: string,
): Checked {
  const { clientHeaders } = product;
  try {
    const placeOf = placesIn(product.files.facts);
    return check({
      calls,
      operations,
      clientHeaders,
      sendsDefaults,
      placeOf: ({ call, module }) => placeOf({ route: call.route, module }),
    });
  } catch (cause) {
    throw toldBroken(shownSource(source), cause);
  }
}

/** `also`: more calls than those of the list. */
export async function callsOf(
  product: Product,
  modules: readonly string[],
  also: (calls: readonly KnownCall[], catalog: Catalog) => KnownCall[] = () => [],
): Promise<KnownCall[]> {
  const listed = knownCalls(await readClientCalls(product.files.facts), product.catalog);
  const known = [...listed, ...also(listed, product.catalog)];
  if (modules.length === 0) return known;
  const wanted = chosen(modules, [...new Set(known.map((k) => k.module))], 'module');
  return known.filter(({ module }) => wanted.has(module));
}

const referenceOf = (product: Product) =>
  readJsonFile(
    join(product.files.facts, 'rust-routes.json'),
    z.array(referenceRouteSchema),
    'a list of the reference’s routes',
  );

/** The newest of its kind, for the gate. */
export function keepCheck(out: string, name: string, report: object): void {
  const file = join(out, name);
  try {
    makeFolder(out);
    writeWhole(file, `${JSON.stringify(report, null, 2)}\n`);
  } catch (error) {
    throw notWritten(file, error);
  }
}
