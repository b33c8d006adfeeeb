/** Steps of a workflow, or of a composite action, run in their order as the runner would: bash, its variables, `if`. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

const ROOT = resolve(import.meta.dirname, '../..');

export interface Step {
  name?: string;
  uses?: string;
  with?: Record<string, string>;
  if?: string;
  run?: string;
  env?: Record<string, string>;
  shell?: string;
}

export const readYaml = <T>(file: string): T => parse(readFileSync(join(ROOT, file), 'utf8')) as T;

export interface Ran {
  name: string;
  code: number | null;
  output: string;
}

export interface Runner {
  cwd: string;
  /** What the runner sets: GITHUB_…; the summary of all steps is one file here. */
  env: Record<string, string>;
  /** `github.event_name`, `runner.temp`, … */
  contexts: Record<string, string>;
  summary: string;
}

export function newRunner(cwd: string, contexts: Record<string, string>, env: Record<string, string> = {}): Runner {
  const temp = mkdtempSync(join(tmpdir(), 'parity-runner-'));
  const summary = join(temp, 'summary.md');
  writeFileSync(summary, '');
  // npx would first install the checkout into its cache.
  mkdirSync(join(temp, 'bin'));
  writeFileSync(join(temp, 'bin/npx'), '#!/bin/sh\nshift\nexec node dist/bin/cli.js "$@"\n', { mode: 0o755 });
  return {
    cwd,
    summary,
    env: {
      ...env,
      GITHUB_ACTIONS: 'true',
      GITHUB_STEP_SUMMARY: summary,
      RUNNER_TEMP: temp,
      GITHUB_ACTION_PATH: cwd,
      CI: 'true',
    },
    contexts: { 'runner.temp': temp, ...contexts },
  };
}

/** Runs the steps until one fails; afterwards only those with `always()` or `failure()`. `skip`: not to be run here. */
export async function runSteps(runner: Runner, steps: readonly Step[], skip: readonly string[] = []): Promise<Ran[]> {
  const ran: Ran[] = [];
  let failed = false;
  for (const step of steps) {
    if (step.run === undefined || skip.includes(step.name ?? '')) continue;
    if (!wanted(step.if, failed, runner.contexts)) continue;
    const one = await runStep(runner, step);
    ran.push(one);
    failed ||= one.code !== 0;
  }
  return ran;
}

function wanted(condition: string | undefined, failed: boolean, contexts: Record<string, string>): boolean {
  if (condition === undefined) return !failed;
  if (condition === 'always()') return true;
  if (condition === 'failure() || cancelled()') return failed;
  const parts = condition.split('&&').map((part) => part.trim());
  const always = parts.includes('always()');
  return (always || !failed) && parts.every((part) => part === 'always()' || holds(part, contexts));
}

function holds(part: string, contexts: Record<string, string>): boolean {
  const found = /^([\w.-]+) (==|!=) '([^']*)'$/.exec(part);
  if (!found) throw new Error(`a condition that this test cannot read: ${part}`);
  const [, name = '', operator, value] = found;
  return (contextOf(name, contexts) === value) === (operator === '==');
}

function contextOf(name: string, contexts: Record<string, string>): string {
  const value = contexts[name];
  if (value === undefined) throw new Error(`a context that this test does not know: ${name}`);
  return value;
}

export const filled = (text: string, contexts: Record<string, string>): string =>
  text.replace(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (_, name: string) => contextOf(name, contexts));

function runStep({ cwd, env, contexts }: Runner, step: Step): Promise<Ran> {
  const own = Object.fromEntries(Object.entries(step.env ?? {}).map(([k, v]) => [k, filled(String(v), contexts)]));
  // As the runner starts bash: where a command fails, the step ends.
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', filled(step.run ?? '', contexts)], {
    cwd,
    env: { PATH: `${contexts['runner.temp']}/bin:${process.env.PATH}`, HOME: process.env.HOME, ...env, ...own },
  });
  const parts: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => parts.push(part));
  child.stderr.on('data', (part: Buffer) => parts.push(part));
  return new Promise((done) =>
    child.once('close', (code) => done({ name: step.name ?? '', code, output: Buffer.concat(parts).toString('utf8') })),
  );
}
