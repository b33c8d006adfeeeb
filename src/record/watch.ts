/**
 * The user's documents beside the traffic: before a case, and after every write. Only read, and never in the way: what
 * cannot be known without holding a request back is not known, and says so.
 */
import type { Product } from '../catalog/product.ts';
import { touchedBy } from '../catalog/route.ts';
import type { Documents, Firestore } from '../state/firestore.ts';
import { collectionsOutside } from '../state/outside.ts';
import { changesBetween, type Scope, snapshot, untilQuiet } from '../state/world.ts';
import type { Kept } from './kept.ts';

export interface WatchOptions {
  firestore: Firestore;
  product: Product;
  /** Who is signed in, where that is known before the first request. */
  uid?: string;
  /** Collections of all users are read too: only where nobody else's documents lie in them. */
  outside: boolean;
  quietMs: number;
  limitMs: number;
  trouble(error: unknown): void;
}

export interface Watch {
  /** A request begins. */
  began(n: number, uid: string | undefined, writes: boolean): void;
  /** It has ended. Resolves when its documents are at rest. */
  ended(n: number): Promise<Pick<Kept, 'before' | 'left'>>;
  /** Nothing is under way: somebody else may have changed something since. */
  refresh(): void;
  /** Nothing is read after it. */
  close(): Promise<void>;
  /** The first snapshot, where the user is known. */
  ready: Promise<void>;
}

interface Request {
  writes: boolean;
  before: Documents | string;
}

const EARLY = 'its first request came before the documents of its user had been read';
const RESTLESS = 'its first request came while the documents were still changing';

export function openWatch(options: WatchOptions): Watch {
  const { firestore, product } = options;
  let uid = options.uid;
  let base: Documents | undefined;
  /** Counts writes that began: a snapshot counts only if none did meanwhile. */
  let epoch = 0;
  let writing = 0;
  let group: number[] = [];
  let settling: Promise<void> | undefined;
  let reading: Promise<void> | undefined;
  let over = false;
  const requests = new Map<number, Request>();
  const left = new Map<number, Kept['left']>();

  const scope = (): Scope => {
    const userPath = product.userPath(uid ?? '');
    const templates = product.catalog.routes.flatMap(({ route }) => touchedBy(route));
    return { userPath, paths: [], watched: options.outside ? collectionsOutside(templates, userPath, []) : [] };
  };
  const busy = (): boolean => writing > 0 || group.length > 0;

  async function read(): Promise<void> {
    const [at, of] = [epoch, uid];
    try {
      const documents = await snapshot(firestore, scope());
      if (epoch !== at || busy() || uid !== of) return;
      base = documents;
      // Nothing was written since: what is there now was there then.
      for (const request of requests.values()) if (request.before === EARLY) request.before = documents;
    } catch (error) {
      options.trouble(error);
    }
  }
  const refresh = (): void => {
    if (over || uid === undefined || busy() || reading) return;
    reading = read().finally(() => {
      reading = undefined;
    });
  };

  async function settle(): Promise<void> {
    for (;;) {
      const at = epoch;
      const { documents } = await untilQuiet(firestore, scope(), options);
      if (epoch !== at || writing > 0) {
        await new Promise((done) => setTimeout(done, options.quietMs));
        continue;
      }
      const last = Math.max(...group);
      if (base) left.set(last, { changes: changesBetween(base, documents), alone: group.length === 1 });
      base = documents;
      return;
    }
  }

  if (uid !== undefined) refresh();
  return {
    ready: reading ?? Promise.resolve(),
    began(n, who, writes) {
      if (who !== undefined && who !== uid) {
        uid = who;
        base = undefined;
      }
      requests.set(n, { writes, before: busy() ? RESTLESS : (base ?? EARLY) });
      if (writes) {
        epoch++;
        writing++;
        // Too late to read what was there before it.
        for (const request of requests.values())
          if (request.before === EARLY) request.before = `${EARLY}, and then something was written`;
      } else if (!base) refresh();
    },
    async ended(n) {
      const request = requests.get(n);
      if (request?.writes) {
        writing--;
        group.push(n);
        settling ??= settle()
          .catch((error: unknown) => {
            // What is there is unknown from here on.
            base = undefined;
            options.trouble(error);
          })
          .finally(() => {
            group = [];
            settling = undefined;
          });
        await settling;
      } else if (!base) await reading;
      const { before = EARLY } = request ?? {};
      requests.delete(n);
      const own = left.get(n);
      left.delete(n);
      return { before, ...(own ? { left: own } : {}) };
    },
    refresh,
    async close() {
      over = true;
      await reading;
    },
  };
}
