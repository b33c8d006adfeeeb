/**
 * Speed as ratios, from one run: (a) a live run of 1,000 cases against a bare undici loop that sends the same
 * requests, (b) comparing one differing pair against parsing it, (c) `parity --help` against `node -e 0`.
 */
import { fork, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'undici';
import { decode } from '../src/client/decode.ts';
import { newClock } from '../src/compare/clock.ts';
import { newKnowledge } from '../src/compare/equality.ts';
import { newIdentity } from '../src/compare/identity.ts';
import { compareValues } from '../src/compare/values.ts';
import { packageRoot } from '../src/package.ts';
import { catalog } from '../suites/catalog.ts';
import { bodyOf } from './bodies.ts';

const CASES = 1000;
const CLI = join(packageRoot(), 'dist', 'bin', 'cli.js');
const target = (i: number): string => `/v1/conversations?limit=50&offset=${i}&include_discarded=false`;

/** A tree of cases; each is one read, with Rust's recorded answer. */
function writeCases(bytes: number): string {
  const root = mkdtempSync(join(tmpdir(), 'parity-bench-'));
  for (let i = 0; i < CASES; i++) {
    const folder = join(root, 'conversations', `case-${String(i).padStart(4, '0')}`);
    mkdirSync(folder, { recursive: true });
    const text = bodyOf(i, bytes, 'rust').toString('utf8');
    const entry = {
      startedDateTime: '2026-11-24T01:56:12.224Z',
      time: 1,
      comment: 'list',
      request: {
        method: 'GET',
        url: `http://rust.invalid${target(i)}`,
        headers: [{ name: 'authorization', value: 'Bearer REDACTED' }],
      },
      response: { status: 200, headers: [], content: { size: text.length, mimeType: 'application/json', text } },
    };
    writeFileSync(join(folder, 'rust.har'), JSON.stringify({ log: { version: '1.2', creator: {}, entries: [entry] } }));
    writeFileSync(join(folder, 'case.json'), '{"note":"generated","recordedAt":"2026-11-24T01:56:12.224Z"}');
    writeFileSync(join(folder, 'world.json'), '{"documents":{}}');
  }
  return root;
}

async function bareLoop(ports: readonly number[]): Promise<number> {
  const pools = ports.map((port) => new Pool(`http://127.0.0.1:${port}`, { connections: 1, pipelining: 1 }));
  const start = performance.now();
  for (let i = 0; i < CASES; i++) {
    for (const pool of pools) {
      const { body } = await pool.request({ method: 'GET', path: target(i) });
      await body.arrayBuffer();
    }
  }
  const ms = performance.now() - start;
  await Promise.all(pools.map((p) => p.close()));
  return ms;
}

function parityRun(fixtures: string, ports: readonly number[]): number {
  const out = mkdtempSync(join(tmpdir(), 'parity-bench-out-'));
  const args = [
    'run',
    '--fixtures',
    fixtures,
    '--out',
    out,
    '--quiet',
    '--rust',
    `http://127.0.0.1:${ports[0]}`,
    '--python',
    `http://127.0.0.1:${ports[1]}`,
  ];
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const ms = performance.now() - start;
  if (status !== 1) throw new Error(`parity exited ${status}: ${stderr}`);
  rmSync(out, { recursive: true, force: true });
  return ms;
}

async function liveRatio(bytes: number): Promise<string> {
  const fixtures = writeCases(bytes);
  const server = fork(new URL('./server.js', import.meta.url), [String(CASES), String(bytes)]);
  const ports = await new Promise<number[]>((done) => server.once('message', (m) => done(m as number[])));
  await bareLoop(ports);
  const bare = [await bareLoop(ports), await bareLoop(ports)];
  const parity = [parityRun(fixtures, ports), parityRun(fixtures, ports)];
  server.kill();
  rmSync(fixtures, { recursive: true, force: true });
  const [a, b] = [Math.min(...parity), Math.min(...bare)];
  return `${(a / b).toFixed(2)} (parity ${Math.round(a)} ms, bare loop ${Math.round(b)} ms)`;
}

/** Median time of a call in milliseconds. */
function timed(work: () => unknown, n = 200): number {
  for (let i = 0; i < 50; i++) work();
  const times = Array.from({ length: n }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return times.sort((x, y) => x - y)[n >> 1] as number;
}

function compareRatio(): string {
  const [rust, python] = [bodyOf(20, 200_000, 'rust'), bodyOf(20, 200_000, 'python')];
  const how = catalog.find('GET', '/v1/conversations')?.route.decoder;
  if (!how) throw new Error('no decoder');
  const whole = timed(() => {
    const [a, b] = [decode(how, rust), decode(how, python)];
    if (!a.ok || !b.ok) throw new Error('does not decode');
    const window = { from: 0, to: 0 };
    const eq = newKnowledge(newIdentity(), newClock({ rust: [window], python: [window] }));
    if (compareValues(how.shape, a.value, b.value, eq).differences.length !== 1)
      throw new Error('one difference was expected');
  });
  const parse = timed(() => [JSON.parse(rust.toString('utf8')), JSON.parse(python.toString('utf8'))]);
  return `${(whole / parse).toFixed(2)} (compare ${whole.toFixed(2)} ms, parse ${parse.toFixed(2)} ms)`;
}

function helpRatio(): string {
  const run = (args: string[]): number => {
    const start = performance.now();
    spawnSync(process.execPath, args);
    return performance.now() - start;
  };
  const median = (args: string[]): number =>
    Array.from({ length: 15 }, () => run(args)).sort((x, y) => x - y)[7] as number;
  const [help, node] = [median([CLI, '--help']), median(['-e', '0'])];
  return `${(help / node).toFixed(2)} (help ${Math.round(help)} ms, node ${Math.round(node)} ms)`;
}

console.log(`(a) 2 KB, at most 2:     ${await liveRatio(2_000)}`);
console.log(`(a) 200 KB, at most 3:   ${await liveRatio(200_000)}`);
console.log(`(b) compare, at most 2.5: ${compareRatio()}`);
console.log(`(c) --help, at most 2:   ${helpRatio()}`);
