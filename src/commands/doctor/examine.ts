/** `parity doctor`: each thing that a live run needs, with what to do where it is missing. */

import type { Product } from '../../catalog/product.ts';
import { loadConfig } from '../../config/load.ts';
import { checkHost, isLoopback } from '../../engine/hosts.ts';
import { type LiveOptions, type SideAddress, sidesOf } from '../../engine/live-options.ts';
import { liveFirestore, liveRedis, liveUser } from '../../engine/live-setup.ts';
import { messageOf } from '../../errors.ts';
import { SIDES } from '../../model/side.ts';
import { baseUrl, httpSide } from '../../sides/http-side.ts';
import { type Check, preflight } from '../../sides/preflight.ts';
import { pendingBackups } from '../../state/backup.ts';
import { print } from '../deliver.ts';
import { KEPT, restore } from './restore.ts';

export interface DoctorOptions {
  rust?: string;
  python?: string;
  /** Where a URL came from, when not from its flag. */
  sources?: LiveOptions['sources'];
  config?: string;
  restore?: boolean;
  scan?: string;
  out: string;
  allowHost: string[];
  allowProject: string[];
}

export async function doctor(product: Product, options: DoctorOptions): Promise<number> {
  const config = await loadConfig(options.config);
  const projects = [...config.allow.projects, ...options.allowProject];
  if (options.restore) return restore(options.out, () => liveFirestore(process.env, config, projects));

  const checks: Check[] = [];
  const addresses = sidesOf(options, config);
  const live = SIDES.filter((side) => addresses[side] !== undefined);
  if (live.length === 0) {
    await print(
      'Both sides are recorded: nothing has to be there. Give --rust URL and --python URL to examine live ones.\n',
    );
  }
  const parsed = live.map((side) => {
    const { url, source } = addresses[side] as SideAddress;
    return { side, source, url: baseUrl(source, url) };
  });
  for (const { source, url } of parsed) checkHost(source, url, [...config.allow.hosts, ...options.allowHost]);
  const attempt = async <T>(what: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await what();
    } catch (error) {
      checks.push({ ok: false, fatal: true, text: messageOf(error) });
      return undefined;
    }
  };
  const found =
    live.length > 0
      ? await attempt(() =>
          liveUser(
            process.env,
            config,
            parsed.every((p) => isLoopback(p.url.hostname)),
            product.recordedUid,
          ),
        )
      : undefined;
  const user = found?.user;
  for (const text of found?.told ?? []) checks.push({ ok: true, fatal: false, text });
  const clients = parsed.map(({ side, url }) =>
    httpSide({
      side,
      mode: 'live',
      url: url.href,
      timeoutMs: config.limits.timeoutMs,
      connections: 1,
      token: user && (() => user.token()),
    }),
  );
  checks.push(...(await preflight(clients, user, product)));
  for (const client of clients) await client.close();
  const firestore = await attempt(() => liveFirestore(process.env, config, projects));
  if (firestore) {
    const read = await attempt(() => firestore.get([product.userPath(user?.uid || 'nobody')]));
    if (read) checks.push({ ok: true, fatal: false, text: `Firestore answers (project ${firestore.project})` });
    await firestore.close();
  } else if (live.length > 0) {
    checks.push({
      ok: false,
      fatal: false,
      text: 'no Firestore: set FIRESTORE_EMULATOR_HOST or GOOGLE_APPLICATION_CREDENTIALS, or documents are not compared',
    });
  }
  const redis = await attempt(() => liveRedis(process.env));
  if (redis) {
    checks.push({ ok: true, fatal: false, text: 'Redis answers' });
    await redis.close();
  } else if (live.length > 0)
    checks.push({
      ok: false,
      fatal: false,
      text: 'no Redis: set PARITY_REDIS_URL, or cases with Redis keys are inconclusive, and what routes keep there is not set up',
    });
  for (const { name, what } of KEPT) {
    for (const backup of await pendingBackups(options.out, name)) {
      const text = `${backup}: ${what} that a run kept were not put back; run parity doctor --restore`;
      checks.push({ ok: false, fatal: true, text });
    }
  }
  for (const { ok, fatal, text } of checks) await print(`${ok ? 'ok  ' : fatal ? 'FAIL' : 'note'}  ${text}\n`);
  return checks.some((c) => !c.ok && c.fatal) ? 3 : 0;
}
