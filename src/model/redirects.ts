/**
 * Redirects as URL loading follows them: 301, 302 and 303 turn a POST into a GET, 307 and 308 keep method and body. Only
 * to the same origin: another one would be sent the user's token, or is not the backend.
 */
import type { SentRequest } from './exchange.ts';

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** More hops are taken for a loop. */
export const MOST_HOPS = 10;

export const isRedirect = (status: number): boolean => REDIRECTS.has(status);

export type Hop = { request: SentRequest } | { stopped: string };

/** The request after a redirect; undefined where the answer is none. `url`: of the request that was answered. */
export function hopOf(
  request: SentRequest,
  url: URL,
  status: number,
  headers: readonly (readonly [string, string])[],
  prefix: string,
): Hop | undefined {
  const location = headers.find(([name]) => name === 'location')?.[1];
  if (!isRedirect(status) || location === undefined) return undefined;
  if (!URL.canParse(location, url.href)) return { stopped: 'the address of the redirect cannot be read' };
  const to = new URL(location, url);
  if (to.origin !== url.origin) return { stopped: `the redirect leads to another origin (${to.host})` };
  const path = `${to.pathname}${to.search}`;
  const target = prefix !== '' && path.startsWith(prefix) ? path.slice(prefix.length) : path;
  const becomesGet = status === 303 ? request.method !== 'HEAD' : status < 307 && request.method === 'POST';
  if (!becomesGet) return { request: { ...request, target } };
  const headersLeft = request.headers.filter(([name]) => !name.startsWith('content-'));
  return { request: { ...request, method: 'GET', target, body: null, headers: headersLeft } };
}
