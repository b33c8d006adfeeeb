import { existsSync } from 'node:fs';
import { afterEach, beforeEach, expect } from 'vitest';
import { sideOf } from '../../src/gate/targets.ts';
import { readTargets } from '../../src/switch/targets-file.ts';
import { faultTests, type Scenario } from '../support/faults.ts';
import { PARAMETER, ROUTE, workplace } from '../support/published.ts';
import {
  type Fault,
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
const NOWHERE = 'http://127.0.0.1:9';

/** A flip whose requests meet a fault; nothing is published by it. */
const flip =
  (fault?: () => Fault, options: Parameters<typeof workplace>[1] = {}): Scenario =>
  async () => {
    if (fault) server.faults.push(fault());
    const { flip, targets } = await workplace(server.url, options);
    const result = await flip(...PUBLISH);
    expect(JSON.stringify(server.current())).not.toContain('python');
    expect(existsSync(targets) ? sideOf(readTargets(targets), ROUTE) : 'none').toBe(
      result.code === 2 ? 'none' : 'python',
    );
    return result;
  };

const page =
  (status: number): (() => Fault) =>
  () =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'text/html', etag: 'etag-of-a-page' }).end('<html>Sign in</html>');
    return true;
  };

faultTests('Publishing', {
  'flip: the template changed meanwhile': flip(() => overtaken(server, 'PUT', () => server.put({}))),
  'flip: no answer to the publishing': flip(() => hanging('PUT'), { config: { limits: { timeoutMs: 400 } } }),
  'flip: a login page, `200 text/html`': flip(page(200)),
  'flip: `502` with a page': flip(page(502)),
  'flip: no right to publish (`403`)': flip(() => failing('PUT', 403, 'PERMISSION_DENIED')),
  'flip: a token that is not taken': flip(() => failing('GET', 401, 'UNAUTHENTICATED')),
  'flip: a project that is not allow-listed': flip(undefined, { env: { GOOGLE_CLOUD_PROJECT: 'production' } }),
  'flip: a parameter with something else in it': async () => {
    server.put({ parameters: { [PARAMETER]: { defaultValue: { value: 'hello' } } } });
    const { flip } = await workplace(server.url);
    return flip(...PUBLISH);
  },
  'revert: nobody listens': async () => (await workplace(NOWHERE)).parity('revert', '--all', ...PUBLISH),
  'targets --check: nobody listens': async () =>
    (await workplace(NOWHERE)).parity('targets', '--check', 'remote-config'),
});
