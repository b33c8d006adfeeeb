/** `parity record` as a child process, in front of a stand-in that answers what recorded cases say. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Case, RecordedStep } from '../../src/model/case.ts';
import { readFixture } from './cases.ts';
import { CLI, type CliResult } from './cli.ts';
import { serve } from './servers.ts';

export interface Recording {
  url: string;
  into: string;
  /** Ends it, and tells how it ended. */
  end(signal?: NodeJS.Signals): Promise<CliResult>;
}

export async function startRecord(
  to: string,
  args: readonly string[] = [],
  {
    into = mkdtempSync(join(tmpdir(), 'parity-into-')),
    cwd = mkdtempSync(join(tmpdir(), 'parity-cwd-')),
    env = {},
  }: { into?: string; cwd?: string; env?: Record<string, string> } = {},
): Promise<Recording> {
  const all = ['record', '--to', to, '--listen', '127.0.0.1:0', '--into', into, ...args];
  const child = spawn(process.execPath, [CLI, ...all], { cwd, env: { ...process.env, ...env } });
  let [stdout, stderr] = ['', ''];
  const ended = new Promise<CliResult>((done) => child.once('close', (code) => done({ code, stdout, stderr })));
  const url = await new Promise<string>((done, fail) => {
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString('utf8');
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString('utf8');
      const found = /point the app at (\S+)\./.exec(stderr)?.[1];
      if (found) done(found);
    });
    void ended.then((result) => fail(new Error(`it ended: ${result.stderr}`)));
  });
  return {
    url,
    into,
    end(signal = 'SIGINT') {
      child.kill(signal);
      return ended;
    },
  };
}

/** A token of this user; nobody checks its signature. */
export const tokenOf = (uid: string): string =>
  ['{"alg":"none"}', JSON.stringify({ user_id: uid, sub: uid }), 'canary-signature']
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.');

/** Answers each request as these cases recorded it; `first` may answer in their place. */
export async function serveCases(
  cases: readonly Case[],
  first: (req: IncomingMessage, res: ServerResponse) => boolean = () => false,
): Promise<string> {
  const steps = cases.flatMap((recording) => recording.rust);
  return serve((req, res) => {
    if (first(req, res)) return;
    req.resume();
    req.on('end', () => {
      const step = steps.find((s) => s.request.method === req.method && s.request.target === req.url);
      if (!step) return void res.writeHead(404).end('{}');
      res.writeHead(step.answer.status, { 'content-type': 'application/json' });
      res.end(step.answer.body);
    });
  });
}

/** Sends recorded steps as the app does. */
export async function walk(base: string, steps: readonly RecordedStep[], token: string): Promise<number[]> {
  const statuses: number[] = [];
  for (const { request } of steps) {
    const headers = request.headers
      .filter(([name]) => name !== 'authorization')
      .map(([n, v]): [string, string] => [n, v]);
    const answer = await fetch(base + request.target, {
      method: request.method,
      headers: [...headers, ['authorization', `Bearer ${token}`], ['cookie', 'session=canary-cookie']],
      body: request.body === null ? null : new Uint8Array(request.body),
    });
    await answer.arrayBuffer();
    statuses.push(answer.status);
  }
  return statuses;
}

export const fixture = (name: string): Promise<Case> => readFixture(join(import.meta.dirname, '../../fixtures', name));

/** All bytes of all files below a folder. */
export function bytesBelow(folder: string): string {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'latin1'))
    .join('\n');
}
