/** What the proxy saw → redacted exchanges, in order → journal and cases. Nothing here can reach the app. */
import { pythonTarget } from '../catalog/paths.ts';
import type { Product } from '../catalog/product.ts';
import type { Side } from '../model/side.ts';
import { templateOf } from '../recordings/cut.ts';
import { uidOf } from '../recordings/token-uid.ts';
import type { Redactor } from '../redaction/redactor.ts';
import type { Documents } from '../state/firestore.ts';
import { uidMap } from '../state/uid.ts';
import { newAside } from './aside.ts';
import { newAssembler, type Written } from './assemble.ts';
import { trafficOf } from './exchange.ts';
import { pairsOf } from './headers.ts';
import { leftJournals, openJournal } from './journal.ts';
import type { Kept } from './kept.ts';
import type { Seen } from './proxy.ts';
import { askSecond } from './second.ts';
import type { Upstream } from './upstream.ts';
import type { Watch } from './watch.ts';

export interface RecorderOptions {
  product: Product;
  redactor: Redactor;
  side: Side;
  idleMs: number;
  suite?: string;
  into: string;
  mostKept: number;
  watch?: Watch;
  second?: Upstream;
  /** Why no documents are read, where there is no `watch`. */
  unwatched: string;
  wrote(written: Written): void;
  changed(): void;
  /** Something could not be kept. */
  trouble(error: unknown): void;
}

export interface Recorder {
  began(n: number, head: Pick<Seen, 'method' | 'target' | 'requestHeaders'>): void;
  ended(seen: Seen): void;
  /** The person pressed Enter. */
  cut(): void;
  /** Writes what is under way. */
  close(): Promise<void>;
  readonly counts: { requests: number; unmatched: Readonly<Record<string, number>> };
}

const lower = (raw: readonly string[]): [string, string][] => pairsOf(raw).map(([n, v]) => [n.toLowerCase(), v]);

/** Bytes of bodies after which a case ends, however long the app goes on without a pause. */
const MOST_IN_A_CASE = 128 * 1024 * 1024;

const sizeOf = ({ traffic, second }: Kept): number =>
  (traffic.request.body?.length ?? 0) + traffic.answer.body.length + (second?.answer.body.length ?? 0);

export function openRecorder(options: RecorderOptions): Recorder {
  const { product, redactor, watch, second } = options;
  const { catalog } = product;
  const assembler = newAssembler(options);
  const journal = openJournal(options.into, options.side);
  const unmatched: Record<string, number> = {};
  /** Began and is in no case yet; undefined until it is ready. */
  const waiting = new Map<number, Kept | undefined>();
  const aside = newAside();
  let idle: NodeJS.Timeout | undefined;
  /** Whole worlds are redacted once. */
  const worlds = new WeakMap<Documents, Documents>();
  /** A case could not be written: its lines stay. */
  let lost = false;
  /** Of the bodies of the case under way. */
  let bytes = 0;
  let requests = 0;
  let uid: string | undefined;

  const guarded = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      lost = true;
      options.trouble(error);
    }
  };
  const wrote = (written: Written | undefined): void => {
    if (!written) return;
    options.wrote(written);
    options.changed();
    journal.keep([
      ...assembler.unwritten,
      ...assembler.open,
      ...[...waiting.values()].filter((kept) => kept !== undefined),
    ]);
    watch?.refresh();
  };
  const endCase = (): void => guarded(() => wrote(assembler.end()));

  /** In order of the beginnings: a long stream holds back what began after it, which the journal has already. */
  function release(): void {
    for (const [n, kept] of waiting) {
      if (!kept) break;
      waiting.delete(n);
      guarded(() => wrote(assembler.add(kept)));
      bytes = (assembler.open.length === 1 ? 0 : bytes) + sizeOf(kept);
      if (bytes > MOST_IN_A_CASE) endCase();
    }
    clearTimeout(idle);
    if (waiting.size === 0) idle = setTimeout(endCase, options.idleMs);
    options.changed();
  }

  async function keep(seen: Seen, watched: ReturnType<Watch['ended']> | undefined): Promise<void> {
    const traffic = await trafficOf(seen);
    // A browser asks whether it may ask: nothing of the client's.
    if (seen.method === 'OPTIONS') return void waiting.delete(seen.n);
    uid = traffic.uid ?? uid;
    const who = uid;
    const matched = catalog.find(traffic.request.method, traffic.request.target);
    if (!matched) {
      const name = templateOf(traffic.request);
      unmatched[name] = (unmatched[name] ?? 0) + 1;
    }
    const safe = matched?.route.kind === 'read' && (matched.route.sideEffects ?? []).length === 0;
    const to = second && options.side === 'rust' ? pythonTarget(catalog, seen.method, seen.target) : seen.target;
    const [world, other] = await Promise.all([
      watched,
      second && safe && seen.method === 'GET' ? askSecond(second, seen, to, options.mostKept) : undefined,
    ]);
    const map = who === undefined ? undefined : uidMap(who, product.recordedUid);
    const clean = <T extends Pick<Kept['traffic'], 'request' | 'answer'>>(given: T): T =>
      redactor.exchange(
        map ? { ...given, request: map.request(given.request), answer: map.answer(given.answer) } : given,
      );
    const documents = (given: Documents): Documents => redactor.documents(map ? map.documents(given) : given);
    const worldOf = (given: Documents): Documents => {
      const known = worlds.get(given) ?? documents(given);
      worlds.set(given, known);
      return known;
    };
    const { before = options.unwatched, left } = world ?? {};
    const paths = (given: readonly string[]): string[] =>
      given.flatMap((path) => Object.keys(documents({ [path]: {} })));
    const kept: Kept = {
      n: seen.n,
      // The app goes on as who it was where a call says nothing of it.
      traffic: { ...clean(traffic), ...(who === undefined ? {} : { user: redactor.user(who) }) },
      ...(other
        ? { second: { ...other, answer: clean({ request: traffic.request, answer: other.answer }).answer } }
        : {}),
      ...(left
        ? {
            left: {
              alone: left.alone,
              changes: { set: documents(left.changes.set), deleted: paths(left.changes.deleted) },
            },
          }
        : {}),
      before: typeof before === 'string' ? before : worldOf(before),
    };
    guarded(() => journal.add(kept));
    waiting.set(seen.n, kept);
  }

  return {
    counts: {
      get requests() {
        return requests;
      },
      unmatched,
    },
    began(n, { method, target, requestHeaders }) {
      requests++;
      aside.busy(1);
      clearTimeout(idle);
      waiting.set(n, undefined);
      guarded(() => {
        const route = catalog.find(method, target)?.route;
        const writes = route
          ? route.kind !== 'read' || (route.writes ?? []).length > 0
          : !/^(GET|HEAD|OPTIONS)$/.test(method);
        watch?.began(n, uidOf(lower(requestHeaders)), writes);
      });
    },
    ended(seen) {
      aside.busy(-1);
      // The documents are looked at from now on, whenever the rest is done.
      const world = watch?.ended(seen.n);
      aside.later(() =>
        keep(seen, world)
          .catch((error: unknown) => {
            waiting.delete(seen.n);
            lost = true;
            options.trouble(error);
          })
          .then(release),
      );
    },
    cut: endCase,
    async close() {
      clearTimeout(idle);
      await aside.done();
      clearTimeout(idle);
      await watch?.close();
      endCase();
      if (!lost) guarded(() => journal.end());
    },
  };
}

/** Makes cases of what a killed recording left. What cannot be written stays where it is, and is told. */
export function recover(
  options: Pick<RecorderOptions, 'product' | 'idleMs' | 'suite' | 'into'>,
  trouble: (error: unknown) => void,
): Written[] {
  return leftJournals(options.into).flatMap(({ side, kept, take }) => {
    const assembler = newAssembler({ ...options, side });
    const written: (Written | undefined)[] = [];
    try {
      for (const one of kept) written.push(assembler.add(one));
      written.push(assembler.end());
      take();
    } catch (error) {
      trouble(error);
    }
    return written.filter((one) => one !== undefined);
  });
}
