import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer as createProxy, type IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { valueIn, workplace } from '../support/published.ts';
import { type RemoteConfigServer, startRemoteConfig } from '../support/remote-config-server.ts';

const noOpenssl = spawnSync('openssl', ['version']).status !== 0;
const TOKEN = 'ya29.of-the-key-and-of-nobody-else';
const folder = mkdtempSync(join(tmpdir(), 'parity-key-'));
const [keyFile, certificate, account] = ['key.pem', 'cert.pem', 'account.json'].map((f) => join(folder, f)) as [
  string,
  string,
  string,
];

let server: RemoteConfigServer;
let env: Record<string, string>;
const asked: string[] = [];
const closing: (() => void)[] = [];

/** The token service of Google, reached by a proxy that leads every connection here. */
beforeAll(async () => {
  if (noOpenssl) return;
  const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-keyout', keyFile, '-out', certificate];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,DNS:oauth2.googleapis.com'];
  execFileSync('openssl', [...made, ...subject], { stdio: 'ignore' });
  const tls = { key: readFileSync(keyFile, 'utf8'), cert: readFileSync(certificate, 'utf8') };
  const google = createServer(tls, (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ access_token: TOKEN, expires_in: 3600, token_type: 'Bearer' }));
  });
  await new Promise<void>((done) => google.listen(0, '127.0.0.1', done));
  const sockets: Socket[] = [];
  const proxy = createProxy().on('connect', (request: IncomingMessage, socket: Socket) => {
    asked.push(request.url ?? '');
    const there = connect((google.address() as AddressInfo).port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      there.pipe(socket).pipe(there);
    });
    for (const one of [there, socket]) sockets.push(one.on('error', () => undefined) as Socket);
  });
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
  server = await startRemoteConfig({ project: 'demo-of-the-key', token: TOKEN, tls });
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    google.close();
    proxy.close();
  });
  const key = { type: 'service_account', project_id: 'demo-of-the-key', client_email: 'a@example.invalid' };
  writeFileSync(account, JSON.stringify({ ...key, private_key: tls.key }));
  env = {
    GOOGLE_APPLICATION_CREDENTIALS: account,
    GOOGLE_CLOUD_PROJECT: '',
    NODE_EXTRA_CA_CERTS: certificate,
    HTTPS_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    NO_PROXY: '',
  };
});
afterAll(async () => {
  for (const close of closing) close();
  await server?.close();
});

test.skipIf(noOpenssl)('over TLS the token of the key goes out, to the project of the key', async () => {
  const { parity } = await workplace(server.url, { env });
  const { code, stdout, stderr } = await parity('targets', '--publish', 'remote-config');
  expect([code, stdout], stderr).toEqual([0, expect.stringContaining('Remote Config of demo-of-the-key')]);
  expect(asked).toEqual(['oauth2.googleapis.com:443']);
  expect(valueIn(server.current())).toContain('"schemaVersion":1');
});

test.skipIf(noOpenssl)('a token that the service sends back in an error is not shown', async () => {
  server.faults.push((request, response) => {
    const message = `down, you sent ${request.headers.authorization}`;
    response.writeHead(500, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: { code: 500, status: 'INTERNAL', message } }));
    return true;
  });
  const { parity } = await workplace(server.url, { env });
  const { code, stderr } = await parity('targets', '--check', 'remote-config');
  expect([code, stderr]).toEqual([3, expect.stringContaining('down, you sent Bearer [secret]')]);
});

test.skipIf(noOpenssl)('a certificate that nobody vouches for: exit 3, before a token leaves', async () => {
  const before = server.asked.length;
  const { parity } = await workplace(server.url, { env: { ...env, NODE_EXTRA_CA_CERTS: '' } });
  const { code, stderr } = await parity('targets', '--check', 'remote-config');
  expect([code, stderr]).toEqual([3, expect.stringMatching(/self.signed/i)]);
  expect(server.asked.length).toBe(before);
});

test.skipIf(noOpenssl)(
  'a token service that cannot be reached may be reached later: the revert tries again',
  async () => {
    const { parity } = await workplace(server.url, { env: { ...env, HTTPS_PROXY: 'http://127.0.0.1:9' } });
    const { code, stderr } = await parity('revert', '--all', '--publish', 'remote-config');
    expect([code, stderr]).toEqual([3, expect.stringContaining('try 5 of 5 failed')]);
    expect(stderr).toContain('this machine reaches oauth2.googleapis.com');
  },
);

test('a key that cannot sign: exit 2, and nothing of it is shown', async () => {
  const broken = join(folder, 'broken.json');
  const text = '-----BEGIN PRIVATE KEY-----\nbm90IGEga2V5IGF0IGFsbA==\n-----END PRIVATE KEY-----\n';
  const key = { project_id: 'demo-of-the-key', client_email: 'a@example.invalid', private_key: text };
  writeFileSync(broken, JSON.stringify(key));
  const { parity } = await workplace('', { env: { GOOGLE_APPLICATION_CREDENTIALS: broken } });
  const { code, stderr } = await parity('targets', '--publish', 'remote-config');
  expect([code, stderr]).toEqual([2, expect.stringContaining('the one of a@example.invalid cannot')]);
  expect(stderr).not.toContain('bm90IGEg');
});
