/** A `redis-server` of its own on a free loopback port, where the program is installed. */
import { execFileSync, spawn } from 'node:child_process';
import { type AddressInfo, createServer } from 'node:net';
import { createClient } from 'redis';

export function redisInstalled(): boolean {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** For the title of tests that are skipped. */
export const NO_REDIS = 'skipped where redis-server is not installed';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

export async function startRedis(password?: string): Promise<{ url: string; close(): Promise<void> }> {
  const port = await freePort();
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = spawn('redis-server', [...options, ...(password ? ['--requirepass', password] : [])]);
  await new Promise<void>((done, fail) => {
    child.once('exit', () => fail(new Error('redis-server ended before it was ready')));
    child.stdout.on('data', (text: Buffer) => text.includes('Ready to accept connections') && done());
  });
  return {
    url: `redis://${password ? `:${password}@` : ''}127.0.0.1:${port}`,
    close: () =>
      new Promise((done) => {
        child.removeAllListeners('exit');
        child.once('exit', () => done());
        child.kill();
      }),
  };
}

export async function connectRedis(url: string) {
  const client = createClient({ url });
  await client.connect();
  return client;
}
export type RedisClient = Awaited<ReturnType<typeof connectRedis>>;
