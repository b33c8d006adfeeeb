/** Requests to Firebase Auth: the Google service, or its emulator at the same addresses. */
import { request } from 'undici';
import { messageOf, ParityError } from '../errors.ts';
import { keepSecret } from '../redaction/own-secrets.ts';

const TIMEOUT = 15_000;

export interface AuthCall {
  /** The address up to `/v1/`; the emulator has the service's host as the first part of its path. */
  base: string;
  /** `accounts:signInWithCustomToken` */
  method: string;
  apiKey: string;
  body: object;
  headers?: Record<string, string>;
}

export interface AuthAnswer {
  status: number;
  /** The service's own word: `INVALID_CUSTOM_TOKEN`, `DUPLICATE_LOCAL_ID`. */
  error?: string;
  idToken?: string;
}

/** Texts that must not show in a message, whatever an answer repeats. */
function without(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((s) => s.length > 5)
    .reduce((t, s) => t.replaceAll(s, '[hidden]'), text)
    .slice(0, 200);
}

/** POSTs and reads the answer. Throws a ParityError `auth-refused` where nobody answers with JSON. */
export async function callAuth({ base, method, apiKey, body, headers }: AuthCall): Promise<AuthAnswer> {
  const at = new URL(base).origin;
  const secrets = [apiKey, ...Object.values(body).filter((v) => typeof v === 'string')];
  try {
    const response = await request(`${base}${method}?key=${encodeURIComponent(apiKey)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT),
    });
    const json = (await response.body.json()) as {
      error?: { message?: string };
      idToken?: string;
      refreshToken?: string;
    };
    keepSecret(json.idToken);
    keepSecret(json.refreshToken);
    const error = response.statusCode < 300 ? undefined : (json.error?.message ?? `status ${response.statusCode}`);
    return { status: response.statusCode, error: error && without(error, secrets), idToken: json.idToken };
  } catch (error) {
    const why = without(String(Reflect.get(Object(error), 'code') ?? messageOf(error)), secrets);
    throw new ParityError(
      'auth-refused',
      `signing in: expected Firebase Auth at ${at}, found no usable answer (${why}). Start the Auth emulator or check FIREBASE_AUTH_EMULATOR_HOST; against Google, check the network.`,
      { exitCode: 3 },
    );
  }
}

/** Exchanges a custom token for an ID token. */
export async function exchange(base: string, apiKey: string, customToken: string): Promise<string> {
  keepSecret(apiKey);
  keepSecret(customToken);
  const body = { token: customToken, returnSecureToken: true };
  const answer = await callAuth({ base, method: 'accounts:signInWithCustomToken', apiKey, body });
  if (answer.idToken) return answer.idToken;
  throw new ParityError(
    'auth-refused',
    `signing in: expected an ID token from ${new URL(base).origin}, found ${answer.status} ${answer.error ?? 'without one'}. Check that FIREBASE_API_KEY and the service account are of the same project.`,
    { exitCode: 3 },
  );
}
