import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { runParity, verdictsOf } from '../support/cli.ts';

const CASE = ['folders', '--case', 'first-look', '--quiet'];
const ROUTE = 'folders/first-look GET /v1/folders';

async function against(handler: RequestListener, ...more: string[]) {
  const server = createServer(handler);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const result = await runParity([...CASE, '--python', url, ...more]);
  server.closeAllConnections();
  server.close();
  return { ...result, verdict: verdictsOf(result.report)[ROUTE] };
}

const body =
  (bytes: Buffer | string, type = 'application/json', status = 200): RequestListener =>
  (_, response) => {
    response.writeHead(status, { 'content-type': type });
    response.end(bytes);
  };

test('refused connection: an error, exit 3', async () => {
  const { code, stdout, report } = await runParity([...CASE, '--python', 'http://127.0.0.1:9']);
  expect(code).toBe(3);
  expect(verdictsOf(report)[ROUTE]).toBe('error');
  expect(stdout).toContain('connection refused');
});

test('a server that hangs', async () => {
  const { code, stdout, verdict } = await against(() => undefined, '--timeout', '300');
  expect([code, verdict]).toEqual([3, 'error']);
  expect(stdout).toContain('no whole answer within 300 ms');
});

test('a reset in the middle of a body', async () => {
  const { code, verdict } = await against((_, response) => {
    response.writeHead(200, { 'content-length': 1000 });
    response.write('[{');
    setTimeout(() => response.destroy(), 30);
  });
  expect([code, verdict]).toEqual([3, 'error']);
});

describe('answers that the client cannot use are breaking', () => {
  test.each([
    ['500 to everything', body('oops', 'text/plain', 500)],
    ['HTML', body('<html>Bad gateway</html>', 'text/html')],
    ['invalid UTF-8', body(Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x5d]))],
    ['an empty body', body('')],
  ])('%s', async (_, handler) => {
    const { code, verdict } = await against(handler);
    expect([code, verdict]).toEqual([1, 'breaking']);
  });
});

test('a body of 50 MB is read', async () => {
  const { code, verdict } = await against((_, response) => {
    response.writeHead(200);
    response.write('[');
    for (let i = 0; i < 50; i++) response.write(Buffer.alloc(1024 * 1024, ' '));
    response.end(']');
  });
  // The account has no folders: an empty list is Rust's answer, too.
  expect([code, verdict]).toEqual([0, 'equal']);
});

test('a key written twice with unlike values is a note', async () => {
  const { report } = await against(body('[{"id":"a","id":"b","name":"x"}]'));
  expect(report?.suites[0]?.cases[0]?.notes.map((n) => n.kind)).toContain('duplicate-key');
});

test('a compressed answer is unpacked', async () => {
  const { verdict } = await against((_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/json' });
    response.end(gzipSync('[]'));
  });
  expect(verdict).toBe('equal');
});
