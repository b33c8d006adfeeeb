/** Opens both sides: a live backend where a URL is given, else a stand-in that answers from the recordings. */
import { SIDES, type Side } from '../../catalog/route.ts';
import { ParityError } from '../../errors.ts';
import { baseUrl, httpSide } from '../../sides/http-side.ts';
import { startStandIn } from '../../sides/stand-in.ts';
import type { RunSide } from './pipeline.ts';

export interface SideOptions {
  urls: Partial<Record<Side, string>>;
  timeoutMs: number;
  concurrency: number;
  token?: () => Promise<string>;
  /** Hosts that a live side may be at, beside loopback. */
  allowedHosts: readonly string[];
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\]|.*\.localhost)$/;

export const isLoopback = (hostname: string): boolean => LOOPBACK.test(hostname);

/** Refuses a host that is not allow-listed: a typing error must not replay writes at somebody's production. */
export function checkHost(side: Side, url: URL, allowed: readonly string[]): void {
  if (isLoopback(url.hostname) || allowed.includes(url.hostname) || allowed.includes(url.host)) return;
  throw new ParityError(
    'host-not-allowed',
    `--${side}: expected loopback or an allow-listed host, found ${url.host}. If requests may really be replayed there, add it to allow.hosts in parity.config.json or give --allow-host ${url.hostname}.`,
  );
}

export async function openSides(options: SideOptions): Promise<Record<Side, RunSide>> {
  const { urls, timeoutMs, concurrency: connections, token, allowedHosts } = options;
  const live = SIDES.filter((side) => urls[side] !== undefined);
  for (const side of live) checkHost(side, baseUrl(side, urls[side] as string), allowedHosts);
  const open = async (side: Side): Promise<RunSide> => {
    const url = urls[side];
    if (url !== undefined) return { client: httpSide({ side, mode: 'live', url, timeoutMs, connections, token }) };
    const standIn = await startStandIn();
    return { client: httpSide({ side, mode: 'recorded', url: standIn.origin, timeoutMs, connections }), standIn };
  };
  const [rust, python] = await Promise.all([open('rust'), open('python')]);
  return { rust, python };
}

export async function closeSides(sides: Record<Side, RunSide>): Promise<void> {
  for (const side of SIDES) {
    await sides[side].client.close();
    await sides[side].standIn?.close();
  }
}
