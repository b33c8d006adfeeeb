import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openFirestore } from '../../src/state/firestore.ts';
import { FIXTURES, judge, readFixture } from '../support/cases.ts';
import { QUICK, runParity, verdictsOf } from '../support/cli.ts';
import { startFirestore } from '../support/firestore-server.ts';
import { startBackend } from '../support/recorded-backend.ts';

/** All cases run over test backends in `live-verdicts`; these go through the command line. */
const CASES = [
  'folders/life-of-a-folder',
  'action-items/share-and-open-link',
  'memories/id-field-is-not-the-document-name',
  'messages/default-history',
  'locks/conversations-two-of-six-locked',
];

test.each(CASES)('two live servers give the verdicts of the recorded mode: %s', async (key) => {
  const recording = await readFixture(join(FIXTURES, key));
  const server = await startFirestore();
  const firestore = openFirestore({ project: 'demo-parity', emulatorHost: server.host });
  const token = 'canary-token';
  const [rust, python] = [
    await startBackend({ side: 'rust', firestore, token }),
    await startBackend({ side: 'python', firestore, token }),
  ];
  for (const backend of [rust, python]) backend.use(recording);
  const args = ['--case', key, '--destructive', ...QUICK, '--rust', rust.url, '--python', python.url, '--quiet'];
  const { report, stderr } = await runParity(args, {
    env: { PARITY_ID_TOKEN: token, FIRESTORE_EMULATOR_HOST: server.host },
  });
  const recorded = Object.fromEntries(judge(recording).routes.map((r) => [`${key} ${r.route}`, r.verdict]));
  expect(verdictsOf(report), stderr).toEqual(recorded);
  expect(rust.requests.map((r) => r.authorization)).toContain('Bearer canary-token');
  expect(JSON.stringify(report)).not.toContain('canary-token');
  await Promise.all([rust.close(), python.close(), firestore.close(), server.close()]);
});
