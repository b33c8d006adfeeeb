/** One request to the Firestore REST API: credentials, retries where repeating is safe, errors that say what to do. */

import { Pool } from 'undici';
import { newDeadline } from '../deadline.ts';
import { messageOf, ParityError } from '../errors.ts';

export type FirestoreFailure = 'refused' | 'denied' | 'not-found' | 'timeout' | 'bad-answer';

/** Firestore could not be asked, or refused. Never a difference between the sides: exit code 3. */
export class FirestoreError extends ParityError {
  declare readonly code: FirestoreFailure;

  constructor(code: FirestoreFailure, message: string, cause?: unknown) {
    super(code, message, { exitCode: 3, cause });
    this.name = 'FirestoreError';
  }
}

export interface FirestoreHttpOptions {
  /** `https://firestore.googleapis.com`, or an emulator's `http://127.0.0.1:8080`. */
  origin: string;
  /** The access token of a request. */
  token: () => Promise<string>;
  /** Milliseconds for one whole answer. Default 30,000. */
  timeoutMs?: number;
}

/** POSTs a JSON body to a path below the origin and returns the parsed answer. Throws a FirestoreError. */
export type FirestoreCall = (path: string, body: string, doing: string) => Promise<unknown>;

const RETRIES = 4;
const REFUSED = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);
const TIMEOUTS = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'UND_ERR_CONNECT_TIMEOUT']);

export function firestoreHttp(options: FirestoreHttpOptions): { call: FirestoreCall; close(): Promise<void> } {
  const { origin, timeoutMs = 30_000 } = options;
  const pool = new Pool(origin, { connections: 8, headersTimeout: timeoutMs, bodyTimeout: timeoutMs });

  async function once(
    path: string,
    body: string,
    doing: string,
  ): Promise<{ status: number; text: string; token: string }> {
    const token = await options.token().catch((error: unknown) => {
      // The cause may quote a key: it is left out.
      throw new FirestoreError(
        'denied',
        `${doing}: no access token for ${origin} (${errorName(error)}). Check the service account, or set FIRESTORE_EMULATOR_HOST.`,
      );
    });
    const deadline = newDeadline(timeoutMs);
    try {
      const response = await pool.request({
        method: 'POST',
        path,
        body,
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        signal: deadline.signal,
      });
      return { status: response.statusCode, text: await response.body.text(), token };
    } finally {
      deadline.clear();
    }
  }

  async function call(path: string, body: string, doing: string): Promise<unknown> {
    for (let attempt = 0; ; attempt++) {
      const last = attempt >= RETRIES;
      try {
        const answer = await once(path, body, doing);
        const failure = failureOf(answer);
        if (!failure) return parsed(answer.text, doing, origin);
        if (last || !failure.passing) throw refusal(failure, doing, origin, answer.token);
      } catch (error) {
        if (error instanceof FirestoreError) throw error;
        if (last || !REFUSED.has(codeOf(error))) throw unreachable(error, doing, origin, timeoutMs);
      }
      await new Promise((done) => setTimeout(done, 50 * 2 ** attempt));
    }
  }
  return { call, close: () => pool.destroy() };
}

interface Failure {
  http: number;
  status: string;
  message: string;
  /** The same request may work a moment later. */
  passing: boolean;
}

interface Rpc {
  error?: { status?: string; message?: string };
}

function failureOf({ status: http, text }: { status: number; text: string }): Failure | null {
  if (http >= 200 && http < 300) return null;
  let error: Rpc['error'];
  try {
    const json = JSON.parse(text) as Rpc | Rpc[];
    // Streamed methods wrap their error in an array.
    error = (Array.isArray(json) ? json[0] : json)?.error;
  } catch {
    error = { message: text };
  }
  const status = error?.status ?? '';
  const message = (error?.message ?? '').slice(0, 300);
  return { http, status, message, passing: http === 503 || status === 'ABORTED' };
}

function refusal({ http, status, message }: Failure, doing: string, origin: string, token: string): FirestoreError {
  // An answer may repeat the credentials that it was sent.
  const said = (message || 'no text').replaceAll(token.length > 8 ? token : '\0', '[token]').replace(/\.$/, '');
  const found = `${doing}: expected success from ${origin}, found ${http} ${status}: ${said}.`;
  if (http === 401 || http === 403) {
    return new FirestoreError(
      'denied',
      `${found} Check that the credentials are current and may read and write this project.`,
    );
  }
  if (http === 404)
    return new FirestoreError(
      'not-found',
      `${found} Check the project id and that it has a default Firestore database.`,
    );
  return new FirestoreError(
    'bad-answer',
    `${found} Check that a Firestore (or its emulator) listens there, and try again.`,
  );
}

function unreachable(error: unknown, doing: string, origin: string, timeoutMs: number): FirestoreError {
  const code = codeOf(error);
  if (TIMEOUTS.has(code) || (error instanceof Error && error.name === 'TimeoutError')) {
    return new FirestoreError(
      'timeout',
      `${doing}: no whole answer from ${origin} within ${timeoutMs} ms. Check that Firestore is up, and try again.`,
      error,
    );
  }
  return new FirestoreError(
    'refused',
    `${doing}: expected Firestore at ${origin}, found no connection (${code || messageOf(error)}). Start the emulator, or check FIRESTORE_EMULATOR_HOST and the network.`,
    error,
  );
}

function parsed(text: string, doing: string, origin: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new FirestoreError(
      'bad-answer',
      `${doing}: expected JSON from ${origin}, found ${JSON.stringify(text.slice(0, 80))}. Check that a Firestore listens there.`,
    );
  }
}

const codeOf = (error: unknown): string => String(Reflect.get(Object(error), 'code') ?? '');
const errorName = (error: unknown): string => (error instanceof Error ? error.name : 'unknown error');
