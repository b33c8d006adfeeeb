import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Fields } from '../../src/model/case.ts';
import { BACKUP_NAME, pendingBackups, restoreBackup, startBackup } from '../../src/state/backup.ts';
import { type Documents, type Firestore, openFirestore } from '../../src/state/firestore.ts';
import { adoptCreated, putWorld, type Scope, snapshot } from '../../src/state/world.ts';
import { type FirestoreServer, startFirestore } from '../support/firestore-server.ts';

const text = (stringValue: string): Fields => ({ t: { stringValue } });
const scope: Scope = { userPath: 'users/u1', paths: ['plugins_data/p', 'plugins_data/new'], watched: ['plugins_data'] };
const BEFORE: Documents = {
  'plugins_data/other': text('theirs'),
  'plugins_data/p': text('theirs'),
  'users/u1': { whole: { doubleValue: 1 }, at: { timestampValue: '2026-01-01T00:00:00.123456Z' } },
  'users/u1/n/missing/deep/x': text('mine'),
  'users/u2': text('theirs'),
};
const WORLD: Documents = {
  'users/u1': text('w'),
  'users/u1/n/a': text('w'),
  'plugins_data/p': text('w'),
  'plugins_data/new': text('w'),
};

let server: FirestoreServer;
let firestore: Firestore;
let runs: string;
beforeAll(async () => {
  server = await startFirestore();
  firestore = openFirestore({ project: 'demo-parity', emulatorHost: server.host });
});
afterAll(async () => {
  await firestore.close();
  await server.close();
});
beforeEach(async () => {
  server.clear();
  server.failWrites(false);
  server.load(BEFORE);
  runs = await mkdtemp(join(tmpdir(), 'parity-backup-'));
  return () => rm(runs, { recursive: true });
});

describe('a backup', () => {
  test('puts back what was there, also what the run made elsewhere, and leaves the rest', async () => {
    const backup = await startBackup(join(runs, 'r1'), firestore, 'users/u1');
    await backup.protect(scope);
    const before = await putWorld(firestore, scope, WORLD).then(() => snapshot(firestore, scope));
    server.load({ 'plugins_data/persona': text('u1'), 'plugins_data/meanwhile': text('u3') });
    const wider = adoptCreated(scope, before, await snapshot(firestore, scope));
    await backup.adopt(wider.paths);
    expect(await backup.restore()).toEqual({ set: 3, deleted: 3, already: false });
    expect(server.dump()).toEqual({ 'plugins_data/meanwhile': text('u3'), ...BEFORE });
  });

  test('is on disk, for its owner alone, before anything is written, and is renamed when done', async () => {
    const backup = await startBackup(join(runs, 'r1'), firestore, 'users/u1');
    expect(server.dump()).toEqual(BEFORE);
    expect((await stat(backup.file)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(backup.file, 'utf8')).documents['users/u1']).toEqual(BEFORE['users/u1']);
    await backup.restore();
    expect([existsSync(backup.file), existsSync(`${backup.file}.restored`)]).toEqual([false, true]);
  });

  test('takes scopes of cases that start together', async () => {
    const backup = await startBackup(join(runs, 'r1'), firestore, 'users/u1');
    const paths = ['plugins_data/p', 'plugins_data/other', 'users/u2', 'users/u3'];
    await Promise.all(paths.map((path) => backup.protect({ userPath: 'users/u1', paths: [path], watched: [] })));
    await firestore.commit({ set: Object.fromEntries(paths.map((p) => [p, text('x')])), delete: [] });
    await backup.restore();
    expect(server.dump()).toEqual(BEFORE);
  });

  test('that was not put back is not overwritten', async () => {
    await startBackup(join(runs, 'r1'), firestore, 'users/u1');
    await expect(startBackup(join(runs, 'r1'), firestore, 'users/u1')).rejects.toMatchObject({ code: 'backup-exists' });
  });

  test('stays when the restore fails, so that it can be done again', async () => {
    const backup = await startBackup(join(runs, 'r1'), firestore, 'users/u1');
    await backup.protect(scope);
    await putWorld(firestore, scope, WORLD);
    server.failWrites(true);
    await expect(backup.restore()).rejects.toMatchObject({ code: 'denied' });
    server.failWrites(false);
    expect(await pendingBackups(runs, BACKUP_NAME)).toEqual([backup.file]);
    await restoreBackup(backup.file, firestore);
    expect(server.dump()).toEqual(BEFORE);
    expect(await restoreBackup(backup.file, firestore)).toEqual({ set: 0, deleted: 0, already: true });
    expect(await pendingBackups(runs, BACKUP_NAME)).toEqual([]);
  });

  test('of another project, or of the emulator, is not put back', async () => {
    const backup = await startBackup(join(runs, 'r1'), firestore, 'users/u1');
    const google = openFirestore({ project: 'demo-parity' });
    const other = openFirestore({ project: 'demo-other', emulatorHost: server.host });
    for (const wrong of [google, other]) {
      await expect(restoreBackup(backup.file, wrong)).rejects.toMatchObject({ code: 'other-project' });
      await wrong.close();
    }
  });

  test('that is none is named', async () => {
    await writeFile(join(runs, 'x.json'), '{"version":1}');
    await expect(restoreBackup(join(runs, 'x.json'), firestore)).rejects.toThrow(/x\.json: expected a backup/);
  });

  test('of several, the oldest is put back last', async () => {
    const first = await startBackup(join(runs, 'b'), firestore, 'users/u1');
    await new Promise((done) => setTimeout(done, 5));
    const second = await startBackup(join(runs, 'a'), firestore, 'users/u1');
    expect(await pendingBackups(runs, BACKUP_NAME)).toEqual([second.file, first.file]);
  });
});

test('a run that is killed at any moment leaves a backup that restores', { timeout: 60_000 }, async () => {
  const built = (name: string): string => pathToFileURL(join(import.meta.dirname, '../../dist/src/state', name)).href;
  const script = `
    const { openFirestore } = await import(${JSON.stringify(built('firestore.js'))});
    const { startBackup } = await import(${JSON.stringify(built('backup.js'))});
    const { putWorld } = await import(${JSON.stringify(built('world.js'))});
    const [host, folder, scope, world] = process.argv.slice(1);
    const firestore = openFirestore({ project: 'demo-parity', emulatorHost: host });
    const backup = await startBackup(folder, firestore, 'users/u1');
    console.log('started');
    await backup.protect(JSON.parse(scope));
    for (;;) {
      await putWorld(firestore, JSON.parse(scope), JSON.parse(world));
      await putWorld(firestore, JSON.parse(scope), { 'users/u1/n/other': {} });
    }`;
  for (const delay of [0, 2, 5, 10, 20, 40, 80]) {
    const folder = join(runs, `r${delay}`);
    const args = [
      '--input-type=module',
      '-e',
      script,
      server.host,
      folder,
      JSON.stringify(scope),
      JSON.stringify(WORLD),
    ];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    await new Promise((done) => setTimeout(done, delay));
    child.kill('SIGKILL');
    await once(child, 'exit');
    // What the child had sent is still on its way into the server.
    await new Promise((done) => setTimeout(done, 20));
    await restoreBackup(join(folder, 'backup.json'), firestore);
    expect(server.dump()).toEqual(BEFORE);
  }
});
