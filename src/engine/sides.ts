/** Opens both sides: a live backend where a URL is given, else a stand-in that answers from the recordings. */

import { type Pair, SIDES, type Side } from '../model/side.ts';
import { baseUrl, httpSide } from '../sides/http-side.ts';
import { startStandIn } from '../sides/stand-in.ts';
import { checkHost } from './hosts.ts';
import type { RunSide } from './replayed.ts';

export interface SideOptions {
  urls: Partial<Pair<string>>;
  /** Where each URL was written, for messages about it. */
  sources?: Partial<Pair<string>>;
  timeoutMs: number;
  concurrency: number;
  token?: () => Promise<string>;
  /** Hosts that a live side may be at, beside loopback. */
  allowedHosts: readonly string[];
}

export async function openSides(options: SideOptions): Promise<Pair<RunSide>> {
  const { urls, timeoutMs, concurrency: connections, token, allowedHosts } = options;
  const live = SIDES.filter((side) => urls[side] !== undefined);
  for (const side of live) {
    const source = options.sources?.[side];
    checkHost(side, baseUrl(side, urls[side] as string, source), allowedHosts, source);
  }
  const open = async (side: Side): Promise<RunSide> => {
    const url = urls[side];
    if (url !== undefined) return { client: httpSide({ side, mode: 'live', url, timeoutMs, connections, token }) };
    const standIn = await startStandIn();
    return { client: httpSide({ side, mode: 'recorded', url: standIn.origin, timeoutMs, connections }), standIn };
  };
  const [rust, python] = await Promise.all([open('rust'), open('python')]);
  return { rust, python };
}

export async function closeSides(sides: Pair<RunSide>): Promise<void> {
  for (const side of SIDES) {
    await sides[side].client.close();
    await sides[side].standIn?.close();
  }
}
