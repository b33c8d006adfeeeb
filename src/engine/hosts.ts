/** Where requests may go. */

import { ParityError } from '../errors.ts';

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\]|.*\.localhost)$/;

export const isLoopback = (hostname: string): boolean => LOOPBACK.test(hostname);

/** Refuses a host that is not allow-listed: a typing error must not replay writes at somebody's production. */
export function checkHost(source: string, url: URL, allowed: readonly string[]): void {
  if (isLoopback(url.hostname) || allowed.includes(url.hostname) || allowed.includes(url.host)) return;
  throw new ParityError(
    'host-not-allowed',
    `${source}: expected loopback or an allow-listed host, found ${url.host}. If requests may really be replayed there, add it to allow.hosts in parity.config.json or give --allow-host ${url.hostname}.`,
  );
}
