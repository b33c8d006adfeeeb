/** Why no answer came, in words that say what to do. */
import { messageOf } from '../errors.ts';

const WORDS: Record<string, string> = {
  ECONNREFUSED: 'connection refused: is the backend running at this address?',
  ECONNRESET: 'the connection was reset',
  UND_ERR_SOCKET: 'the connection was closed before the answer',
  ENOTFOUND: 'no such host: check the address',
  UND_ERR_CONNECT_TIMEOUT: 'no connection within the time-out: check address and firewall',
};

export function describe(error: unknown, timeoutMs: number): string {
  const code = String(Reflect.get(error as object, 'code') ?? '');
  const name = error instanceof Error ? error.name : '';
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT' || name === 'TimeoutError') {
    return `no whole answer within ${timeoutMs} ms (raise it with --timeout)`;
  }
  return WORDS[code] ?? messageOf(error);
}
