import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { serviceAccountCredential } from '../../src/state/credential.ts';
import { openFirestore } from '../../src/state/firestore.ts';

test('a key that cannot sign is an error that says what to do and quotes nothing', async () => {
  const privateKey = '-----BEGIN PRIVATE KEY-----\nCANARY\n-----END PRIVATE KEY-----\n';
  const account = { projectId: 'demo-parity', clientEmail: 'sa@example.com', privateKey };
  const firestore = openFirestore({ project: 'demo-parity', credential: serviceAccountCredential(account) });
  const error = await firestore.tree('users/u1').catch((e: unknown) => e);
  expect(error).toMatchObject({
    code: 'denied',
    message: expect.stringMatching(/no access token.*Check the service account/),
  });
  expect(inspect(error)).not.toContain('CANARY');
  await firestore.close();
}, 30_000);
