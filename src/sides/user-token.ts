/** What a Firebase ID token says about itself. Its signature is the backends' business. */
import { ParityError } from '../errors.ts';
import { keepSecret } from '../redaction/own-secrets.ts';

export interface Token {
  /** The token itself: never in a message, a log or a file. */
  text: string;
  uid: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

/** Reads uid and end of an ID token. Throws a ParityError `bad-token` that does not quote it. */
export function readToken(text: string, source: string): Token {
  keepSecret(text);
  const bad = (found: string): ParityError =>
    new ParityError(
      'bad-token',
      `${source}: expected a Firebase ID token (three parts with dots; sub and exp in the second), found ${found}. Sign in again and copy the idToken, not the refresh or custom token.`,
    );
  const parts = text.trim().split('.');
  if (parts.length !== 3) throw bad(`text with ${parts.length} part${parts.length === 1 ? '' : 's'}`);
  let claims: { sub?: unknown; user_id?: unknown; exp?: unknown };
  try {
    claims = JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString('utf8')) ?? {};
  } catch {
    throw bad('a second part that is no JSON');
  }
  const uid = claims.sub ?? claims.user_id;
  if (typeof uid !== 'string' || uid === '') throw bad('no sub and no user_id');
  if (typeof claims.exp !== 'number') throw bad('no exp');
  return { text: text.trim(), uid, expiresAt: claims.exp * 1000 };
}
