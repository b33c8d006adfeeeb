/**
 * What a backend may still answer from its own memory: parity waits until what another world left there has ended, and
 * asks once more where a case itself changed what was remembered.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Catalog } from '../catalog/catalog.ts';
import type { Cache } from '../catalog/route.ts';
import type { Case } from '../model/case.ts';
import type { SideResult } from '../model/exchange.ts';
import type { Session } from '../model/session.ts';
import type { Side } from '../model/side.ts';
import type { Ask } from './cross-read.ts';

export interface Caches {
  /** Waits until the side remembers nothing of another world. `changed`: the documents are no longer the case's own. */
  outlive(side: Side, recording: Case, changed?: boolean): Promise<void>;
  /** Answers that came when the side was asked again after its memory had ended, by step. */
  askAgain(side: Side, recording: Case, session: Session, ask: Ask): Promise<Session>;
}

/** `userPath`: documents below it are nobody else's, and are not remembered. */
export function newCaches(catalog: Catalog, userPath: string, signal: AbortSignal): Caches {
  const remembered = new Map<string, { until: number; world: unknown }>();
  const sleepUntil = async (moment: number): Promise<void> => {
    // A run that is stopped waits for nothing.
    if (moment > Date.now()) await pause(moment - Date.now(), undefined, { signal }).catch(() => undefined);
  };
  const cachesOf = (side: Side, recording: Case): (Cache | undefined)[] =>
    recording.rust.map((step) => {
      const cache = catalog.find(step.request.method, step.request.target)?.route.cache;
      return cache?.side === side ? cache : undefined;
    });

  return {
    async outlive(side, recording, changed = false) {
      const world =
        changed || writes(recording, catalog).some(Boolean) ? Symbol('changed') : worldOf(recording, userPath);
      const own = cachesOf(side, recording).filter((c) => c !== undefined);
      for (const { name } of own) {
        const last = remembered.get(`${side} ${name}`);
        if (last && (changed || last.world !== worldOf(recording, userPath))) await sleepUntil(last.until);
      }
      // It is asked from now on; how long that takes is added when it was.
      for (const { name, seconds } of own)
        remembered.set(`${side} ${name}`, { until: Date.now() + seconds * 1000, world });
    },
    async askAgain(side, recording, session, ask) {
      const own = cachesOf(side, recording);
      for (const cache of own) {
        const last = cache && remembered.get(`${side} ${cache.name}`);
        if (last) last.until = session.window.to / 1000 + cache.seconds * 1000;
      }
      const stale = maybeStale(own, writes(recording, catalog));
      if (stale.length === 0) return session;
      await sleepUntil(session.window.to / 1000 + Math.max(...stale.map(({ cache }) => cache.seconds)) * 1000);
      const again = new Map<string, SideResult>();
      for (const { index } of stale) {
        const step = recording.rust[index];
        const request = session.sent[index];
        if (step && request && session.results[index]?.kind === 'answer' && !signal.aborted)
          again.set(step.id, (await ask(side, step, request)).result);
      }
      return { ...session, again };
    },
  };
}

const writes = (recording: Case, catalog: Catalog): boolean[] =>
  recording.rust.map(({ request }) => (catalog.find(request.method, request.target)?.route.kind ?? 'write') !== 'read');

/** Reads after the last write of a case that read the same before it. */
function maybeStale(
  caches: readonly (Cache | undefined)[],
  isWrite: readonly boolean[],
): { index: number; cache: Cache }[] {
  const last = isWrite.lastIndexOf(true);
  return caches.flatMap((cache, index) => {
    if (!cache || last < 0 || index < last) return [];
    const before = caches.slice(0, last).some((earlier) => earlier?.name === cache.name);
    return before ? [{ index, cache }] : [];
  });
}

/** What more than one user shares: documents outside the user's tree, and keys. */
function worldOf({ world }: Case, userPath: string): string {
  const shared = Object.entries(world.documents).filter(([path]) => !path.startsWith(`${userPath}/`));
  return JSON.stringify([shared.sort(([a], [b]) => (a < b ? -1 : 1)), world.redis]);
}
