/** `parity flip`: asks the gate, and changes the map only when all of the routes may go. Publishes it where that is asked for. */

import type { Product } from '../../catalog/product.ts';
import { ParityError } from '../../errors.ts';
import { gateExitCode } from '../../gate/decide.ts';
import { flipped, type TargetMap } from '../../gate/targets.ts';
import type { Place } from '../../publish/service.ts';
import { changeTargets, readTargets } from '../../switch/targets-file.ts';
import { print } from '../deliver.ts';
import type { GateOptions } from '../gate/ask.ts';
import { ask } from '../gate/ask.ts';
import { decisionLines } from '../gate/lines.ts';
import { commandLine, leaveSoon, openPlace, publishLocal, sameOptions } from '../publish.ts';
import { selectRoutes } from '../select.ts';

export interface FlipOptions extends Omit<GateOptions, 'phase'> {
  publish?: 'remote-config';
  dryRun?: boolean;
  allowProject: string[];
}

export async function flip(product: Product, routes: readonly string[], options: FlipOptions): Promise<number> {
  const names = [...(selectRoutes(product.catalog, { routes, phases: [] }) ?? [])];
  const { decisions } = await ask(product, names, options);
  const closed = decisions.filter((d) => d.decision !== 'flip');
  for (const d of closed) await print(decisionLines(d));
  if (closed.length > 0) {
    await print('nothing was switched\n');
    return gateExitCode(decisions) || 1;
  }
  // What is not set or not allowed is told before anything is written.
  const place = options.publish && (await openPlace(options));
  const at = new Date().toISOString();
  const evidence = [...new Set(decisions.flatMap((d) => d.evidence))];
  const switched = (map: TargetMap): TargetMap => flipped(map, names, at, evidence);
  if (options.dryRun) {
    for (const name of names) await print(`${name} → python: not switched, this is a dry run\n`);
    if (place) await publishFlip(place, names, options, () => switched(readTargets(options.targets)));
    return 0;
  }
  changeTargets(options.targets, (map) => ({
    map: switched(map),
    entry: { at, action: 'flip', routes: names, evidence },
  }));
  for (const name of names) await print(`${name} → python\n`);
  if (place) await publishFlip(place, names, options, () => readTargets(options.targets));
  return 0;
}

async function publishFlip(
  place: Place,
  names: readonly string[],
  options: FlipOptions,
  local: () => TargetMap,
): Promise<void> {
  const { dryRun, targets } = options;
  try {
    await publishLocal({ place, local, named: names, description: `parity flip ${names.join(', ')}`, dryRun });
  } catch (error) {
    if (dryRun || !(error instanceof ParityError)) throw error;
    const again = commandLine('npx', 'parity', 'targets', '--publish', 'remote-config', ...sameOptions(options));
    throw new ParityError(
      error.code,
      `${error.message}\nThe routes are switched in ${targets}, and as far as is known not for the clients. To publish: ${again}`,
      { exitCode: error.exitCode, cause: error },
    );
  } finally {
    leaveSoon();
  }
}
