/**
 * The Redis keys of a case: what was there before is kept, both sides start from the case's own keys, and what the case
 * made goes away. On this machine the whole database is parity's for the time of the run; elsewhere only the keys that
 * the routes of a case declare.
 */
import type { RedisStore } from './redis.ts';
import type { RedisBackup } from './redis-backup.ts';
import type { RedisScope } from './redis-scope.ts';

export interface RedisWorld {
  /** Keeps what is there before the case changes it; returns the keys of others that its routes would show. */
  protect(scope: RedisScope): Promise<string[]>;
  /** Empties the case's keys and runs its commands: before each side. */
  put(scope: RedisScope, commands: readonly (readonly string[])[]): Promise<void>;
  /** Takes away what the case put or made: after it. */
  clear(scope: RedisScope): Promise<void>;
}

/** Keys that the case may empty, and keys that it may only look at. */
function parts({ own, items, shared }: RedisScope, mayTake: boolean): { taken: string[]; watched: string[] } {
  return mayTake
    ? { taken: [...own, ...items, ...shared], watched: [] }
    : { taken: [...own], watched: [...items, ...shared] };
}

/** `mayTake`: whether keys of others may be put aside for the time of the run. */
export function redisWorld(
  store: RedisStore,
  backup: RedisBackup,
  { uid, mayTake }: { uid: string; mayTake: boolean },
): RedisWorld {
  const take = mayTake || backup.whole;
  const globsOf = (scope: RedisScope): string[] => (backup.whole ? ['*'] : parts(scope, take).taken);

  /** Keys that this run made where it may only look: new ones that carry the user. */
  async function adopt(scope: RedisScope): Promise<void> {
    const { watched } = parts(scope, take);
    if (watched.length === 0) return;
    const fresh = (await store.keys(watched)).filter((key) => !backup.existed(key));
    const mine = await Promise.all(fresh.map(async (key) => ((await store.mentions(key, uid)) ? [key] : [])));
    await backup.adopt(mine.flat());
  }

  async function empty(scope: RedisScope): Promise<void> {
    await adopt(scope);
    await store.remove([...(await store.keys(globsOf(scope))), ...backup.made]);
  }

  return {
    async protect(scope) {
      const { taken, watched } = parts(scope, take);
      await backup.protect(taken, watched);
      if (take || scope.shared.length === 0) return [];
      const own = new Set(await store.keys(scope.own));
      return (await store.keys(scope.shared)).filter((key) => !own.has(key) && !backup.made.has(key));
    },
    async put(scope, commands) {
      await empty(scope);
      await store.run(commands);
    },
    clear: empty,
  };
}
