/** The Redis keys of a case, where a backend counts and caches: set up before it, cleared after it. */
import { messageOf, ParityError } from '../errors.ts';
import { keepSecretsOfUrl } from '../redaction/environment.ts';

/** What a key held, so that it can be put back. */
export interface SavedKey {
  key: string;
  /** Redis's own form of the value, base64; null where there was none. */
  dump: string | null;
  /** Milliseconds that it still had to live; 0 for ever. */
  ttl: number;
}

export interface RedisStore {
  /** Empties the keys that the commands name, then runs the commands in order. */
  put(commands: readonly (readonly string[])[]): Promise<void>;
  /** Deletes the user's rate-limit counters (`rl:*:{uid}`) and the cached fair-use stage. Returns how many keys. */
  clearUser(uid: string): Promise<number>;
  save(keys: readonly string[]): Promise<SavedKey[]>;
  restore(saved: readonly SavedKey[]): Promise<void>;
  close(): Promise<void>;
}

/** Commands that set up keys and name one key, first. Anything else (FLUSHALL, CONFIG, EVAL) has no place in a world. */
const ALLOWED = new Set(
  'SET SETEX PSETEX APPEND INCR INCRBY SADD ZADD HSET HMSET LPUSH RPUSH EXPIRE PEXPIRE EXPIREAT PEXPIREAT DEL'.split(
    ' ',
  ),
);

/** The keys that a world's commands write. Throws a ParityError for a command that a world may not hold. */
export function keysOf(commands: readonly (readonly string[])[]): string[] {
  const keys = commands.map(([verb = '', key]) => {
    if (ALLOWED.has(verb.toUpperCase()) && key !== undefined) return key;
    throw new ParityError(
      'redis-command',
      `redis in world.json: expected one of ${[...ALLOWED].join(', ')} and a key, found ${JSON.stringify([verb, key])}.`,
    );
  });
  return [...new Set(keys)];
}

/** The address without user and password. */
function shown(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'an address that is no URL';
}

/** Connects to PARITY_REDIS_URL (`redis://host:6379/0`). Throws a ParityError `redis-refused` that says what to do. */
export async function openRedis(url: string): Promise<RedisStore> {
  keepSecretsOfUrl(url);
  const failed = (error: unknown): ParityError =>
    new ParityError(
      'redis-refused',
      // The library's text may hold the address with its password.
      `PARITY_REDIS_URL: expected a Redis at ${shown(url)}, found ${messageOf(error).replaceAll(url, shown(url)) || 'no connection'}. Start it, correct the address, or unset the variable: cases with Redis keys are then inconclusive.`,
      { exitCode: 3 },
    );
  // Loaded here: most runs need no Redis.
  const { createClient, RESP_TYPES } = await import('redis');
  const connect = async () => {
    const client = createClient({
      url,
      socket: { connectTimeout: 5000, reconnectStrategy: (tries, cause) => (tries < 3 ? 100 * 2 ** tries : cause) },
    });
    // Without a listener a lost connection would end the process; the next command reports it.
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };
  const client = await connect().catch((error: unknown) => {
    throw failed(error);
  });
  const binary = client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
  const asking = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      throw failed(error);
    });
  const remove = async (keys: readonly string[]): Promise<number> => (keys.length > 0 ? client.del([...keys]) : 0);

  async function matching(pattern: string): Promise<string[]> {
    const found: string[] = [];
    for await (const keys of client.scanIterator({ MATCH: pattern, COUNT: 1000 })) found.push(...keys);
    return found;
  }

  async function save(key: string): Promise<SavedKey> {
    const dump = (await binary.sendCommand(['DUMP', key])) as unknown as Buffer | null;
    return { key, dump: dump?.toString('base64') ?? null, ttl: Math.max(0, Number(await client.pTTL(key))) };
  }

  return {
    async put(commands) {
      const keys = keysOf(commands);
      const run = async (): Promise<void> => {
        await remove(keys);
        for (const command of commands) await client.sendCommand([...command]);
      };
      await asking(run());
    },
    clearUser(uid) {
      const plain = uid.replace(/[\\*?[\]]/g, '\\$&');
      const run = async (): Promise<number> => remove([...(await matching(`rl:*:${plain}`)), `fair_use:stage:${uid}`]);
      return asking(run());
    },
    save: (keys) => asking(Promise.all(keys.map(save))),
    restore(saved) {
      const run = async ({ key, dump, ttl }: SavedKey): Promise<unknown> =>
        dump === null
          ? client.del(key)
          : binary.sendCommand(['RESTORE', key, String(ttl), Buffer.from(dump, 'base64'), 'REPLACE']);
      return asking(Promise.all(saved.map(run)).then(() => undefined));
    },
    close: async () => client.destroy(),
  };
}
