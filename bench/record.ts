/**
 * What the recording proxy adds: requests in turn directly and through it, as paired differences; and its throughput
 * against a bare proxy. Exits 1 when a promise is missed.
 */
import { fork } from 'node:child_process';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Dispatcher, Pool } from 'undici';

const PAIRS = 600;
const WARM = 100;
const BURST = 1500;
const AT_ONCE = 16;

const agent = new Agent({ keepAlive: true });

function ask(url: string): Promise<number> {
  const start = performance.now();
  return new Promise((done, fail) => {
    request(url, { agent }, (answer) => {
      answer.on('data', () => undefined);
      answer.on('end', () => done(performance.now() - start));
    })
      .on('error', fail)
      .end();
  });
}

const quantile = (values: readonly number[], q: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(q * values.length))] ?? Number.NaN;

async function added(direct: string, through: string): Promise<number[]> {
  const differences: number[] = [];
  for (let i = 0; i < WARM + PAIRS; i++) {
    const first = i % 2 === 0 ? direct : through;
    const one = await ask(first);
    const two = await ask(first === direct ? through : direct);
    if (i >= WARM) differences.push(first === direct ? two - one : one - two);
  }
  return differences;
}

/** Requests per second. */
async function rate(url: string): Promise<number> {
  const start = performance.now();
  let left = BURST;
  const worker = async (): Promise<void> => {
    while (left-- > 0) await ask(url);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return (1000 * BURST) / (performance.now() - start);
}

/** Each in a process of its own, as in use. */
function start(what: string, ...args: string[]): Promise<{ url: string; stop(): void }> {
  const child = fork(import.meta.filename, [what, ...args]);
  return new Promise((done) =>
    child.once('message', (url) => done({ url: String(url), stop: () => void child.kill() })),
  );
}

async function serve(what: string, upstream = ''): Promise<void> {
  if (what === 'record') {
    const { benched } = await import('./recording.ts');
    process.send?.(await benched(upstream));
    return;
  }
  const pool = new Pool(upstream || 'http://127.0.0.1');
  const bodies = new Map([2, 200].map((kb) => [`/${kb}`, Buffer.from(JSON.stringify('x'.repeat(kb * 1024)))]));
  const server = createServer((req, res) => {
    if (what === 'bare') {
      const { method = 'GET', url: path = '/', headers } = req;
      const asked = { method: method as Dispatcher.HttpMethod, path, headers: { accept: headers.accept }, body: req };
      void pool.stream({ ...asked, opaque: res }, ({ statusCode, headers: told }) => res.writeHead(statusCode, told));
      return;
    }
    const body = bodies.get(req.url ?? '') ?? Buffer.alloc(0);
    res.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
    res.end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

async function measure(): Promise<boolean> {
  const backend = await start('backend');
  const [recording, bare] = await Promise.all([start('record', backend.url), start('bare', backend.url)]);
  let kept = true;
  const tell = (text: string, value: number, good: boolean, unit: string): void => {
    kept &&= good;
    console.log(`${good ? 'ok    ' : 'MISSED'} ${text}: ${value.toFixed(2)} ${unit}`);
  };
  for (const kb of [2, 200]) {
    const differences = await added(`${backend.url}/${kb}`, `${recording.url}/${kb}`);
    const [p50, p99] = [quantile(differences, 0.5), quantile(differences, 0.99)];
    tell(`${kb} KB, added at p50 (under 1 ms)`, p50, p50 < 1, 'ms');
    tell(`${kb} KB, added at p99 (under 5 ms)`, p99, p99 < 5, 'ms');
    const own = await added(`${backend.url}/${kb}`, `${bare.url}/${kb}`);
    const both = [quantile(own, 0.5), quantile(own, 0.99)].map((ms) => ms.toFixed(2));
    console.log(`       a bare proxy on this machine: ${both.join(' and ')} ms`);
  }
  await rate(`${bare.url}/2`);
  await rate(`${recording.url}/2`);
  const ratios: number[] = [];
  for (let i = 0; i < 7; i++) ratios.push((await rate(`${recording.url}/2`)) / (await rate(`${bare.url}/2`)));
  const ratio = quantile(ratios, 0.5);
  tell('throughput over that of a bare undici proxy (at least 0.8)', ratio, ratio >= 0.8, 'x');
  for (const one of [backend, recording, bare]) one.stop();
  agent.destroy();
  return kept;
}

const [what, upstream] = process.argv.slice(2);
if (what === undefined) process.exitCode = (await measure()) ? 0 : 1;
else await serve(what, upstream);
