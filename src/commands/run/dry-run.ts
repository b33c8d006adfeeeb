/** `--dry-run`: each request that would go out, and to whom. Nothing is sent. */
import { catalog } from '../../../suites/catalog.ts';
import { pythonTarget } from '../../catalog/paths.ts';
import type { Config } from '../../config/schema.ts';
import { RECORDED_UID } from '../../engine/evidence.ts';
import { checkHost } from '../../engine/hosts.ts';
import type { LiveOptions } from '../../engine/live-options.ts';
import { namedRoutes, neededOf, sourceOf, urlsOf } from '../../engine/live-options.ts';
import { liveRun } from '../../engine/live-run.ts';
import { type Pair, SIDES } from '../../model/side.ts';
import { readCase } from '../../recordings/fixture.ts';
import type { CaseRef } from '../../recordings/tree.ts';
import { shownBody, shownTarget } from '../../redaction/urls.ts';
import { baseUrl } from '../../sides/http-side.ts';
import { print } from '../deliver.ts';

export async function dryRun(refs: readonly CaseRef[], options: LiveOptions, config: Config): Promise<number> {
  const urls = urlsOf(options, config);
  const to = {} as Pair<string>;
  for (const side of SIDES) {
    const url = urls[side];
    if (url === undefined) to[side] = 'stand-in on loopback';
    else {
      const source = sourceOf(side, options);
      const parsed = baseUrl(side, url, source);
      checkHost(side, parsed, [...config.allow.hosts, ...options.allowHost], source);
      to[side] = parsed.href.replace(/\/$/, '');
    }
  }
  const live = liveRun({
    catalog,
    isLive: { rust: urls.rust !== undefined, python: urls.python !== undefined },
    recordedUid: RECORDED_UID,
    uid: RECORDED_UID,
    secret: null,
    hasRedis: true,
    provides: neededOf(options),
    destructive: options.destructive === true,
    named: namedRoutes(options, config),
  });
  const anyLive = urls.rust !== undefined || urls.python !== undefined;
  let requests = 0;
  for (const ref of refs) {
    const recording = await readCase(ref.folder);
    const prepared = anyLive ? live.prepare(recording) : { recording };
    if ('inconclusive' in prepared) {
      await print(`${ref.suite}/${ref.name}: nothing would be sent: ${prepared.inconclusive}\n`);
      continue;
    }
    for (const side of SIDES) {
      for (const { id, request } of prepared.recording.rust) {
        const target = side === 'python' ? pythonTarget(catalog, request.method, request.target) : request.target;
        const body = request.body ? ` ${shownBody(request.body.toString('utf8')).slice(0, 200)}` : '';
        await print(`${ref.suite}/${ref.name} ${id}: ${request.method} ${to[side]} ${shownTarget(target)}${body}\n`);
        requests += 1;
      }
    }
  }
  await print(`${requests} requests would go out. Ids that the sides make are put in as they come.\n`);
  return 0;
}
