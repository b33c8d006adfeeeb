/** `parity record`: a proxy for the app, and cases as it is used. */
import type { Product } from '../../catalog/product.ts';
import { loadConfig } from '../../config/load.ts';
import type { Config } from '../../config/schema.ts';
import { checkHost, isLoopback } from '../../engine/hosts.ts';
import { liveFirestore } from '../../engine/live-setup.ts';
import { messageOf, ParityError } from '../../errors.ts';
import type { Side } from '../../model/side.ts';
import type { Written } from '../../record/assemble.ts';
import { type RecordingProxy, startProxy } from '../../record/proxy.ts';
import { openRecorder, recover } from '../../record/recorder.ts';
import { openUpstream } from '../../record/upstream.ts';
import { openWatch } from '../../record/watch.ts';
import { newRedactor } from '../../redaction/new-redactor.ts';
import { plural } from '../../report/plural.ts';
import { baseUrl } from '../../sides/http-side.ts';
import type { Firestore } from '../../state/firestore.ts';
import { print } from '../deliver.ts';
import { redactionKey } from '../redaction-key.ts';
import { onSignals } from '../run/signals.ts';
import { type Address, listenAddress } from './listen.ts';
import { type Counts, tables, telling } from './told.ts';

export interface RecordOptions {
  to: string;
  listen: string;
  listenAnywhere?: boolean;
  suite?: string;
  as: Side;
  both?: string;
  /** Seconds. */
  idle: number;
  into: string;
  keep?: string[];
  config?: string;
  allowHost?: string[];
  allowProject?: string[];
}

/** Bytes of a body that are kept. */
const MOST_KEPT = 32 * 1024 * 1024;
const QUIET_MS = 300;
const SETTLE_MS = 10_000;
/** How long the app may have to wait at the start for the first look at the documents. Milliseconds. */
const FIRST_LOOK_MS = 5000;

export async function record(product: Product, options: RecordOptions): Promise<number> {
  const { as: side, into, suite } = options;
  const config = await loadConfig(options.config);
  const hosts = [...config.allow.hosts, ...(options.allowHost ?? [])];
  const to = backend('--to', options.to, hosts);
  const other = options.both === undefined ? undefined : backend('--both', options.both, hosts);
  const address = listenAddress(options.listen, options.listenAnywhere === true);
  if (suite !== undefined && !/^[a-z0-9][a-z0-9_-]*$/i.test(suite)) {
    throw new ParityError(
      'bad-suite',
      `--suite: expected a name of letters, digits and hyphens, found ${JSON.stringify(suite)}.`,
    );
  }
  const firestore = await liveFirestore(process.env, config, [
    ...config.allow.projects,
    ...(options.allowProject ?? []),
  ]);

  const told = telling(
    process.stderr.isTTY === true,
    process.stderr.columns || 100,
    (text) => void process.stderr.write(text),
  );
  const written: Written[] = [];
  const counts: Counts = { requests: 0, cases: 0, unmatched: {}, upgrades: 0 };
  let troubled = false;
  const trouble = (error: unknown): void => {
    // Once: the person is at work in the app.
    if (!troubled) told.say(`parity: recording fails, the app goes on: ${redactor.text(messageOf(error))}`);
    troubled = true;
  };
  const key = redactionKey(process.env, (made) => told.say(made));
  const redactor = newRedactor({ catalog: product.catalog, key, keep: options.keep ?? [] });
  const signals = onSignals();
  // Whatever nobody caught must not end what the app talks to.
  process.removeAllListeners('uncaughtException').on('uncaughtException', trouble);
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', trouble);

  const cases = { product, side, idleMs: options.idle * 1000, suite, into };
  const wrote = (one: Written): void => {
    written.push(one);
    counts.cases = written.length;
    told.say(
      `${one.folder}: ${plural(one.steps, 'step')}, world ${one.world === undefined ? 'known' : `unknown: ${one.world}`}`,
    );
  };
  try {
    for (const one of recover(cases, trouble)) wrote(one);
  } catch (error) {
    trouble(error);
  }
  const watch = firestore && openWatch({ ...watched(firestore, config), product, trouble });
  const second = other && openUpstream(other);
  const recorder = openRecorder({
    ...cases,
    redactor,
    mostKept: MOST_KEPT,
    watch,
    second,
    unwatched: 'it was recorded without access to the documents (FIRESTORE_EMULATOR_HOST or a service account)',
    wrote,
    changed: () => told.counts(Object.assign(counts, recorder.counts)),
    trouble,
  });
  if (watch) await Promise.race([watch.ready, new Promise((done) => setTimeout(done, FIRST_LOOK_MS).unref())]);
  const proxy = await listening(address, {
    to,
    mostKept: MOST_KEPT,
    began: recorder.began,
    ended: recorder.ended,
    upgraded: () => {
      counts.upgrades++;
    },
  });
  if (!isLoopback(address.host)) told.say(`parity: other machines can reach ${proxy.url}, and with it ${to.host}`);
  told.say(
    `Recording: point the app at ${proxy.url}. Ctrl-C ends it${process.stdin.isTTY ? ', Enter ends a case' : ''}.`,
  );
  if (process.stdin.isTTY) process.stdin.on('data', recorder.cut).resume();

  if (!signals.signal.aborted)
    await new Promise((done) => signals.signal.addEventListener('abort', done, { once: true }));
  process.stdin.pause();
  await proxy.close();
  await recorder.close();
  second?.close();
  await firestore?.close();
  await print(`${tables(written, Object.assign(counts, recorder.counts), redactor.told())}\n`);
  return troubled ? 3 : (signals.exitCode() ?? 0);
}

function backend(source: string, text: string, hosts: readonly string[]): URL {
  const url = baseUrl(source, text);
  checkHost(source, url, hosts);
  return url;
}

const watched = (firestore: Firestore, config: Config) => ({
  firestore,
  uid: process.env.PARITY_UID || config.user.uid,
  // In the emulator nobody else's documents lie beside the user's.
  outside: Boolean(process.env.FIRESTORE_EMULATOR_HOST),
  quietMs: Math.min(config.limits.quietMs, QUIET_MS),
  limitMs: Math.min(config.limits.settleMs, SETTLE_MS),
});

async function listening(
  { host, port }: Address,
  options: Omit<Parameters<typeof startProxy>[0], 'host' | 'port'>,
): Promise<RecordingProxy> {
  try {
    return await startProxy({ ...options, host, port });
  } catch (cause) {
    throw new ParityError(
      'cannot-listen',
      `--listen: expected to listen on ${host}:${port}, found ${messageOf(cause)}. Give another address.`,
      { exitCode: 3, cause },
    );
  }
}
