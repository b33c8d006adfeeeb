import { existsSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { emptyMap, flipped } from '../../src/gate/targets.ts';
import { readTargets } from '../../src/switch/targets-file.ts';
import { PARAMETER, ROUTE, valueIn, workplace } from '../support/published.ts';
import {
  breaking,
  CONFLICTS,
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

/** What else may stand in a template. */
const OTHERS = {
  conditions: [{ name: 'beta', expression: "app.version.>=(['2'])", tagColor: 'BLUE' }],
  parameters: { greeting: { defaultValue: { value: 'hello' }, conditionalValues: { beta: { value: 'hi' } } } },
  parameterGroups: {
    looks: { description: 'colours', parameters: { dark: { defaultValue: { useInAppDefault: true } } } },
  },
};

test('a flip publishes the map as one parameter; everything else of the template stays', async () => {
  server.put(OTHERS);
  const { flip, targets, parity } = await workplace(server.url);
  const { code, stdout, stderr } = await flip(...PUBLISH);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain('version 2 → 3; version 2 stays in the template');
  expect(stdout).toContain(`${ROUTE}: rust → python`);
  const { version, parameters, ...rest } = server.current();
  const { [PARAMETER]: own, ...others } = parameters ?? {};
  expect({ parameters: others, ...rest }).toEqual(OTHERS);
  expect(own).toEqual({
    valueType: 'JSON',
    description: expect.any(String),
    defaultValue: { value: JSON.stringify(readTargets(targets)) },
  });
  expect(version.description).toBe(`parity flip ${ROUTE}`);
  expect((await parity('targets', '--check', 'remote-config')).code).toBe(0);
});

test('a parameter in a group stays in its group', async () => {
  const own = { description: 'ours', valueType: 'STRING', defaultValue: { value: '{}' } };
  server.put({ parameterGroups: { switches: { parameters: { [PARAMETER]: own } } } });
  const { flip, targets } = await workplace(server.url);
  expect((await flip(...PUBLISH)).code).toBe(0);
  const value = JSON.stringify(readTargets(targets));
  expect(server.current()).toMatchObject({
    parameters: {},
    parameterGroups: { switches: { parameters: { [PARAMETER]: { ...own, defaultValue: { value } } } } },
  });
});

test('--dry-run shows the value before and after, asks the service, and changes nothing', async () => {
  const before = JSON.stringify(emptyMap());
  server.put({ parameters: { [PARAMETER]: { defaultValue: { value: before } } } });
  const { flip, targets } = await workplace(server.url);
  const { code, stdout } = await flip(...PUBLISH, '--dry-run');
  expect(code).toBe(0);
  expect(stdout).toContain(`before: ${before}`);
  expect(stdout).toMatch(
    /after: {2}\{"schemaVersion":1,"revision":1,"targets":\{"GET \/v1\/folders":\{"side":"python"/,
  );
  expect(stdout).toContain('the service takes it; nothing was published');
  expect(server.asked).toEqual(['GET', 'PUT ?validate_only=true']);
  expect([server.versions.length, existsSync(targets)]).toEqual([2, false]);
});

test('--dry-run of what the service would not take: exit 2 with what it says', async () => {
  server.put({ parameters: { [PARAMETER]: { valueType: 'BOOLEAN', defaultValue: { useInAppDefault: true } } } });
  const { flip } = await workplace(server.url);
  const { code, stderr } = await flip(...PUBLISH, '--dry-run');
  expect([code, stderr]).toEqual([2, expect.stringContaining('the value is no boolean')]);
});

test('--dry-run without --publish switches nothing', async () => {
  const { flip, targets } = await workplace(server.url);
  const { code, stdout } = await flip('--dry-run');
  expect([code, stdout, existsSync(targets)]).toEqual([0, expect.stringContaining('this is a dry run'), false]);
  expect(server.asked).toEqual([]);
});

test.each(Object.values(CONFLICTS))(
  'a template that changed meanwhile (%i): who, when, which version; nothing is lost',
  async (...conflict) => {
    await server.close();
    server = await startRemoteConfig({ conflict });
    const parameters = { greeting: { defaultValue: { value: 'x' } } };
    server.faults.push(overtaken(server, 'PUT', () => server.put({ parameters }, 'who@example.invalid')));
    const { flip, targets, parity } = await workplace(server.url);
    const { code, stderr } = await flip(...PUBLISH);
    expect(code).toBe(3);
    expect(stderr).toContain('changed meanwhile: version 2 by who@example.invalid at 2026-11-20T00:02:00.000Z');
    expect(stderr).toMatch(/To publish: npx parity targets --publish remote-config --targets \S+ --config \S+\n$/);
    expect(valueIn(server.current())).toBeUndefined();
    expect((await parity('targets', ...PUBLISH)).code).toBe(0);
    expect(valueIn(server.current())).toBe(JSON.stringify(readTargets(targets)));
    expect(server.current().parameters).toHaveProperty('greeting');
  },
);

test('an answer that is lost after the service has published: sent again, and no conflict with itself', async () => {
  server.faults.push(breaking('PUT'));
  const { flip, targets } = await workplace(server.url);
  const { code, stdout } = await flip(...PUBLISH);
  expect([code, stdout]).toEqual([0, expect.stringContaining('version 1 → 2')]);
  expect(server.asked).toEqual(['GET', 'PUT', 'PUT', 'GET']);
  expect([server.versions.length, valueIn(server.current())]).toEqual([2, JSON.stringify(readTargets(targets))]);
});

test('no answer: exit 3 in time, nothing is sent afterwards, the map is kept', async () => {
  server.faults.push(hanging('PUT'));
  const { flip, targets } = await workplace(server.url, { config: { limits: { timeoutMs: 400 } } });
  const { code, stderr } = await flip(...PUBLISH);
  expect([code, stderr]).toEqual([3, expect.stringContaining('Whether it was published is not known.')]);
  expect(stderr).toContain('found none within 400 ms');
  expect(server.asked).toEqual(['GET', 'PUT']);
  expect(readTargets(targets).revision).toBe(1);
});

test('a service that says when to come again is not waited for longer than the limit', async () => {
  server.faults.push(failing('GET', 503, 'UNAVAILABLE', { 'retry-after': '20' }));
  const { flip } = await workplace(server.url, { config: { limits: { timeoutMs: 400 } } });
  const start = Date.now();
  const { code } = await flip(...PUBLISH);
  expect([code, server.asked]).toEqual([3, ['GET']]);
  expect(Date.now() - start).toBeLessThan(10_000);
});

test('routes that nobody named would change for the clients: exit 2, nothing is published', async () => {
  const elsewhere = flipped(emptyMap(), [OTHER], AT, []);
  server.put({ parameters: { [PARAMETER]: { defaultValue: { value: JSON.stringify(elsewhere) } } } });
  const { flip, parity, targets } = await workplace(server.url);
  const { code, stderr } = await flip(...PUBLISH);
  expect([code, stderr]).toEqual([2, expect.stringContaining(`${OTHER} is on python there and on rust here`)]);
  expect(server.versions.length).toBe(2);
  const again = await parity('targets', ...PUBLISH);
  expect([again.code, again.stdout]).toEqual([0, expect.stringContaining(`${OTHER}: python → rust`)]);
  expect(valueIn(server.current())).toBe(JSON.stringify(readTargets(targets)));
});

test('a revert between the switch and the publishing wins', async () => {
  const { flip, targets } = await workplace(server.url);
  server.faults.push(
    overtaken(server, 'GET', () => writeFileSync(targets, JSON.stringify({ ...emptyMap(), revision: 2 }))),
  );
  expect((await flip(...PUBLISH)).code).toBe(0);
  expect(valueIn(server.current())).toBe(JSON.stringify({ ...emptyMap(), revision: 2 }));
});

test("another's parameter is not overwritten", async () => {
  const parameters = { greeting: { defaultValue: { value: 'hello' } } };
  server.put({ parameters });
  const { flip } = await workplace(server.url, { config: { targets: { remoteConfig: { parameter: 'greeting' } } } });
  const { code, stderr } = await flip(...PUBLISH);
  expect([code, stderr]).toEqual([2, expect.stringContaining('parameter greeting: expected a server-target map')]);
  expect(server.current().parameters).toEqual(parameters);
});

test('values of conditions are left, and told', async () => {
  const own = { defaultValue: { value: '' }, conditionalValues: { beta: { value: JSON.stringify(emptyMap()) } } };
  server.put({ conditions: OTHERS.conditions, parameters: { [PARAMETER]: own } });
  const { flip } = await workplace(server.url);
  const { code, stdout } = await flip(...PUBLISH);
  expect([code, stdout]).toEqual([
    0,
    expect.stringContaining(`${ROUTE}: python here, rust published for clients that meet the condition "beta"`),
  ]);
  expect(server.current().parameters?.[PARAMETER]).toMatchObject({ conditionalValues: own.conditionalValues });
});

test('a project that is not allow-listed is told before anything is written', async () => {
  const { flip, targets } = await workplace(server.url, { env: { GOOGLE_CLOUD_PROJECT: 'production' } });
  const { code, stderr } = await flip(...PUBLISH);
  expect([code, stderr]).toEqual([2, expect.stringContaining('--allow-project production')]);
  expect([server.asked, existsSync(targets)]).toEqual([[], false]);
  // Allowed, it is asked, and is not the stand-in's.
  expect((await flip(...PUBLISH, '--allow-project', 'production')).stderr).toContain('Requested entity was not found');
});

test.each([
  ['http://example.invalid', 'plain HTTP to example.invalid'],
  ['https://example.invalid', 'add it to allow.hosts'],
  ['http://127.0.0.1:9/base', 'without a path'],
  ['nonsense', 'found something else'],
])('FIREBASE_REMOTE_CONFIG_URL_BASE=%s: exit 2, no token leaves', async (base, said) => {
  const { parity } = await workplace(base);
  const { code, stderr } = await parity('targets', ...PUBLISH);
  expect([code, stderr]).toEqual([2, expect.stringContaining(said)]);
});

test('the Google service needs a key', async () => {
  const { parity } = await workplace('');
  const { code, stderr } = await parity('targets', '--check', 'remote-config');
  expect([code, stderr]).toEqual([2, expect.stringContaining('Set GOOGLE_APPLICATION_CREDENTIALS')]);
});

test('a map that is none is told before anybody is asked', async () => {
  const { parity, targets } = await workplace(server.url);
  writeFileSync(targets, '{');
  const { code, stderr } = await parity('targets', ...PUBLISH);
  expect([code, stderr]).toEqual([2, expect.stringContaining('expected a server-target map')]);
  expect(server.asked).toEqual([]);
});
