/**
 * Redirects in traffic: a proxy sees two exchanges where the client makes one call and gets one answer, for it follows
 * what leads on. Pure.
 */

import type { MatchedRoute } from '../catalog/catalog.ts';
import type { SentRequest } from '../model/exchange.ts';
import { hopOf } from '../model/redirects.ts';
import type { Traffic } from '../model/traffic.ts';

/** A call of the client with all that was sent for it: its own request, and those that followed redirects. */
export type Followed<T> = T & { sent: readonly SentRequest[] };

/** Later ones are calls of their own. */
const WITHIN = 8;

/** In order of the beginnings; each gets the answer that its redirects led to. */
export function followed<T extends Traffic & { matched: MatchedRoute | null }>(steps: readonly T[]): Followed<T>[] {
  const used = new Set<T>();
  return steps.flatMap((step, at): Followed<T>[] => {
    if (used.has(step)) return [];
    const sent = [step.request];
    let last: T = step;
    for (;;) {
      const next = nextOf(last, step.matched);
      const found =
        next && steps.slice(at + 1, at + 1 + WITHIN).find((other) => !used.has(other) && same(other, next, last));
      if (!found) break;
      used.add(found);
      sent.push(found.request);
      last = found;
    }
    if (last === step) return [{ ...step, sent }];
    const { answer, endedAt, unusable } = last;
    const { unusable: _, ...own } = step;
    return [{ ...(own as T), answer, endedAt, ...(unusable === undefined ? {} : { unusable }), sent }];
  });
}

function nextOf({ request, answer, unusable }: Traffic, matched: MatchedRoute | null): SentRequest | undefined {
  if (unusable !== undefined || matched?.route.success?.includes(answer.status)) return undefined;
  const location = answer.headers.find(([name]) => name === 'location')?.[1];
  if (location === undefined || !URL.canParse(location, 'http://same')) return undefined;
  // Traffic does not tell the host: an address that names one is taken for its own.
  const own = new URL(request.target, new URL(location, 'http://same').origin);
  const hop = hopOf(request, own, answer.status, answer.headers, '');
  return hop && 'request' in hop ? hop.request : undefined;
}

const same = (other: Traffic, { method, target }: SentRequest, before: Traffic): boolean =>
  other.request.method === method && other.request.target === target && other.startedAt >= before.startedAt;
