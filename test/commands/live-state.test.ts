import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Fields } from '../../src/model/case.ts';
import type { Side } from '../../src/model/side.ts';
import { type Firestore, openFirestore } from '../../src/state/firestore.ts';
import { unsignedToken } from '../support/auth-server.ts';
import { QUICK, runParity, verdictsOf } from '../support/cli.ts';
import { type FirestoreServer, startFirestore } from '../support/firestore-server.ts';

const UID = 'parity-user-1';
const FOLDERS = `users/${UID}/folders`;

let server: FirestoreServer;
let firestore: Firestore;
const closers: (() => void)[] = [];
beforeEach(async () => {
  server = await startFirestore();
  firestore = openFirestore({ project: 'demo-parity', emulatorHost: server.host });
});
afterEach(async () => {
  for (const close of closers.splice(0)) close();
  await Promise.all([firestore.close(), server.close()]);
});

/** A backend of its own over the Firestore: `field` is where it keeps the name; `spoils` changes what a rename writes. */
async function backend(side: Side, field: string, spoils: (id: string, fields: Fields) => Fields): Promise<string> {
  const made = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const answer = (body: unknown, status = 200): void => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    const id = /^\/v1\/folders\/([^/?]+)$/.exec(request.url ?? '')?.[1];
    if (request.method === 'PATCH' && id) {
      const { name } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { name: string };
      const before = (await firestore.get([`${FOLDERS}/${id}`]))[`${FOLDERS}/${id}`] ?? {};
      const { name: _, ...rest } = before;
      const after = spoils(id, { ...rest, [field]: { stringValue: name } });
      await firestore.commit({ set: { [`${FOLDERS}/${id}`]: after }, delete: [] });
      return answer({ id, name });
    }
    if (request.method === 'GET' && request.url === '/v1/folders') {
      const found = await firestore.collection(FOLDERS);
      return answer(
        Object.entries(found).map(([path, f]) => {
          const value = f[field] ?? (side === 'python' ? f.name : undefined);
          return {
            id: path.split('/').at(-1),
            ...(value && 'stringValue' in value ? { name: value.stringValue } : {}),
          };
        }),
      );
    }
    return answer({ detail: 'Not Found' }, 404);
  });
  await new Promise<void>((done) => made.listen(0, '127.0.0.1', done));
  closers.push(() => {
    made.closeAllConnections();
    made.close();
  });
  return `http://127.0.0.1:${(made.address() as AddressInfo).port}`;
}

/** Two folders, a rename of each, and the list. */
function fixtures(): string {
  const root = mkdtempSync(join(tmpdir(), 'parity-two-writes-'));
  const folder = join(root, 'folders', 'two-writes');
  mkdirSync(folder, { recursive: true });
  const entry = (comment: string, method: string, url: string, text: string, body?: string): object => ({
    startedDateTime: '2026-11-24T01:56:12.224Z',
    time: 1,
    comment,
    request: {
      method,
      url,
      headers: [{ name: 'authorization', value: 'Bearer REDACTED' }],
      ...(body ? { postData: { mimeType: 'application/json', text: body } } : {}),
    },
    response: { status: 200, headers: [], content: { text } },
  });
  const entries = [
    entry('first', 'PATCH', '/v1/folders/a', '{"id":"a","name":"One"}', '{"name":"One"}'),
    entry('second', 'PATCH', '/v1/folders/b', '{"id":"b","name":"Two"}', '{"name":"Two"}'),
    entry('list', 'GET', '/v1/folders', '[{"id":"a","name":"One"},{"id":"b","name":"Two"}]'),
  ];
  const world = { documents: { [`${FOLDERS}/a`]: named('A'), [`${FOLDERS}/b`]: named('B') } };
  writeFileSync(join(folder, 'rust.har'), JSON.stringify({ log: { version: '1.2', creator: {}, entries } }));
  writeFileSync(join(folder, 'case.json'), '{"note":"by hand","recordedAt":"2026-11-24T01:56:12.224Z"}');
  writeFileSync(join(folder, 'world.json'), JSON.stringify(world));
  return root;
}

const named = (name: string): Fields => ({ name: { stringValue: name }, order: { integerValue: '0' } });
const as = (_: string, fields: Fields): Fields => fields;

async function run(python: string) {
  const rust = await backend('rust', 'name', as);
  const args = ['--fixtures', fixtures(), '--quiet', ...QUICK, '--rust', rust, '--python', python];
  return runParity(args, { env: { FIRESTORE_EMULATOR_HOST: server.host, PARITY_ID_TOKEN: unsignedToken(UID) } });
}

test('two writes are told apart: a difference belongs to the write after which it was there', async () => {
  // The first rename spoils the order of the folder that only the second one addresses.
  const python = await backend('python', 'name', (id, fields) =>
    id === 'b' ? { ...fields, order: { integerValue: '7' } } : fields,
  );
  const { report } = await run(python);
  const findings = report?.suites[0]?.cases[0]?.routes.flatMap((r) => r.findings) ?? [];
  expect(findings.map((f) => [f.class, f.step, f.pointer])).toEqual([['state', 'second', `${FOLDERS}/b#/order`]]);
});

test('cross-read: what Python wrote into another field, Rust cannot read', async () => {
  const { report } = await run(await backend('python', 'title', as));
  expect(verdictsOf(report)['folders/two-writes PATCH /v1/folders/{id}']).toBe('state');
  expect(verdictsOf(report)['folders/two-writes GET /v1/folders']).toBe('equal');
  const across = report?.suites[0]?.cases[0]?.crossReads ?? [];
  expect(across.map((x) => [x.writer, x.reader, x.finding.class, x.finding.route])).toContainEqual([
    'python',
    'rust',
    'breaking',
    'GET /v1/folders',
  ]);
});

test('two sides that agree have nothing to tell across', async () => {
  const { code, report } = await run(await backend('python', 'name', as));
  expect(code).toBe(0);
  expect(report?.suites[0]?.cases[0]?.crossReads).toBeUndefined();
});
