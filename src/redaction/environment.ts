/** The secrets that an environment holds: known before the first word is said. */
import { namesSecret } from './names.ts';
import { keepSecret } from './own-secrets.ts';

const SECRETS = ['PARITY_ID_TOKEN', 'PARITY_ENCRYPTION_SECRET', 'FIREBASE_API_KEY'];
const ADDRESSES = ['PARITY_REDIS_URL', 'PARITY_RUST_URL', 'PARITY_PYTHON_URL'];

/** Keeps the tokens, and the passwords inside addresses. */
export function keepSecretsOf(env: Readonly<Record<string, string | undefined>>): void {
  for (const name of SECRETS) keepSecret(env[name]);
  for (const name of ADDRESSES) keepSecretsOfUrl(env[name]);
}

/** The password of an address, and the values of its secret parameters. */
export function keepSecretsOfUrl(text: string | undefined): void {
  if (!text || !URL.canParse(text)) return;
  const { password, searchParams } = new URL(text);
  keepSecret(password);
  try {
    keepSecret(decodeURIComponent(password));
  } catch {
    // A password that is not percent-encoded: it is kept as it stands.
  }
  for (const [name, value] of searchParams) if (namesSecret(name)) keepSecret(value);
}
