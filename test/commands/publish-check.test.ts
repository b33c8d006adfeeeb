import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { emptyMap, flipped } from '../../src/gate/targets.ts';
import { PARAMETER, ROUTE, valueIn, workplace } from '../support/published.ts';
import { failing, type RemoteConfigServer, startRemoteConfig } from '../support/remote-config-server.ts';

let server: RemoteConfigServer;
beforeEach(async () => {
  server = await startRemoteConfig();
});
afterEach(() => server.close());

const local = flipped(emptyMap(), [ROUTE], '2026-11-20T00:00:00.000Z', []);
const OTHER = 'POST /v1/folders';

async function check(...args: string[]) {
  const { parity, targets } = await workplace(server.url);
  writeFileSync(targets, JSON.stringify(local));
  return parity('targets', '--check', 'remote-config', ...args);
}

const put = (value: object): void => server.put({ parameters: { [PARAMETER]: value } });
const text = (map: object): { value: string } => ({ value: JSON.stringify(map) });

test('equal sides: exit 0, whatever the revision and the spacing', async () => {
  put({ defaultValue: { value: JSON.stringify({ ...local, revision: 9 }, null, 2) } });
  const { code, stdout } = await check();
  expect([code, stdout]).toEqual([0, expect.stringContaining('(version 2): the two maps agree')]);
  expect(server.versions.length).toBe(2);
});

test('other sides: exit 1 with each route and both sides', async () => {
  put({ defaultValue: text(flipped(emptyMap(), [OTHER], '2026-11-20T00:00:00.000Z', [])) });
  const { code, stdout } = await check();
  expect(code).toBe(1);
  expect(stdout).toContain(`${ROUTE}: python here, rust published\n`);
  expect(stdout).toContain(`${OTHER}: rust here, python published\n`);
  const json = JSON.parse((await check('--json')).stdout) as object;
  expect(json).toEqual({
    project: 'demo-parity',
    parameter: PARAMETER,
    version: '2',
    agrees: false,
    values: [
      {
        differences: [
          { route: ROUTE, own: 'python', other: 'rust' },
          { route: OTHER, own: 'rust', other: 'python' },
        ],
      },
    ],
  });
});

test('no such parameter: told, exit 1, also where nothing is on python', async () => {
  const { code, stdout } = await check();
  expect([code, stdout]).toEqual([1, expect.stringContaining('there is no such parameter')]);
  expect(stdout).toContain(`${ROUTE}: python here, not published`);
  const { parity } = await workplace(server.url);
  expect((await parity('targets', '--check', 'remote-config')).code).toBe(1);
});

test('a value of a condition that differs, and one that is no map: exit 1', async () => {
  put({ defaultValue: text(local), conditionalValues: { beta: text(emptyMap()) } });
  expect(await check()).toMatchObject({
    code: 1,
    stdout: expect.stringContaining(`${ROUTE}: python here, rust published for clients that meet the condition "beta"`),
  });
  put({ defaultValue: { value: 'hello' } });
  expect(await check()).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('expected a server-target map, found text that is no whole JSON'),
  });
});

test('a service that cannot be reached: exit 3', async () => {
  server.faults.push(failing('GET', 500));
  expect(await check()).toMatchObject({ code: 3, stderr: expect.stringContaining('down for now') });
  await server.close();
  expect(await check()).toMatchObject({ code: 3, stderr: expect.stringContaining('ECONNREFUSED') });
});

test('--publish --dry-run changes nothing; --publish does, and after a rollback again', async () => {
  const { parity, targets } = await workplace(server.url);
  writeFileSync(targets, JSON.stringify(local));
  const dry = await parity('targets', '--publish', 'remote-config', '--dry-run');
  expect([dry.code, dry.stdout]).toEqual([0, expect.stringContaining('before: (no value)')]);
  expect(server.versions.length).toBe(1);
  const publish = () => parity('targets', '--publish', 'remote-config');
  expect(await publish()).toMatchObject({ code: 0, stdout: expect.stringContaining('version 1 → 2') });
  expect(await publish()).toMatchObject({ code: 0, stdout: expect.stringContaining('already published (version 2)') });
  await fetch(`${server.url}/v1/projects/demo-parity/remoteConfig:rollback`, {
    method: 'POST',
    headers: { authorization: 'Bearer owner' },
    body: JSON.stringify({ versionNumber: '1' }),
  });
  expect(valueIn(server.current())).toBeUndefined();
  expect(await publish()).toMatchObject({ code: 0, stdout: expect.stringContaining('version 3 → 4') });
  expect(valueIn(server.current())).toBe(JSON.stringify(local));
});

test.each([
  [['--dry-run'], '--dry-run: expected it together with --publish'],
  [['--publish', 'remote-config', '--json'], '--publish: expected it without --check, --history and --json'],
  [['--publish', 'elsewhere'], 'Allowed choices are remote-config'],
])('targets %j is no usage', async (args, said) => {
  const { parity } = await workplace(server.url);
  expect(await parity('targets', ...args)).toMatchObject({ code: 2, stderr: expect.stringContaining(said) });
});
