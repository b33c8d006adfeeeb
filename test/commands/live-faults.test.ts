import type { ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Case } from '../../src/model/case.ts';
import { type Firestore, openFirestore } from '../../src/state/firestore.ts';
import { unsignedToken } from '../support/auth-server.ts';
import { FIXTURES, readFixture } from '../support/cases.ts';
import { QUICK, runCli, runParity, verdictsOf } from '../support/cli.ts';
import { type FirestoreServer, startFirestore } from '../support/firestore-server.ts';
import { type BackendOptions, type RecordedBackend, startBackend } from '../support/recorded-backend.ts';

const KEY = 'folders/delete-into-target';
const BEFORE = {
  'users/parity-user-1': { name: { stringValue: 'Somebody' } },
  'users/parity-user-1/folders/own': { name: { stringValue: 'Own' } },
};

let server: FirestoreServer;
let firestore: Firestore;
let recording: Case;
let backends: RecordedBackend[];
beforeEach(async () => {
  server = await startFirestore();
  server.load(BEFORE);
  firestore = openFirestore({ project: 'demo-parity', emulatorHost: server.host });
  recording = await readFixture(join(FIXTURES, KEY));
  backends = [];
});
afterEach(async () => {
  await Promise.all([...backends.map((b) => b.close()), firestore.close(), server.close()]);
});

async function pair(more: Partial<BackendOptions> = {}): Promise<string[]> {
  const [rust, python] = [
    await startBackend({ side: 'rust', firestore, ...more }),
    await startBackend({ side: 'python', firestore, ...more }),
  ];
  for (const backend of [rust, python]) backend.use(recording);
  backends = [rust, python];
  const quick = more.lateMs === undefined ? QUICK : [];
  return ['--case', KEY, '--destructive', '--quiet', ...quick, '--rust', rust.url, '--python', python.url];
}

const env = (token = unsignedToken('parity-user-1')): Record<string, string> => ({
  FIRESTORE_EMULATOR_HOST: server.host,
  PARITY_ID_TOKEN: token,
});
const ROUTE = `${KEY} DELETE /v1/folders/{id}`;

test('documents are compared, and everything is put back', async () => {
  const { code, report, stderr } = await runParity(await pair(), { env: env() });
  expect(stderr).toBe('');
  expect(code).toBe(1);
  expect(verdictsOf(report)[ROUTE]).toBe('state');
  expect(server.dump()).toEqual(BEFORE);
});

test('live against recorded: one side is gone, and the verdicts stay', async () => {
  const args = await pair();
  const at = args.indexOf('--rust');
  args.splice(at, 2);
  const { report } = await runParity(args, { env: env() });
  expect(report?.sides.rust.mode).toBe('recorded');
  expect(verdictsOf(report)).toEqual({
    [ROUTE]: 'state',
    [`${KEY} GET /v1/folders`]: 'differs',
    [`${KEY} GET /v1/conversations`]: 'equal',
  });
  expect(server.dump()).toEqual(BEFORE);
});

test('a write that comes later than the documents have to be quiet is waited for', async () => {
  const { report } = await runParity(await pair({ lateMs: 900 }), { env: env() });
  expect(verdictsOf(report)[ROUTE]).toBe('state');
});

test('a side that dies: what was measured is kept, the rest is an error', async () => {
  let asked = 0;
  const args = await pair({
    intercept: (request, response) => {
      if (request.url?.startsWith('/v1/users/profile')) return false;
      asked += 1;
      if (asked <= 3) return false;
      response.destroy();
      return true;
    },
  });
  const { code, report } = await runParity(args, { env: env() });
  expect(report?.suites[0]?.cases).toHaveLength(1);
  expect(report?.totals.verdicts.error).toBeGreaterThan(0);
  expect([1, 3]).toContain(code);
  expect(server.dump()).toEqual(BEFORE);
});

test('Firestore refuses writes: an error with the reason, and nothing is lost', async () => {
  server.failWrites(true);
  const refused = await runParity(await pair(), { env: env() });
  expect([refused.code, refused.runs]).toEqual([3, []]);
  expect(refused.stderr).toContain('writing 1 document');
  const { code, report } = await runParity([...(await pair()), '--no-probe'], { env: env() });
  expect(code).toBe(3);
  expect(report?.suites[0]?.cases[0]?.routes[0]?.incomparable[0]?.reason).toContain('the world could not be set up');
  expect(server.dump()).toEqual(BEFORE);
});

test('destructive routes stay home without --destructive', async () => {
  const args = (await pair()).filter((a) => a !== '--destructive');
  const { code, report } = await runParity(args, { env: env() });
  // The other steps go out all the same; this backend answers them as if the folder were gone.
  expect(code).toBe(1);
  expect(verdictsOf(report)).toMatchObject({
    [ROUTE]: 'inconclusive',
    [`${KEY} GET /v1/conversations`]: 'equal',
  });
  expect(backends.flatMap((b) => b.requests).filter((r) => r.method === 'DELETE')).toEqual([]);
});

test('kill -9 between seed and restore, then doctor --restore', async () => {
  const args = await pair({ lateMs: 60_000 });
  let child: ChildProcess | undefined;
  const running = runParity(args, { env: env(), started: (c) => (child = c) });
  while (!backends.some((b) => b.requests.some((r) => r.method === 'DELETE')))
    await new Promise((r) => setTimeout(r, 20));
  child?.kill('SIGKILL');
  const { out } = await running;
  expect(server.dump()).not.toEqual(BEFORE);
  const restored = await runCli(['doctor', '--restore', '--out', out], { env: env() });
  expect(restored.code).toBe(0);
  expect(server.dump()).toEqual(BEFORE);
});

test('a canary in the token appears in no file and no output', async () => {
  const token = unsignedToken('parity-user-1', 3600, { canary: 'c4n4ry' });
  const secret = token.split('.')[1] as string;
  const { stdout, stderr, out } = await runParity(await pair(), { env: env(token) });
  const doctor = await runCli(['doctor', '--rust', backends[0]?.url ?? '', '--python', backends[1]?.url ?? ''], {
    env: env(token),
  });
  const files = readdirSync(out, { recursive: true })
    .map((name) => join(out, String(name)))
    .filter((f) => statSync(f).isFile())
    .map((f) => readFileSync(f, 'utf8'));
  for (const text of [stdout, stderr, doctor.stdout, doctor.stderr, ...files])
    expect(text.includes(secret)).toBe(false);
  expect(backends[0]?.requests[0]?.authorization).toContain(secret);
});
