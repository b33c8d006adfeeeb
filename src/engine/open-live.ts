/** Opens the sides of a run and, where one is live, what it needs beside them. */

import { catalog } from '../../suites/catalog.ts';
import type { Config } from '../config/schema.ts';
import { ParityError } from '../errors.ts';
import { type Pair, SIDES } from '../model/side.ts';
import { baseUrl } from '../sides/http-side.ts';
import { preflight } from '../sides/preflight.ts';
import { startBackup } from '../state/backup.ts';
import { RECORDING_SECRET } from '../state/secret.ts';
import { RECORDED_UID } from './evidence.ts';
import { checkHost, isLoopback } from './hosts.ts';
import { type LiveOptions, namedRoutes, neededOf, urlsOf } from './live-options.ts';
import { type LiveRun, liveRun } from './live-run.ts';
import { liveFirestore, liveRedis, liveUser } from './live-setup.ts';
import { withManners } from './manners.ts';
import type { RunSide } from './replayed.ts';
import type { Sampler } from './sample.ts';
import { closeSides, openSides } from './sides.ts';

/** Collections outside the user in which routes make documents. */
const WATCHED = ['plugins_data'];

export interface Opened {
  sides: Pair<RunSide>;
  live?: LiveRun & { close(): Promise<void> };
  /** What was checked before the first case. */
  checks: string[];
}

export async function openLive(
  options: LiveOptions,
  config: Config,
  runPath: string,
  sampler?: Sampler,
): Promise<Opened> {
  const urls = urlsOf(options, config);
  const timeoutMs = options.timeout ?? config.limits.timeoutMs;
  const concurrency = options.concurrency ?? config.limits.concurrency;
  const allowedHosts = [...config.allow.hosts, ...options.allowHost];
  const live = SIDES.filter((side) => urls[side] !== undefined);
  if (live.length === 0) return { sides: await openSides({ urls, timeoutMs, concurrency, allowedHosts }), checks: [] };

  const parsed = live.map((side) => ({ side, url: baseUrl(side, urls[side] as string) }));
  for (const { side, url } of parsed) checkHost(side, url, allowedHosts);
  const user = await liveUser(
    process.env,
    config,
    parsed.every(({ url }) => isLoopback(url.hostname)),
  );
  const opened = await openSides({ urls, timeoutMs, concurrency, allowedHosts, token: user && (() => user.token()) });
  const { sides, learn } = withManners(opened, config.limits.requestsPerSecond);
  const isLive = { rust: urls.rust !== undefined, python: urls.python !== undefined };
  const closers: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.reverse()) await closer();
  };
  try {
    const firestore = await liveFirestore(process.env, config, [...config.allow.projects, ...options.allowProject]);
    if (firestore) closers.push(() => firestore.close());
    const redis = firestore && (await liveRedis(process.env));
    if (redis) closers.push(() => redis.close());
    // Without Firestore nothing is set up, and a first request would only be in the way of a backend that answers one case.
    const checks = firestore
      ? await preflight(
          SIDES.map((s) => sides[s].client),
          user,
        )
      : [];
    const fatal = checks.filter((c) => !c.ok && c.fatal);
    if (fatal.length > 0) throw new ParityError('preflight', fatal.map((c) => c.text).join('\n'), { exitCode: 3 });
    const told = checks.map((c) => c.text);
    if (!firestore)
      told.push(
        'documents are not compared: no Firestore is configured (FIRESTORE_EMULATOR_HOST or GOOGLE_APPLICATION_CREDENTIALS)',
      );
    const uid = user?.uid || config.user.uid || RECORDED_UID;
    const secret = process.env.PARITY_ENCRYPTION_SECRET || null;
    const backup = firestore && (await startBackup(runPath, firestore, uid));
    if (backup) closers.push(() => backup.restore());
    const run = liveRun({
      catalog,
      isLive,
      recordedUid: RECORDED_UID,
      uid,
      // The recorded user's own documents are under the recordings' secret unless another is told.
      secret: secret ?? (uid === RECORDED_UID ? RECORDING_SECRET : null),
      state: firestore &&
        backup && {
          firestore,
          uid,
          secret: secret ?? (uid === RECORDED_UID ? RECORDING_SECRET : null),
          backup,
          quietMs: config.limits.quietMs,
          settleMs: config.limits.settleMs,
          watched: WATCHED,
          redis:
            redis &&
            (async (commands) => {
              await redis.clearUser(uid);
              await redis.put(commands);
            }),
        },
      hasRedis: redis !== undefined,
      provides: neededOf(options),
      destructive: options.destructive === true,
      sample: isLive.rust && isLive.python ? sampler?.sample : undefined,
      named: namedRoutes(options, config),
    });
    const prepare: LiveRun['prepare'] = (recording) => {
      learn(recording);
      return run.prepare(recording);
    };
    return { sides, live: { ...run, prepare, close }, checks: told };
  } catch (error) {
    await close();
    await closeSides(sides);
    throw error;
  }
}
