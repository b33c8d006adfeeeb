import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import type { Fields } from '../../src/model/case.ts';
import { uidOf } from '../../src/recordings/token-uid.ts';
import { listCases } from '../../src/recordings/tree.ts';
import { type Firestore, openFirestore } from '../../src/state/firestore.ts';
import { unsignedToken } from '../support/auth-server.ts';
import { readFixture } from '../support/cases.ts';
import { QUICK, runParity, verdictsOf } from '../support/cli.ts';
import { startFirestore } from '../support/firestore-server.ts';
import { startRecord, tokenOf } from '../support/recording.ts';
import { closeServers, serve } from '../support/servers.ts';

afterEach(closeServers);

const UID = 'desk-user-77';

/** Folders as a backend keeps them: a list, and a change of the name. */
function backend(firestore: Firestore) {
  const row = (path: string, { name, color }: Fields) => ({
    id: path.split('/').at(-1),
    name: Object.values(name ?? {})[0],
    color: Object.values(color ?? {})[0],
    order: 0,
    is_system: false,
  });
  return (req: IncomingMessage, res: ServerResponse): void => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', async () => {
      const uid = uidOf([['authorization', String(req.headers.authorization)]]);
      const all = Object.entries(await firestore.tree(`users/${uid}`)).filter(([path]) => path.includes('/folders/'));
      const say = (body: unknown) =>
        res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      if (req.method === 'GET') return say(all.map(([path, fields]) => row(path, fields)));
      const [path, fields] = all.find(([at]) => at.endsWith(String(req.url?.split('/').at(-1)))) ?? ['', {}];
      const name = { stringValue: JSON.parse(Buffer.concat(chunks).toString()).name as string };
      await firestore.commit({ set: { [path]: { ...fields, name } }, delete: [] });
      say(row(path, { ...fields, name }));
    });
  };
}

test('what was recorded with its documents runs live, and is equal on a side that does the same', async () => {
  const store = await startFirestore();
  const firestore = openFirestore({ project: 'demo-parity', emulatorHost: store.host });
  const folder = { name: { stringValue: 'Work' }, color: { stringValue: '#6B7280' } };
  store.load({ [`users/${UID}/folders/f1`]: folder, [`users/${UID}/folders/f2`]: folder });
  const [rust, python] = [await serve(backend(firestore)), await serve(backend(firestore))];

  const recording = await startRecord(rust, [], { env: { FIRESTORE_EMULATOR_HOST: store.host, PARITY_UID: UID } });
  const headers = { authorization: `Bearer ${tokenOf(UID)}`, 'content-type': 'application/json' };
  const ask = async (path: string, more: RequestInit = {}) =>
    (await fetch(`${recording.url}${path}`, { headers, ...more })).text();
  await ask('/v1/folders');
  await ask('/v1/folders/f2', { method: 'PATCH', body: '{"name":"Home"}' });
  expect(await ask('/v1/folders')).toContain('Home');
  const { code, stderr } = await recording.end('SIGTERM');
  expect(code, stderr).toBe(143);
  const [only] = await listCases(recording.into);
  expect((await readFixture(only?.folder ?? '')).stepChanges).toBeDefined();

  store.load({});
  const { report, ...run } = await runParity(
    ['--fixtures', recording.into, '--rust', rust, '--python', python, ...QUICK],
    { env: { FIRESTORE_EMULATOR_HOST: store.host, PARITY_ID_TOKEN: unsignedToken('parity-user-1') } },
  );
  const key = `folders/${only?.name}`;
  expect(verdictsOf(report), run.stdout + run.stderr).toEqual({
    [`${key} GET /v1/folders`]: 'equal',
    [`${key} PATCH /v1/folders/{id}`]: 'equal',
  });
  expect(run.code).toBe(0);
  await firestore.close();
  await store.close();
});
