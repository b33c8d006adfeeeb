/** Opens the sides of a run and, where one is live, what it needs beside them. What was opened is closed by `close`. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Product } from '../catalog/product.ts';
import type { Config } from '../config/schema.ts';
import { ParityError } from '../errors.ts';
import { type Pair, SIDES } from '../model/side.ts';
import { baseUrl } from '../sides/http-side.ts';
import { sameAddress, sameProgram } from '../sides/one-backend.ts';
import { preflight } from '../sides/preflight.ts';
import { startBackup } from '../state/backup.ts';
import { isEmulator } from '../state/firestore.ts';
import { startRedisBackup } from '../state/redis-backup.ts';
import { newCaches } from './caches.ts';
import { liveCiphers } from './ciphers.ts';
import { checkHost, isLoopback } from './hosts.ts';
import { type LiveOptions, namedRoutes, providedOf } from './live-options.ts';
import { isWhole, liveRedisWorld, modulesWithRedis } from './live-redis.ts';
import { type LiveRun, liveRun } from './live-run.ts';
import { liveFirestore, liveRedis, liveUser } from './live-setup.ts';
import { withManners } from './manners.ts';
import { isLive, type RunPlan } from './plan.ts';
import { probe } from './probe.ts';
import { isAllowedProject } from './project.ts';
import type { RunSide } from './replayed.ts';
import { newResources } from './resources.ts';
import type { Sampler } from './sample.ts';
import { closeSides, openSides } from './sides.ts';

export interface Opened {
  sides: Pair<RunSide>;
  live?: LiveRun;
  /** What was checked before the first case, and what to know of it. */
  checks: string[];
  /** Why both sides seem to be one backend. */
  oneBackend?: string;
  /** Puts back and closes everything, whatever fails. */
  close(): Promise<void>;
}

export interface OpenInput {
  plan: RunPlan;
  product: Product;
  options: LiveOptions;
  config: Config;
  /** The folder of the run, where what was there before is kept. */
  runPath: string;
  env: NodeJS.ProcessEnv;
  sampler?: Sampler;
  signal: AbortSignal;
}

export async function openRun(input: OpenInput): Promise<Opened> {
  const { plan, options, config } = input;
  const allowedHosts = [...config.allow.hosts, ...options.allowHost];
  const connect = { addresses: plan.sides, timeoutMs: plan.timeoutMs, allowedHosts };
  const addresses = SIDES.flatMap((side) => plan.sides[side] ?? []);
  if (addresses.length === 0) {
    const sides = await openSides({ ...connect, concurrency: plan.concurrency });
    return { sides, checks: [], close: () => closeSides(sides) };
  }
  const urls = addresses.map(({ url, source }) => ({ source, url: baseUrl(source, url) }));
  for (const { source, url } of urls) checkHost(source, url, allowedHosts);
  const resources = newResources();
  try {
    return {
      ...(await openLive(
        input,
        urls.every(({ url }) => isLoopback(url.hostname)),
        resources,
      )),
      close: resources.close,
    };
  } catch (error) {
    await resources.close().catch(() => undefined);
    throw error;
  }
}

async function openLive(
  { plan, product, options, config, runPath, env, sampler, signal }: OpenInput,
  onlyLoopback: boolean,
  resources: ReturnType<typeof newResources>,
): Promise<Omit<Opened, 'close'>> {
  const allowedHosts = [...config.allow.hosts, ...options.allowHost];
  const { user, told } = await liveUser(env, config, onlyLoopback, product.recordedUid);
  const opened = await openSides({
    addresses: plan.sides,
    timeoutMs: plan.timeoutMs,
    allowedHosts,
    concurrency: 1,
    token: user && (() => user.token()),
  });
  resources.add(() => closeSides(opened));
  const { sides, learn } = withManners(opened, config.limits.requestsPerSecond, product.catalog.limits);
  const allowedProjects = [...config.allow.projects, ...options.allowProject];
  const firestore = resources.keep(await liveFirestore(env, config, allowedProjects));
  const redis = firestore && resources.keep(await liveRedis(env));
  const uid = user?.uid || config.user.uid || product.recordedUid;
  const clients = SIDES.map((side) => sides[side].client);
  // Without Firestore nothing is set up, and a first request would only be in the way of a backend that answers one case.
  const checks = firestore ? await preflight(clients, user, product) : [];
  if (firestore && plan.probe && product.probe)
    checks.push(...(await probe(product.probe, product, clients, firestore, uid)));
  const fatal = checks.filter((c) => !c.ok && c.fatal);
  if (fatal.length > 0)
    throw new ParityError('preflight', [...new Set(fatal.map((c) => c.text))].join('\n'), { exitCode: 3 });
  const texts = [...told, ...checks.map((c) => c.text)];
  if (!firestore) texts.push(NO_DOCUMENTS);
  else if (!redis) texts.push(noRedis(product.catalog));
  const oneBackend = await oneBackendOf(plan, product, clients, firestore !== undefined);
  if (oneBackend) texts.push(`WARNING: ${oneBackend}: nothing is proved, and the gate takes no evidence from this run`);
  const backup = firestore && (await startBackup(runPath, firestore, product.userPath(uid)));
  if (backup) resources.add(() => backup.restore());
  const kept = redis && (await startRedisBackup(runPath, redis, await isWhole(redis)));
  if (kept) resources.add(() => kept.restore());
  const mayEmpty = firestore !== undefined && (isEmulator(firestore) || isAllowedProject(firestore.project, []));
  const { cipher, seals } = liveCiphers(product, uid, env.PARITY_ENCRYPTION_SECRET);
  const run = liveRun({
    catalog: product.catalog,
    isLive: isLive(plan),
    recordedUid: product.recordedUid,
    uid,
    cipher,
    seals,
    state: firestore &&
      backup && {
        firestore,
        uid,
        userPath: product.userPath(uid),
        cipher,
        backup,
        quietMs: config.limits.quietMs,
        settleMs: config.limits.settleMs,
        mayEmpty,
        patience: new Set(),
        caches: newCaches(product.catalog, product.userPath(uid), signal),
        redis: redis && kept && liveRedisWorld(redis, kept, { catalog: product.catalog, uid, mayTake: mayEmpty }),
      },
    hasRedis: redis !== undefined,
    needs: product.needs,
    provides: providedOf(options, product.needs),
    destructive: options.destructive === true,
    sample: plan.sides.rust && plan.sides.python ? sampler?.sample : undefined,
    named: namedRoutes(options, config),
  });
  const prepare: LiveRun['prepare'] = (recording) => {
    learn(recording);
    return run.prepare(recording);
  };
  return { sides, live: { ...run, prepare }, checks: texts, oneBackend };
}

const NO_DOCUMENTS =
  'documents are not compared: no Firestore is configured (FIRESTORE_EMULATOR_HOST or GOOGLE_APPLICATION_CREDENTIALS); writes are at best inconclusive';

const noRedis = (catalog: Catalog): string =>
  `Redis is not set up (PARITY_REDIS_URL): routes of ${modulesWithRedis(catalog).join(', ')} keep state there, and may show what another case or side left`;

async function oneBackendOf(
  plan: RunPlan,
  product: Product,
  clients: Parameters<typeof sameProgram>[0],
  mayAsk: boolean,
): Promise<string | undefined> {
  const { rust, python } = plan.sides;
  if (!rust || !python) return undefined;
  return (await sameAddress(rust.url, python.url)) ?? (mayAsk ? sameProgram(clients, product) : undefined);
}
