import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { CANARIES, exchange, formsOf, opened, SECRET } from '../support/canaries.ts';
import { runCli } from '../support/cli.ts';
import { bytesBelow, startRecord } from '../support/recording.ts';
import { closeServers, serve } from '../support/servers.ts';

afterEach(closeServers);

/** All that the process may write to lies below: cases, working folder, temporary files. */
function place() {
  const root = mkdtempSync(join(tmpdir(), 'parity-canaries-'));
  for (const name of ['into', 'cwd', 'tmp']) mkdirSync(join(root, name));
  return { root, into: join(root, 'into'), cwd: join(root, 'cwd'), env: { TMPDIR: join(root, 'tmp') } };
}

function expectNone(root: string): string {
  const bytes = bytesBelow(root);
  const text = opened(bytes);
  for (const [name, , canary] of CANARIES) for (const form of formsOf(canary)) expect(text, name).not.toContain(form);
  return bytes;
}

const of = (req: IncomingMessage) => CANARIES[Number(req.headers['x-canary'])]?.[1] ?? {};

function answer(req: IncomingMessage, res: ServerResponse): void {
  const { answer: told } = exchange(of(req));
  req.resume().on('end', () => res.writeHead(told.status, told.headers.flat()).end(told.body));
}

async function sendAll(url: string): Promise<void> {
  for (const [i, [, seen]] of CANARIES.entries()) {
    const { request } = exchange(seen);
    const sent = await fetch(url + request.target, {
      method: request.method,
      headers: [...request.headers, ['x-canary', String(i)]],
      body: request.body && new Uint8Array(request.body),
      redirect: 'manual',
    });
    await sent.arrayBuffer();
  }
}

test(`${CANARIES.length} canaries go through a recording: none is on any disk, and equal values stay equal`, async () => {
  const { root, ...at } = place();
  const recording = await startRecord(await serve(answer), [], at);
  await sendAll(recording.url);
  await wait(300);
  // The case is still under way: this is the journal.
  expect(expectNone(root)).toContain('"traffic"');
  const { code, stderr, stdout } = await recording.end();
  expect(code, stderr).toBe(130);
  for (const form of formsOf(SECRET)) expect(stdout + stderr).not.toContain(form);
  const bytes = expectNone(root);
  // The password of many exchanges is one stand-in everywhere.
  const stands = [
    ...opened(bytes).matchAll(
      /(?:password|secret|apiKey|access_token|refreshToken|api_key)[\\":\s]+(REDACTED-[a-f0-9]{12})/g,
    ),
  ];
  expect(stands.length).toBeGreaterThan(5);
  expect(new Set(stands.map(([, stand]) => stand)).size).toBe(1);
});

test('killed in the middle of bodies: nothing of them is on any disk, and the next recording writes none either', async () => {
  const { root, ...at } = place();
  const half = `{"password":"${SECRET}","half":"`;
  const recording = await startRecord(
    await serve((req, res) => {
      if (req.url !== '/v1/half') return answer(req, res);
      res.writeHead(200, { 'content-type': 'application/json', 'content-length': '100000' });
      res.write(half);
    }),
    [],
    at,
  );
  await sendAll(recording.url);
  const { hostname, port } = new URL(recording.url);
  const head = (method: string, more = '') => `${method} /v1/half HTTP/1.1\r\nHost: app\r\n${more}\r\n`;
  const requests = [head('POST', 'Content-Type: application/json\r\nContent-Length: 100000\r\n') + half, head('GET')];
  const sockets = requests.map((text) => {
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined).write(text);
    return socket;
  });
  await wait(900);
  expect((await recording.end('SIGKILL')).code).toBeNull();
  expectNone(root);
  const next = await startRecord('http://127.0.0.1:9', [], at);
  const { stderr } = await next.end();
  expect(Number(/into\/.*: (\d+) steps/.exec(stderr)?.[1])).toBeGreaterThan(30);
  expectNone(root);
  for (const socket of sockets) socket.destroy();
});

test('none of them comes in with a HAR', async () => {
  const { root, into, cwd, env } = place();
  delete process.env.PARITY_REDACTION_KEY;
  const nameValue = ([name, value]: readonly [string, string]) => ({ name, value });
  const entries = CANARIES.map(([, seen], i) => {
    const { request, answer: told } = exchange(seen);
    return {
      startedDateTime: new Date(Date.UTC(2026, 10, 25) + i * 1000).toISOString(),
      time: 1,
      request: {
        method: request.method,
        url: `https://jane:${SECRET}@api.somewhere.dev${request.target}`,
        headers: request.headers.map(nameValue),
        ...(request.body ? { postData: { text: request.body.toString('base64'), _encoding: 'base64' } } : {}),
      },
      response: {
        status: told.status,
        headers: told.headers.map(nameValue),
        content: { text: told.body.toString('base64'), encoding: 'base64' },
      },
    };
  });
  const file = join(mkdtempSync(join(tmpdir(), 'parity-given-')), 'given.har');
  writeFileSync(file, JSON.stringify({ log: { version: '1.2', entries } }));
  const { code, stdout, stderr } = await runCli(['import', file, '--into', into], { cwd, env });
  expect([code, stderr]).toEqual([0, expect.stringMatching(/^Made \.parity\/redaction\.key.*\n$/)]);
  expect(bytesBelow(into)).toContain('REDACTED-');
  expectNone(root);
  for (const form of formsOf(SECRET)) expect(stdout).not.toContain(form);
});
