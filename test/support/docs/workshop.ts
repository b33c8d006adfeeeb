/** A working folder with a copy of parity and its recordings, in which the commands of a page are run as a reader runs them. */
import { spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openFirestore } from '../../../src/state/firestore.ts';
import { startAuth } from '../auth-server.ts';
import { readFixture } from '../cases.ts';
import type { CliResult } from '../cli.ts';
import { startFirestore } from '../firestore-server.ts';
import { type RecordedBackend, startBackend } from '../recorded-backend.ts';
import type { Page } from './pages.ts';

const root = resolve(import.meta.dirname, '../../..');

/** Addresses that pages name, and who answers there. */
const ADDRESS = /127\.0\.0\.1:(8080|8000|8085|9099|8787)/g;

export interface Started {
  result: Promise<CliResult>;
  /** Resolves when it says something on standard error. */
  says: Promise<void>;
  stop(): void;
}

export interface Workshop {
  start(line: string): Promise<Started>;
  close(): Promise<void>;
}

export async function openWorkshop(page: Page): Promise<Workshop> {
  const folder = mkdtempSync(join(tmpdir(), 'parity-docs-'));
  for (const part of ['dist/bin', 'dist/grammars', 'dist/html', 'fixtures', 'schemas', 'package.json', 'README.md'])
    cpSync(join(root, part), join(folder, part), { recursive: true });
  cpSync(join(root, 'suites'), join(folder, 'suites'), { recursive: true, filter: (file) => !file.endsWith('.ts') });
  for (const { name, text } of page.files) writeFileSync(join(folder, name), text);
  const bin = join(folder, '.bin');
  mkdirSync(bin);
  // What npx does in a checkout, without asking a registry.
  writeFileSync(
    join(bin, 'npx'),
    `#!/bin/sh\n[ "$1" = parity ] || exit 97\nshift\nexec "${process.execPath}" "${join(folder, 'dist/bin/cli.js')}" "$@"\n`,
  );
  chmodSync(join(bin, 'npx'), 0o755);

  const there = await services(page);
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env))
    if (value !== undefined && !/^(PARITY_|FIRE|GOOGLE_|FORCE_COLOR|GITHUB_)/.test(name)) env[name] = value;
  env.PATH = `${bin}:${env.PATH}`;
  env.COLUMNS = '100';

  return {
    async start(line) {
      const here = there.addressed(inThirtyDays(line));
      const [, name, value = ''] = /^export (\w+)=(.*)$/.exec(here) ?? [];
      if (name !== undefined) env[name] = value.replace(/^(['"])(.*)\1$/, '$2');
      await there.use(line, folder);
      return run(here, { cwd: folder, env, back: there.back });
    },
    async close() {
      await there.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Entries of the ledger end: a day that pages name is always one to come. */
const inThirtyDays = (line: string): string =>
  line.replace(/(?<=--until )\S+/, new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10));

function run(
  line: string,
  { cwd, env, back }: { cwd: string; env: Record<string, string>; back: (text: string) => string },
): Started {
  // A group of its own, so that Ctrl-C reaches what the shell started.
  const child = spawn('bash', ['-c', line], { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  const clean = (text: string): string => back(text).replaceAll(`${cwd}/`, '');
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString('utf8');
  });
  const says = new Promise<void>((done) => {
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString('utf8');
      done();
    });
    child.once('close', () => done());
  });
  const result = new Promise<CliResult>((done) =>
    child.once('close', (code) => done({ code, stdout: clean(stdout), stderr: clean(stderr) })),
  );
  return { result, says, stop: () => void process.kill(-(child.pid as number), 'SIGINT') };
}

async function freePort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return `127.0.0.1:${port}`;
}

/** The servers that a page names, and only these. */
async function services({ text }: Page) {
  const named = new Set([...text.matchAll(ADDRESS)].map(([, port]) => port));
  const at = new Map<string, string>();
  const close: (() => Promise<unknown>)[] = [];
  const backends: RecordedBackend[] = [];
  const store = named.has('8085') ? await startFirestore() : undefined;
  const firestore = store && openFirestore({ project: 'demo-parity', emulatorHost: store.host });
  if (store && firestore) {
    at.set('127.0.0.1:8085', store.host);
    close.push(() => firestore.close().then(() => store.close()));
  }
  if (named.has('9099')) {
    const auth = await startAuth();
    at.set('127.0.0.1:9099', auth.host);
    close.push(() => auth.close());
  }
  for (const [port, side] of [
    ['8080', 'rust'],
    ['8000', 'python'],
  ] as const) {
    if (!named.has(port)) continue;
    const backend = await startBackend({ side, ...(firestore ? { firestore } : {}) });
    at.set(`127.0.0.1:${port}`, backend.url.slice('http://'.length));
    backends.push(backend);
    close.unshift(() => backend.close());
  }
  if (named.has('8787')) at.set('127.0.0.1:8787', await freePort());
  return {
    addressed: (line: string): string => line.replace(ADDRESS, (address) => at.get(address) ?? address),
    back: (printed: string): string => [...at].reduce((t, [address, real]) => t.replaceAll(real, address), printed),
    /** The backends answer the case that a line names, else one in which the app looks at its list. */
    async use(line: string, folder: string): Promise<void> {
      const [, suite = 'folders', name = 'life-of-a-folder'] = /parity run (\S+) --case (\S+)/.exec(line) ?? [];
      const recording = backends.length > 0 ? await readFixture(join(folder, 'fixtures', suite, name)) : undefined;
      for (const backend of backends) if (recording) backend.use(recording);
    },
    close: async (): Promise<void> => {
      for (const one of close) await one();
    },
  };
}
