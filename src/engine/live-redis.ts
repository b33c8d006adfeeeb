/** Redis around the cases of a live run: what each of them may touch there, and what is said where there is none. */
import type { Catalog, MatchedRoute } from '../catalog/catalog.ts';
import type { Case } from '../model/case.ts';
import type { CaseResult, Note } from '../model/result.ts';
import { keysOf, type RedisStore } from '../state/redis.ts';
import type { RedisBackup } from '../state/redis-backup.ts';
import { type RedisScope, redisScope } from '../state/redis-scope.ts';
import { redisWorld } from '../state/redis-world.ts';
import { isLoopback } from './hosts.ts';

/** A database with more keys than this is not put aside as a whole. */
const WHOLE_AT_MOST = 100_000;

export interface LiveRedis {
  /** Keeps what is there; returns why the case cannot be compared over it. */
  protect(recording: Case): Promise<string | undefined>;
  /** Puts the keys of the case in place: before each side. */
  put(recording: Case): Promise<void>;
  /** Takes away what the case put or made. */
  clear(recording: Case): Promise<void>;
}

/** On this machine the whole database is the run's own for its time. */
export const isWhole = async (store: RedisStore): Promise<boolean> =>
  isLoopback(store.host) && (await store.size()) <= WHOLE_AT_MOST;

export function liveRedisWorld(
  store: RedisStore,
  backup: RedisBackup,
  { catalog, uid, mayTake }: { catalog: Catalog; uid: string; mayTake: boolean },
): LiveRedis {
  const world = redisWorld(store, backup, { uid, mayTake });
  const scope = (recording: Case): RedisScope => scopeOfCase(recording, catalog, uid);
  return {
    async protect(recording) {
      const others = await world.protect(scope(recording));
      if (others.length === 0) return undefined;
      return `the Redis at ${store.address} held keys of others before the case, which its routes would show (${others.slice(0, 3).join(', ')}${others.length > 3 ? ` and ${others.length - 3} more` : ''}): they are not parity's to put aside; run against a Redis on this machine, an emulator or a demo-* project`;
    },
    put: (recording) => world.put(scope(recording), recording.world.redis),
    clear: (recording) => world.clear(scope(recording)),
  };
}

function scopeOfCase(recording: Case, catalog: Catalog, uid: string): RedisScope {
  const { documents, redis } = recording.world;
  return redisScope([...catalog.redis, ...routesOf(recording, catalog).flatMap(({ route }) => route.redis ?? [])], {
    uid,
    keys: keysOf(redis),
    names: Object.keys(documents).flatMap((path) => path.split('/').at(-1) ?? []),
  });
}

const routesOf = (recording: Case, catalog: Catalog): MatchedRoute[] =>
  recording.rust.flatMap((step) => catalog.find(step.request.method, step.request.target) ?? []);

/** Without a Redis to set up: which routes of the case keep something there all the same. */
export function redisNotes(recording: Case, { routes, suite, case: name }: CaseResult, catalog: Catalog): Note[] {
  return routes.flatMap(({ route }): Note[] => {
    const step = recording.rust.find((s) => catalog.find(s.request.method, s.request.target)?.name === route);
    const own = step && catalog.find(step.request.method, step.request.target)?.route.redis;
    if (!own) return [];
    const text = `${route} keeps state in Redis (${own.join(', ')}), which was not set up: give PARITY_REDIS_URL, the Redis of the backends`;
    return [{ kind: 'redis', route, suite, case: name, step: step.id, text }];
  });
}

/** Modules of which some route keeps state in Redis. */
export const modulesWithRedis = (catalog: Catalog): string[] => [
  ...new Set(catalog.routes.filter(({ route }) => (route.redis ?? []).length > 0).map(({ module }) => module)),
];
