import { expect, test } from 'vitest';
import { keepSecretsOf } from '../../src/redaction/environment.ts';
import { withoutSecrets } from '../../src/redaction/own-secrets.ts';

test('tokens, and passwords and secret parameters of addresses', () => {
  keepSecretsOf({
    PARITY_ID_TOKEN: ' the-id-token-itself\n',
    PARITY_ENCRYPTION_SECRET: 'the-encryption-secret',
    FIREBASE_API_KEY: 'the-web-api-key',
    PARITY_REDIS_URL: 'redis://name:redis%2Bpassword@127.0.0.1:6379/0',
    PARITY_RUST_URL: 'http://127.0.0.1:8080?token=token-of-rust&page=page-number-of-rust',
    HOME: '/home/somebody-else',
  });
  const text = (...words: string[]): string => withoutSecrets(words.join(' | '));
  expect(text('the-id-token-itself', 'the-encryption-secret', 'the-web-api-key')).toBe(
    '[secret] | [secret] | [secret]',
  );
  expect(text('redis+password', 'redis%2Bpassword', 'token-of-rust')).toBe('[secret] | [secret] | [secret]');
  expect(text('/home/somebody-else', 'page-number-of-rust')).toBe('/home/somebody-else | page-number-of-rust');
});
