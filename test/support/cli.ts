import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { RunReport } from '../../src/model/report.ts';

export const CLI = resolve(import.meta.dirname, '../../dist/bin/cli.js');
/** The same commands for the product of `toy/`. */
export const TOY = resolve(import.meta.dirname, '../../dist/test/support/toy/cli.js');

/** For test backends, which write before they answer: documents need not be watched for long. */
export const QUICK = ['--config', resolve(import.meta.dirname, 'quick.json')];

export interface CliResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface CliOptions {
  env?: Record<string, string>;
  cwd?: string;
  /** Another product's command line. */
  cli?: string;
  /** Called with the process as soon as it runs. */
  started?: (child: ReturnType<typeof spawn>) => void;
}

/** Runs the built command line as a child process. */
export function runCli(
  args: readonly string[],
  { env = {}, cwd, cli = CLI, started }: CliOptions = {},
): Promise<CliResult> {
  const { PARITY_RUST_URL: _, PARITY_PYTHON_URL: __, FORCE_COLOR: ___, ...inherited } = process.env;
  const child = spawn(process.execPath, [cli, ...args], { env: { ...inherited, ...env }, cwd });
  const out: string[] = [];
  const err: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk.toString('utf8')));
  started?.(child);
  return new Promise((done) =>
    child.once('close', (code) => done({ code, stdout: out.join(''), stderr: err.join('') })),
  );
}

export interface RunResult extends CliResult {
  /** The folder that was given with --out. */
  out: string;
  /** Run folders below it. */
  runs: string[];
  report?: RunReport;
}

/** `parity run` with a fresh folder for reports. */
export async function runParity(args: readonly string[], options: CliOptions = {}): Promise<RunResult> {
  const out = mkdtempSync(join(tmpdir(), 'parity-out-'));
  const result = await runCli(['run', ...args, '--out', out], options);
  const runs = readdirSync(out).map((name) => join(out, name));
  const file = runs[0] && join(runs[0], 'report.json');
  try {
    return { ...result, out, runs, report: file ? (JSON.parse(readFileSync(file, 'utf8')) as RunReport) : undefined };
  } catch {
    return { ...result, out, runs };
  }
}

/** Verdicts of a report by `suite/case route`. */
export function verdictsOf(report: RunReport | undefined): Record<string, string> {
  const rows = (report?.suites ?? []).flatMap((s) =>
    s.cases.flatMap((c) => c.routes.map((r) => [`${s.suite}/${c.case} ${r.route}`, r.verdict] as const)),
  );
  return Object.fromEntries(rows);
}
