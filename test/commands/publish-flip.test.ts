import { afterEach, beforeEach, expect, test } from 'vitest';
import { sideOf } from '../../src/gate/targets.ts';
import { readTargets } from '../../src/switch/targets-file.ts';
import { PARAMETER, ROUTE, workplace } from '../support/published.ts';
import { type RemoteConfigServer, startRemoteConfig } from '../support/remote-config-server.ts';

let server: RemoteConfigServer;
beforeEach(async () => {
  server = await startRemoteConfig();
});
afterEach(() => server.close());

const OTHERS = {
  conditions: [{ name: 'beta', expression: "app.userProperty['beta'] == 'yes'", tagColor: 'BLUE' }],
  parameters: { greeting: { defaultValue: { value: 'hello' }, conditionalValues: { beta: { value: 'hi' } } } },
  parameterGroups: { looks: { description: 'colours', parameters: { dark: { defaultValue: { useInAppDefault: true } } } } },
};

test('a flip publishes the map as one parameter, everything else stays', async () => {
  server.put(OTHERS);
  const { flip, targets } = await workplace(server.url);
  const { code, stdout, stderr } = await flip('--publish', 'remote-config');
  expect([code, stderr], stdout).toEqual([0, '']);
  console.log(stdout);
  const { version, ...content } = server.current();
  expect(JSON.stringify(content)).toContain('xx');
});
