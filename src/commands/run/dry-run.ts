/** `--dry-run`: each request that would go out, and to whom. Nothing is sent. */
import type { Product } from '../../catalog/product.ts';
import type { Config } from '../../config/schema.ts';
import { checkHost } from '../../engine/hosts.ts';
import { type LiveOptions, namedRoutes, providedOf } from '../../engine/live-options.ts';
import { liveRun } from '../../engine/live-run.ts';
import { isLive, type RunPlan, requestsOf } from '../../engine/plan.ts';
import { eachSide, type Side } from '../../model/side.ts';
import { readCase } from '../../recordings/fixture.ts';
import { shownBody, shownTarget } from '../../redaction/urls.ts';
import { baseUrl } from '../../sides/http-side.ts';
import { print } from '../deliver.ts';

export async function dryRun(product: Product, plan: RunPlan, options: LiveOptions, config: Config): Promise<number> {
  const to = eachSide((side: Side): string => {
    const address = plan.sides[side];
    if (!address) return 'stand-in on loopback';
    const url = baseUrl(address.source, address.url);
    checkHost(address.source, url, [...config.allow.hosts, ...options.allowHost]);
    return url.href.replace(/\/$/, '');
  });
  const live = isLive(plan);
  const run = liveRun({
    catalog: product.catalog,
    isLive: live,
    recordedUid: product.recordedUid,
    uid: product.recordedUid,
    cipher: null,
    hasRedis: true,
    needs: product.needs,
    provides: providedOf(options, product.needs),
    destructive: options.destructive === true,
    named: namedRoutes(options, config),
  });
  const out = (text: string): Promise<void> => print(`${text}\n`);
  let requests = 0;
  for (const ref of plan.cases) {
    const recording = await readCase(ref.folder, Object.keys(product.needs));
    const key = `${ref.suite}/${ref.name}`;
    const prepared =
      live.rust || live.python ? run.prepare(recording) : { recording, heldBack: new Map<string, string>() };
    if ('inconclusive' in prepared) {
      await out(`${key}: nothing would be sent: ${prepared.inconclusive}`);
      continue;
    }
    for (const [step, reason] of prepared.heldBack) await out(`${key} ${step}: held back: ${reason}`);
    for (const r of requestsOf(prepared.recording, product.catalog, prepared.heldBack)) {
      const body = r.body ? ` ${shownBody(r.body.toString('utf8')).slice(0, 200)}` : '';
      await out(`${key} ${r.step}: ${r.method} ${to[r.side]} ${shownTarget(r.target)}${body}`);
      requests += 1;
    }
  }
  await out(`${requests} requests would go out. Ids that the sides make are put in as they come.`);
  return 0;
}
