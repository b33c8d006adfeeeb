import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listCases } from '../../src/recordings/tree.ts';
import { readFixture } from '../support/cases.ts';
import { startRecord } from '../support/recording.ts';

const noOpenssl = spawnSync('openssl', ['version']).status !== 0;
const folder = mkdtempSync(join(tmpdir(), 'parity-tls-'));
const certificate = join(folder, 'cert.pem');
let close = (): void => undefined;
let backend = '';

beforeAll(async () => {
  if (noOpenssl) return;
  const key = join(folder, 'key.pem');
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-keyout', key, '-out', certificate];
  execFileSync('openssl', [...made, ...subject], { stdio: 'ignore' });
  const server = createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (req, res) => {
    res
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify([{ id: req.headers.host, name: 'a' }]));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  backend = `https://localhost:${(server.address() as AddressInfo).port}`;
  close = () => void server.close();
});
afterAll(() => close());

test.skipIf(noOpenssl)('the app speaks plain HTTP here, the backend is asked over TLS', async () => {
  const recording = await startRecord(backend, [], { env: { NODE_EXTRA_CA_CERTS: certificate } });
  const answer = await fetch(`${recording.url}/v1/folders`);
  expect(await answer.json()).toEqual([{ id: new URL(backend).host, name: 'a' }]);
  const { code, stderr } = await recording.end();
  expect(code, stderr).toBe(130);
  const [only] = await listCases(recording.into);
  const { rust } = await readFixture(only?.folder ?? '');
  expect(rust.map((s) => [s.request.target, s.answer.status])).toEqual([['/v1/folders', 200]]);
});

test.skipIf(noOpenssl)('a certificate that nobody vouches for is not accepted: 502 with the reason', async () => {
  const recording = await startRecord(backend);
  const answer = await fetch(`${recording.url}/v1/folders`);
  expect([answer.status, await answer.text()]).toEqual([502, expect.stringContaining('SELF_SIGNED')]);
  await recording.end();
});
