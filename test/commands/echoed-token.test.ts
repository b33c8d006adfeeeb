import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { unsignedToken } from '../support/auth-server.ts';
import { runCli, runParity } from '../support/cli.ts';

const signature = Buffer.from('a signature that nobody checks, of some length').toString('base64url');
const token = `${unsignedToken('parity-user-1', 3600, { canary: 'c4n4ry' })}${signature}`;
const payload = token.split('.')[1] as string;

let close = (): void => undefined;
afterEach(() => close());

async function serve(handler: RequestListener): Promise<string> {
  const server = createServer(handler);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  close = () => {
    server.closeAllConnections();
    server.close();
  };
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** What stands in a text of twelve letters in a row of the payload or the signature. */
function leaksIn(text: string): string[] {
  return [payload, signature].flatMap((part) =>
    Array.from({ length: part.length - 11 }, (_, at) => part.slice(at, at + 12)).filter((run) => text.includes(run)),
  );
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((file) => statSync(file).isFile());

const folder = (id: string, name: string): object => ({ id, name, order: 0, conversation_count: 1 });
const json = (body: unknown, status = 200, headers = {}): Parameters<typeof serve>[0] => {
  return (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
};

/** What Python answers, given the header that it was sent. */
const echoes: Record<string, (told: string) => RequestListener> = {
  'a body that decodes': (told) => json([folder(told, `you said ${told}`), folder('cut', told.slice(40))]),
  'an error': (told) => json({ detail: `not for ${told}` }, 500),
  'a header': (told) => json([folder('f', 'x')], 200, { 'x-echo': told, 'set-cookie': `session=${told}` }),
  'the location of a redirect': (told) => json({}, 307, { location: `/v1/elsewhere?to=${encodeURIComponent(told)}` }),
  'base64 and percent signs': (told) =>
    json([
      folder(
        Buffer.from(told).toString('base64'),
        told.replace(/\w/g, (l) => `%${l.charCodeAt(0).toString(16)}`),
      ),
    ]),
  'two megabytes': (told) => json([folder('f', told.repeat(Math.ceil(2_000_000 / told.length)))]),
  'no JSON': (told) => (_, response) => void response.end(`<html>${told}`),
};

test.each(Object.keys(echoes))('Python repeats the token in %s: it is in no file and no output', async (how) => {
  let told = '';
  const url = await serve((request, response) => {
    told = request.headers.authorization ?? '';
    echoes[how]?.(told)(request, response);
  });
  const { stdout, stderr, out } = await runParity(
    ['folders', '--case', 'first-look', '--wire', '--reporter', 'table', '--reporter', 'markdown', '--python', url],
    { env: { PARITY_ID_TOKEN: token } },
  );
  // Proof that the server had it to repeat.
  expect(leaksIn(told).length).toBeGreaterThan(50);
  const files = filesBelow(out);
  expect(files.length).toBeGreaterThanOrEqual(4);
  for (const text of [stdout, stderr, ...files.map((file) => readFileSync(file, 'latin1'))])
    expect(leaksIn(text)).toEqual([]);
});

test('the large answer is cleansed on the disk while the run goes on', async () => {
  const out = mkdtempSync(join(tmpdir(), 'parity-spool-'));
  const seen: string[] = [];
  let asked = 0;
  const url = await serve((request, response) => {
    asked += 1;
    for (const file of filesBelow(out).filter((f) => f.endsWith('.body'))) seen.push(readFileSync(file, 'latin1'));
    echoes['two megabytes']?.(request.headers.authorization ?? '')(request, response);
  });
  await runCli(['run', 'folders', '--case', 'first-look', '--quiet', '--out', out, '--python', url], {
    env: { PARITY_ID_TOKEN: token },
  });
  expect(asked).toBe(2);
  // The second request comes while the first answer waits.
  expect(seen.length).toBeGreaterThan(0);
  for (const text of seen) expect(leaksIn(text)).toEqual([]);
});

test.each([
  ['from the environment', [], { PARITY_RUST_URL: 'http://127.0.0.1:1?token=s3cr3t' }, 'PARITY_RUST_URL:'],
  ['from a flag', ['--python', 'http://someone:s3cr3t@127.0.0.1:1'], {}, '--python:'],
  ['without a user name', ['--python', 'http://:s3cr3t@127.0.0.1:1'], {}, '--python:'],
  ['that is none', ['--python', 'someone:s3cr3t@127.0.0.1'], {}, '--python:'],
] as const)('a refused address %s hides what is secret and names its source', async (_, args, env, source) => {
  for (const command of [['run', 'folders', '--quiet'], ['run', 'folders', '--dry-run'], ['doctor']]) {
    const { code, stdout, stderr } = await runCli([...command, ...args], { env: { ...env } });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`parity: ${source} expected the base URL`);
    expect(stderr).toContain('127.0.0.1');
    expect(stderr).not.toMatch(/s3cr3t|someone/);
  }
});
