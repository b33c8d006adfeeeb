import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { listCases } from '../../src/recordings/tree.ts';
import { openFirestore } from '../../src/state/firestore.ts';
import { readFixture } from '../support/cases.ts';
import { runParity, verdictsOf } from '../support/cli.ts';
import { disk, freeDisks, noDisk } from '../support/disk.ts';
import { startFirestore } from '../support/firestore-server.ts';
import { times } from '../support/long.ts';
import { bytesBelow, fixture, serveCases, startRecord, tokenOf, walk } from '../support/recording.ts';
import { closeServers, saying, serve } from '../support/servers.ts';

afterEach(() => {
  closeServers();
  freeDisks();
});

const UID = 'desk-user-77';
const token = tokenOf(UID);

/** The chat of the assistants, as events. */
const STREAM = '/v1/proxy/gemini-stream/models/some-model:streamGenerateContent?alt=sse';

/** Lists and renames folders, opens conversations, searches. */
const pages = () =>
  Promise.all(['folders/first-look', 'folders/move-between-folders', 'conversations/search-hits'].map(fixture));

test('three pages of the app become cases that count like any other, and are equal on the side that answered', async () => {
  const cases = await pages();
  const side = await serveCases(cases, (req, res) => {
    if (req.url !== STREAM && req.url !== '/v2/other') return false;
    res.writeHead(200, { 'content-type': 'text/event-stream' });
    res.write('data: one\n\n');
    setTimeout(() => res.end('data: two\n\n'), 30);
    return true;
  });
  const recording = await startRecord(side, ['--idle', '0.5', '--both', side]);
  for (const one of cases) {
    expect(new Set(await walk(recording.url, one.rust, token))).toEqual(new Set([200]));
    await new Promise((done) => setTimeout(done, 900));
  }
  await fetch(`${recording.url}/v2/other`);
  const stream = await fetch(recording.url + STREAM, {
    method: 'POST',
    body: JSON.stringify({ password: 'canary-body-42', from: 'canary@somewhere-real.org' }),
  });
  expect(await stream.text()).toBe('data: one\n\ndata: two\n\n');
  const { code, stdout, stderr } = await recording.end();
  expect(code, stderr).toBe(130);
  expect(stdout).toContain('GET /v2/other');
  expect(stdout).toMatch(/^Replaced: .*authorization/m);
  expect(stdout).toMatch(/^Free text that stays[^\n]*\n( {2}[A-Z]+ \/\S+ \/\S+\n?)+/m);
  expect(stdout).not.toContain('POST /v1/proxy');

  const found = await listCases(recording.into);
  expect(found.length).toBeGreaterThanOrEqual(4);
  const read = await Promise.all(found.map(({ folder }) => readFixture(folder)));
  read.sort((a, b) => a.recordedAt.localeCompare(b.recordedAt));
  const sent = read.flatMap((one) => one.rust.map((s) => `${s.request.method} ${s.request.target}`));
  expect(sent).toEqual([
    ...cases.flatMap((one) => one.rust.map((s) => `${s.request.method} ${s.request.target}`)),
    'GET /v2/other',
    `POST ${STREAM}`,
  ]);
  const chat = read.at(-1)?.rust.at(-1);
  expect([chat?.answer.status, String(chat?.answer.body)]).toEqual([200, 'data: one\n\ndata: two\n\n']);
  expect(read[0]?.world.unknown).toContain('without access');
  const written = bytesBelow(recording.into);
  for (const canary of [UID, token, 'canary-signature', 'canary-cookie', 'canary-body-42', 'canary@'])
    expect(written).not.toContain(canary);

  const run = await runParity(['--fixtures', recording.into]);
  const verdicts = Object.entries(verdictsOf(run.report)).filter(([name]) => name.includes(' GET '));
  expect(verdicts.length, run.stderr).toBeGreaterThan(0);
  for (const [name, verdict] of verdicts) expect(verdict, `${name} ${run.stdout}`).toBe('equal');
});

test('with Firestore the world before a case and the changes of each write are written', async () => {
  const store = await startFirestore();
  const firestore = openFirestore({ project: 'demo-parity', emulatorHost: store.host });
  const path = `users/${UID}/folders/f1`;
  store.load({ [path]: { name: { stringValue: 'Old' } } });
  const side = await serve((req, res) => {
    req.resume().on('end', async () => {
      if (req.method === 'PATCH')
        await firestore.commit({ set: { [path]: { name: { stringValue: 'New' } } }, delete: [] });
      res.writeHead(200, { 'content-type': 'application/json' }).end('[]');
    });
  });
  const recording = await startRecord(side, [], { env: { FIRESTORE_EMULATOR_HOST: store.host, PARITY_UID: UID } });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  await (await fetch(`${recording.url}/v1/folders`, { headers })).text();
  await (await fetch(`${recording.url}/v1/folders/f1`, { method: 'PATCH', headers, body: '{"name":"New"}' })).text();
  const { stderr } = await recording.end('SIGTERM');
  await firestore.close();
  await store.close();

  const [only] = await listCases(recording.into);
  const read = await readFixture(only?.folder ?? stderr);
  const own = 'users/parity-user-1/folders/f1';
  expect(read.relativeTo).toBe('recordedAt');
  expect(read.world.documents).toEqual({ [own]: { name: { stringValue: 'Old' } } });
  const changes = { set: { [own]: { name: { stringValue: 'New' } } }, deleted: [] };
  expect(read.changes?.rust).toEqual(changes);
  expect(Object.values(read.stepChanges ?? {})).toEqual([{ rust: changes }]);
});

test.skipIf(noDisk)('a full disk is told once, the app goes on, and the exit code is 3', async () => {
  const side = await serve((_, res) => void res.end(JSON.stringify('x'.repeat(20_000))));
  const folder = disk('64k');
  const into = join(folder, 'in');
  const recording = await startRecord(side, [], { into });
  for (let i = 0; i < 5; i++)
    expect((await (await fetch(`${recording.url}/v1/folders`)).text()).length).toBeGreaterThan(20_000);
  const { code, stderr } = await recording.end();
  expect(code).toBe(3);
  expect(stderr.match(/recording fails/g)).toHaveLength(1);
  // What the journal could still take becomes a case when there is room again.
  execFileSync('mount', ['-o', 'remount,size=16m', folder]);
  await (await startRecord(side, [], { into })).end();
  const [only] = await listCases(into);
  expect((await readFixture(only?.folder ?? '')).rust.length).toBeGreaterThan(0);
  expect(readdirSync(into).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('the second backend may be slow: the app does not wait for it, and the case has its answer', async () => {
  const side = await serve(saying('[]'));
  const slow = await serve((req, res) => void setTimeout(() => saying('[{"id":"f1","name":"x"}]')(req, res), 700));
  const recording = await startRecord(side, ['--both', slow]);
  const before = performance.now();
  await (await fetch(`${recording.url}/v1/folders`)).text();
  await (await fetch(`${recording.url}/v1/folders`)).text();
  expect(performance.now() - before).toBeLessThan(600);
  expect((await recording.end()).code).toBe(130);
  const [only] = await listCases(recording.into);
  const { python } = await readFixture(only?.folder ?? '');
  expect(python?.map((s) => String(s.answer.body))).toEqual(Array(2).fill('[{"id":"f1","name":"x"}]'));
});

test('what is not loopback needs to be allowed, on both ends', async () => {
  await expect(startRecord('http://backend.example')).rejects.toThrow('--allow-host');
  await expect(startRecord('http://127.0.0.1:1', ['--listen', '0.0.0.0:0'])).rejects.toThrow('--listen-anywhere');
});

const KILLS = times(5, 200);

test(`killed at ${KILLS} random moments: every folder is whole or skipped, and the next recording makes cases of the rest`, {
  timeout: 30_000 + 3000 * KILLS,
}, async () => {
  const [one] = await pages();
  const side = await serveCases(await pages());
  const into = mkdtempSync(join(tmpdir(), 'parity-kills-'));
  let sent = 0;
  for (let i = 0; i < KILLS; i++) {
    const recording = await startRecord(side, ['--idle', '0.05'], { into });
    const killed = new Promise((done) => setTimeout(() => done(recording.end('SIGKILL')), 20 + Math.random() * 250));
    let over = false;
    void killed.then(() => {
      over = true;
    });
    while (!over) {
      await walk(recording.url, one?.rust ?? [], token).catch(() => undefined);
      await new Promise((done) => setTimeout(done, Math.random() * 90));
      sent++;
    }
    await killed;
    for (const { folder } of await listCases(into)) await readFixture(folder);
    expect(bytesBelow(into)).not.toContain(token);
  }
  expect(sent).toBeGreaterThan(0);
  const last = await startRecord(side, [], { into });
  await last.end();
  expect(readdirSync(into).filter((name) => name.startsWith('.'))).toEqual([]);
  expect((await listCases(into)).length).toBeGreaterThan(0);
  expect(existsSync(into)).toBe(true);
  rmSync(into, { recursive: true });
});
