/** `parity flip`: asks the gate, and changes the map only when all of the routes may go. */

import type { Product } from '../../catalog/product.ts';
import { gateExitCode } from '../../gate/decide.ts';
import { flipped } from '../../gate/targets.ts';
import { changeTargets } from '../../switch/targets-file.ts';
import { print } from '../deliver.ts';
import type { GateOptions } from '../gate/ask.ts';
import { ask } from '../gate/ask.ts';
import { decisionLines } from '../gate/lines.ts';
import { selectRoutes } from '../select.ts';

export async function flip(
  product: Product,
  routes: readonly string[],
  options: Omit<GateOptions, 'phase'>,
): Promise<number> {
  const names = [...(selectRoutes(product.catalog, { routes, phases: [] }) ?? [])];
  const { decisions } = await ask(product, names, options);
  const closed = decisions.filter((d) => d.decision !== 'flip');
  for (const d of closed) await print(decisionLines(d));
  if (closed.length > 0) {
    await print('nothing was switched\n');
    return gateExitCode(decisions) || 1;
  }
  const at = new Date().toISOString();
  const evidence = [...new Set(decisions.flatMap((d) => d.evidence))];
  changeTargets(options.targets, (map) => ({
    map: flipped(map, names, at, evidence),
    entry: { at, action: 'flip', routes: names, evidence },
  }));
  for (const name of names) process.stdout.write(`${name} → python\n`);
  return 0;
}
