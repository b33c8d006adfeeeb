/** `parity targets`: the map as a table or JSON, its history, and the comparison with a client's. */

import { existsSync } from 'node:fs';
import type { Product } from '../../catalog/product.ts';
import { ParityError } from '../../errors.ts';
import { mapDifferences, sideOf } from '../../gate/targets.ts';
import { readHistory, readTargets } from '../../switch/targets-file.ts';

export function showTargets(
  product: Product,
  options: { json?: boolean; check?: string; history?: boolean; targets: string },
): number {
  const out = (text: string): void => void process.stdout.write(`${text}\n`);
  const map = readTargets(options.targets);
  if (options.check !== undefined) {
    if (!existsSync(options.check))
      throw new ParityError('no-map', `--check ${options.check}: expected the map of a client, found no such file.`);
    const differences = mapDifferences(map, readTargets(options.check));
    if (options.json) out(JSON.stringify(differences, null, 2));
    else if (differences.length === 0) out('the two maps agree');
    else for (const d of differences) out(`${d.route}: ${d.own} here, ${d.other} in ${options.check}`);
    return differences.length > 0 ? 1 : 0;
  }
  if (options.history) {
    for (const h of readHistory(options.targets))
      out(`${h.revision} ${h.at} ${h.action} ${h.routes.join(', ') || '(nothing)'}`);
    return 0;
  }
  if (options.json) {
    out(JSON.stringify(map, null, 2));
    return 0;
  }
  const names = new Set([...Object.keys(map.targets), ...product.catalog.routes.map((r) => r.name)]);
  const onPython = [...names].filter((r) => sideOf(map, r) === 'python');
  for (const route of onPython) {
    const target = map.targets[route];
    out(`${route}: python since ${target?.since}, by ${target?.evidence?.join(', ') || 'no evidence'}`);
  }
  out(`${onPython.length} of ${names.size} routes on python, the others on rust (revision ${map.revision})`);
  return 0;
}
