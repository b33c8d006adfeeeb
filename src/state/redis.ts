/** A Redis beside the documents, where a backend counts, caches and keeps what is no document. */
import { messageOf, ParityError } from '../errors.ts';
import { keepSecretsOfUrl } from '../redaction/environment.ts';

/** What a key held, so that it can be put back. */
export interface SavedKey {
  key: string;
  /** Redis's own form of the value, base64. */
  dump: string;
  /** Milliseconds since 1970; null for ever. */
  expiresAt: number | null;
}

export interface RedisStore {
  /** `host:port/database`, without credentials. */
  readonly address: string;
  /** Host name alone, to tell this machine's from another's. */
  readonly host: string;
  /** How many keys the database has. */
  size(): Promise<number>;
  /** Keys that fit one of the globs (`*` and `?` as Redis reads them), each once. */
  keys(globs: readonly string[]): Promise<string[]>;
  /** Of the keys those that are there. */
  save(keys: readonly string[]): Promise<SavedKey[]>;
  /** Puts each key back with the rest of its time; one whose time is over stays away. */
  restore(saved: readonly SavedKey[]): Promise<void>;
  /** Returns how many there were. */
  remove(keys: readonly string[]): Promise<number>;
  /** Runs a world's commands in order, on keys that were emptied before. */
  run(commands: readonly (readonly string[])[]): Promise<void>;
  /** Whether the value holds the text: in a string, a member, a field or a value. */
  mentions(key: string, text: string): Promise<boolean>;
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

  async function matching(globs: readonly string[]): Promise<string[]> {
    const found = new Set<string>();
    for (const glob of new Set(globs))
      for await (const keys of client.scanIterator({ MATCH: glob, COUNT: 1000 }))
        for (const key of keys) found.add(key);
    return [...found].sort();
  }

  async function save(key: string): Promise<SavedKey[]> {
    const [dump, ttl] = await Promise.all([binary.sendCommand(['DUMP', key]), client.pTTL(key)]);
    if (dump === null) return [];
    const expiresAt = Number(ttl) >= 0 ? Date.now() + Number(ttl) : null;
    return [{ key, dump: (dump as unknown as Buffer).toString('base64'), expiresAt }];
  }

  async function restore({ key, dump, expiresAt }: SavedKey): Promise<void> {
    const left = expiresAt === null ? 0 : expiresAt - Date.now();
    if (expiresAt !== null && left <= 0) await client.del(key);
    else await binary.sendCommand(['RESTORE', key, String(left), Buffer.from(dump, 'base64'), 'REPLACE']);
  }

  async function textsOf(key: string): Promise<string[]> {
    const type = await client.type(key);
    if (type === 'string') return [(await client.get(key)) ?? ''];
    if (type === 'set') return client.sMembers(key);
    if (type === 'list') return client.lRange(key, 0, -1);
    if (type === 'zset') return client.zRange(key, 0, -1);
    return type === 'hash' ? Object.entries(await client.hGetAll(key)).flat() : [];
  }

  const { host, hostname, pathname } = new URL(url);
  return {
    address: `${host}${pathname.length > 1 ? pathname : '/0'}`,
    host: hostname,
    size: () => asking(client.dbSize()),
    keys: (globs) => asking(matching(globs)),
    save: (keys) => asking(Promise.all(keys.map(save)).then((found) => found.flat())),
    restore: (saved) => asking(Promise.all(saved.map(restore)).then(() => undefined)),
    remove: (keys) => asking(keys.length > 0 ? client.del([...keys]) : Promise.resolve(0)),
    run(commands) {
      keysOf(commands);
      const run = async (): Promise<void> => {
        for (const command of commands) await client.sendCommand([...command]);
      };
      return asking(run());
    },
    mentions: (key, text) => asking(textsOf(key).then((texts) => texts.some((found) => found.includes(text)))),
    close: async () => client.destroy(),
  };
}
