import { join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import { type Firestore, openFirestore } from '../../src/state/firestore.ts';
import { unsignedToken } from '../support/auth-server.ts';
import { FIXTURES, readFixture } from '../support/cases.ts';
import { QUICK, runParity } from '../support/cli.ts';
import { faultTests, type Scenario } from '../support/faults.ts';
import { type FirestoreServer, startFirestore } from '../support/firestore-server.ts';
import { madeCase } from '../support/made-fixtures.ts';
import { type BackendOptions, type RecordedBackend, startBackend } from '../support/recorded-backend.ts';

const KEY = 'folders/rename-missing';
const BEFORE = {
  'users/parity-user-1': { name: { stringValue: 'Somebody' } },
  'users/parity-user-1/folders/own': { name: { stringValue: 'Own' } },
};

let server: FirestoreServer;
let firestore: Firestore;
const backends: RecordedBackend[] = [];
beforeEach(async () => {
  server = await startFirestore();
  server.load(BEFORE);
  firestore = openFirestore({ project: 'demo-parity', emulatorHost: server.host });
});
afterEach(async () => {
  // Whatever happened, what was there before the run is there again.
  expect(server.dump()).toEqual(BEFORE);
  await Promise.all([...backends.splice(0).map((b) => b.close()), firestore.close(), server.close()]);
});

interface Live {
  key?: string;
  rust?: Partial<BackendOptions>;
  python?: Partial<BackendOptions>;
  args?: string[];
  env?: Record<string, string>;
}

const live =
  ({ key = KEY, rust, python, args = [], env = {} }: Live): Scenario =>
  async () => {
    const recording = await readFixture(join(FIXTURES, key));
    const urls: string[] = [];
    for (const [side, more] of Object.entries({ rust, python }) as ['rust' | 'python', Live['rust']][]) {
      const backend = await startBackend({ side, firestore, ...more });
      backend.use(recording);
      backends.push(backend);
      urls.push(`--${side}`, backend.url);
    }
    return runParity(['--case', key, '--quiet', ...QUICK, ...urls, ...args], {
      env: { FIRESTORE_EMULATOR_HOST: server.host, PARITY_ID_TOKEN: unsignedToken('parity-user-1'), ...env },
    });
  };

/** Answers these requests in another way than the recording. */
const refusing = (status: number, path: RegExp): Partial<BackendOptions> => ({
  intercept: (request, response) => {
    if (!path.test(request.url ?? '')) return false;
    response.writeHead(status, { 'content-type': 'application/json', 'retry-after': '0' }).end('{"detail":"refused"}');
    return true;
  },
});

faultTests('Live runs', {
  'a token that has expired': live({ env: { PARITY_ID_TOKEN: unsignedToken('parity-user-1', -10) } }),
  'a token that a side refuses': live({ python: { token: 'another' } }),
  'a side that reads another Firestore': live({
    python: {
      intercept: (request, response) => {
        if (request.url !== '/v1/folders') return false;
        response.writeHead(200, { 'content-type': 'application/json' }).end('[]');
        return true;
      },
    },
  }),
  'a project that is not allow-listed': live({ env: { PARITY_PROJECT: 'production' } }),
  'no Firestore': live({
    key: 'folders/life-of-a-folder',
    rust: { firestore: undefined },
    python: { firestore: undefined },
    args: ['--destructive'],
    env: { FIRESTORE_EMULATOR_HOST: '' },
  }),
  'a Firestore that refuses writes': async () => {
    server.failWrites(true);
    return live({})();
  },
  'a Firestore that is not there': async () => live({ env: { FIRESTORE_EMULATOR_HOST: '127.0.0.1:9' } })(),
  'a Redis that is not there': live({ env: { PARITY_REDIS_URL: 'redis://:hidden@127.0.0.1:9' } }),
  'a step that must not go out, among others': live({ key: 'folders/delete-into-target' }),
  'a case whose world is not known': async () => {
    const world = { documents: {}, unknown: 'recorded without access to Firestore' };
    return live({ args: ['--fixtures', madeCase({ from: KEY, world })] })();
  },
  'a case that needs a language model': live({ key: 'chat/greet-a-new-session' }),
  'an accidental `429` of one side': live({ python: refusing(429, /^\/v1\/folders\/./) }),
  'a side that calls a fresh request too old (`408`)': live({ python: refusing(408, /^\/v1\/folders\/./) }),
});
