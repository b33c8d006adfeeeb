/** Opens both sides: a live backend where a URL is given, else a stand-in that answers from the recordings. */

import { type Pair, SIDES, type Side } from '../model/side.ts';
import { baseUrl, httpSide } from '../sides/http-side.ts';
import { startStandIn } from '../sides/stand-in.ts';
import { checkHost } from './hosts.ts';
import type { SideAddress } from './live-options.ts';
import type { RunSide } from './replayed.ts';

export interface SideOptions {
  addresses: Partial<Pair<SideAddress>>;
  timeoutMs: number;
  concurrency: number;
  token?: () => Promise<string>;
  /** Hosts that a live side may be at, beside loopback. */
  allowedHosts: readonly string[];
}

export async function openSides(options: SideOptions): Promise<Pair<RunSide>> {
  const { addresses, timeoutMs, concurrency: connections, token, allowedHosts } = options;
  for (const side of SIDES) {
    const address = addresses[side];
    if (address) checkHost(address.source, baseUrl(address.source, address.url), allowedHosts);
  }
  const open = async (side: Side): Promise<RunSide> => {
    const url = addresses[side]?.url;
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
