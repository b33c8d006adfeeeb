import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { emptyMap, flipped, parseMap, sideOf, type TargetMap } from '../../src/gate/targets.ts';
import { readTargets } from '../../src/switch/targets-file.ts';
import { runCli } from '../support/cli.ts';
import { PARAMETER, ROUTE, valueIn, workplace } from '../support/published.ts';
import {
  failing,
  hanging,
  overtaken,
  type RemoteConfigServer,
  startRemoteConfig,
} from '../support/remote-config-server.ts';

let server: RemoteConfigServer;
beforeEach(async () => {
  server = await startRemoteConfig();
});
afterEach(() => server.close());

const PUBLISH = ['--publish', 'remote-config'];
const AT = '2026-11-20T00:00:00.000Z';
const OTHER = 'POST /v1/folders';
const THIRD = 'DELETE /v1/folders/{id}';

const onPython = (...routes: string[]): TargetMap => flipped(emptyMap(), routes, AT, ['run-1']);
const put = (map: TargetMap): void =>
  server.put({ parameters: { [PARAMETER]: { defaultValue: { value: JSON.stringify(map) } } } });
const publishedMap = (): TargetMap => parseMap(valueIn(server.current()) ?? '') as TargetMap;

/** A workplace whose map has these routes on Python. */
async function workplaceWith(map: TargetMap, options: Parameters<typeof workplace>[1] = {}) {
  const place = await workplace(server.url, options);
  writeFileSync(place.targets, JSON.stringify(map));
  return place;
}

test('the local map is reverted before anybody is asked, the published one after it', async () => {
  put(onPython(ROUTE, OTHER));
  const { parity, targets } = await workplaceWith(onPython(ROUTE, OTHER));
  const seen: string[] = [];
  server.faults.push(overtaken(server, 'GET', () => seen.push(sideOf(readTargets(targets), ROUTE))));
  const { code, stdout, stderr } = await parity('revert', '--all', ...PUBLISH);
  expect([code, stderr]).toEqual([0, '']);
  expect(seen).toEqual(['rust']);
  expect(stdout).toContain("version 2 → 3; version 2 stays in the template's history");
  expect(stdout).toContain(`${ROUTE}: python → rust`);
  expect(valueIn(server.current())).toBe(JSON.stringify(readTargets(targets)));
  expect(server.current().version.description).toBe('parity revert --all');
});

test('one route goes back; routes that nobody named stay as they are published', async () => {
  // Somebody has reverted OTHER from another place; THIRD was flipped there.
  put(onPython(ROUTE, THIRD));
  const { parity } = await workplaceWith(onPython(ROUTE, OTHER));
  const { code, stdout } = await parity('revert', ROUTE, ...PUBLISH);
  expect(code).toBe(0);
  const sides = [ROUTE, OTHER, THIRD].map((route) => sideOf(publishedMap(), route));
  expect(sides).toEqual(['rust', 'rust', 'python']);
  expect(stdout).toContain(`${OTHER}: python here, rust published`);
  expect(stdout).toContain(`${THIRD}: rust here, python published`);
});

test('every value of the parameter is reverted: clients that meet a condition, too', async () => {
  const value = JSON.stringify(onPython(ROUTE));
  const own = { defaultValue: { value }, conditionalValues: { beta: { value }, gamma: { useInAppDefault: true } } };
  server.put({ parameters: { [PARAMETER]: own } });
  const { parity, targets } = await workplaceWith(onPython(ROUTE));
  expect((await parity('revert', '--all', ...PUBLISH)).code).toBe(0);
  const reverted = { value: JSON.stringify(readTargets(targets)) };
  expect(server.current().parameters?.[PARAMETER]).toEqual({
    defaultValue: reverted,
    conditionalValues: { beta: reverted, gamma: reverted },
  });
});

test('a service that is down for a moment, then a template that changes: tried again, each try is said', async () => {
  put(onPython(ROUTE));
  const greeting = { defaultValue: { value: 'x' } };
  server.faults.push(
    failing('GET', 500),
    failing('PUT', 500),
    overtaken(server, 'PUT', () => server.put({ parameters: { ...server.current().parameters, greeting } })),
  );
  const { parity } = await workplaceWith(onPython(ROUTE));
  const { code, stderr } = await parity('revert', ROUTE, ...PUBLISH);
  expect(code, stderr).toBe(0);
  expect(stderr).toMatch(
    /try 1 of 5 failed: .*down for now.*; next try in 0.5 s\n.*try 2 of 5 failed: .*not known.*; next try in 1 s\n.*try 3 of 5 failed: .*changed meanwhile/,
  );
  expect(sideOf(publishedMap(), ROUTE)).toBe('rust');
  expect(server.current().parameters).toMatchObject({ greeting });
});

test('a service that stays down: exit 3, the local map is reverted, and the command to repeat does it', async () => {
  put(onPython(ROUTE));
  server.faults.push(...Array.from({ length: 5 }, () => failing('GET', 500)));
  const { parity, targets } = await workplaceWith(onPython(ROUTE));
  const { code, stderr, stdout } = await parity('revert', ROUTE, ...PUBLISH);
  expect([code, stdout]).toEqual([3, `${ROUTE} → rust\n`]);
  expect(stderr).toContain('try 5 of 5 failed');
  expect(stderr).toContain(`${targets} is reverted, what is published is NOT: the clients go on with it.`);
  expect([sideOf(readTargets(targets), ROUTE), sideOf(publishedMap(), ROUTE)]).toEqual(['rust', 'python']);
  const [, again = ''] = /Repeat: npx parity (.*)\n/.exec(stderr) ?? [];
  expect(again).toContain(`revert '${ROUTE}' --publish remote-config`);
  expect((await parity('revert', ROUTE, ...PUBLISH)).code).toBe(0);
  expect(sideOf(publishedMap(), ROUTE)).toBe('rust');
});

test('no answer at all: every try ends, and so does the process', async () => {
  server.faults.push(...Array.from({ length: 5 }, () => hanging('GET')));
  const { parity } = await workplaceWith(onPython(ROUTE), { config: { limits: { timeoutMs: 200 } } });
  const { code, stderr } = await parity('revert', '--all', ...PUBLISH);
  expect([code, stderr.match(/found none within 200 ms/g)?.length]).toEqual([3, 5]);
  expect(server.asked).toEqual(['GET', 'GET', 'GET', 'GET', 'GET']);
});

test('a try that is over sends nothing later: firebase-admin would, after the pause that the service asks for', async () => {
  put(onPython(ROUTE));
  server.faults.push(failing('PUT', 503, 'UNAVAILABLE', { 'retry-after': '1' }));
  server.faults.push(...Array.from({ length: 4 }, () => failing('GET', 500)));
  const { parity } = await workplaceWith(onPython(ROUTE), { config: { limits: { timeoutMs: 300 } } });
  expect((await parity('revert', ROUTE, ...PUBLISH)).code).toBe(3);
  expect(server.asked).toEqual(['GET', 'PUT', 'GET', 'GET', 'GET', 'GET']);
  expect(sideOf(publishedMap(), ROUTE)).toBe('python');
});

test('what would be refused again is not tried again: a token that is not taken', async () => {
  await server.close();
  server = await startRemoteConfig({ token: 'another' });
  const { parity, targets } = await workplaceWith(onPython(ROUTE));
  const { code, stderr } = await parity('revert', '--all', ...PUBLISH);
  expect([code, stderr]).toEqual([3, expect.stringContaining('invalid authentication credentials')]);
  expect([server.asked, sideOf(readTargets(targets), ROUTE)]).toEqual([['GET'], 'rust']);
});

test('a config that is none holds the publishing up, not the revert', async () => {
  const { parity, targets } = await workplaceWith(onPython(ROUTE), { config: { unknown: 1 } });
  const { code, stderr } = await parity('revert', '--all', ...PUBLISH);
  expect([code, stderr]).toEqual([3, expect.stringContaining('unknown key "unknown"')]);
  expect(sideOf(readTargets(targets), ROUTE)).toBe('rust');
});

test('a local map that cannot be written: the published one is reverted all the same, exit 3', async () => {
  put(onPython(ROUTE, OTHER));
  const { parity } = await workplace(server.url);
  const nowhere = join(mkdtempSync(join(tmpdir(), 'parity-nowhere-')), 'missing', 'targets.json');
  const { code, stderr } = await parity('revert', ROUTE, ...PUBLISH, '--targets', nowhere);
  expect([code, stderr]).toEqual([3, expect.stringContaining('ENOENT')]);
  expect([ROUTE, OTHER].map((route) => sideOf(publishedMap(), route))).toEqual(['rust', 'python']);
});

test('a published map that is broken is replaced by one with nothing on python', async () => {
  const broken = '{"schemaVersion":1,"targets":{"GET /v1/folders":{"side":"python"},"x":{"side":"blue"}}}';
  server.put({ parameters: { [PARAMETER]: { defaultValue: { value: broken } } } });
  const { parity } = await workplaceWith(onPython(ROUTE, OTHER));
  expect((await parity('revert', ROUTE, ...PUBLISH)).code).toBe(0);
  expect([ROUTE, OTHER].map((route) => sideOf(publishedMap(), route))).toEqual(['rust', 'rust']);
});

test('without --publish nothing of Firebase is loaded', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parity-loaded-'));
  const [hook, list] = [join(folder, 'hook.cjs'), join(folder, 'loaded.txt')];
  writeFileSync(
    hook,
    `process.on('exit', () => require('fs').writeFileSync(${JSON.stringify(list)}, Object.keys(require.cache).join('\\n')));`,
  );
  const env = { NODE_OPTIONS: `--require ${hook}` };
  const { parity, targets } = await workplaceWith(onPython(ROUTE), { env });
  const loads = (): boolean => readFileSync(list, 'utf8').includes('firebase-admin');
  expect((await runCli(['revert', '--all', '--targets', targets], { env })).code).toBe(0);
  expect(loads()).toBe(false);
  await parity('revert', '--all', ...PUBLISH);
  expect(loads()).toBe(true);
});
