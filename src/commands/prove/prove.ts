/** `parity prove`: reads the cases and the facts, proves, prints what survived. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { catalog } from '../../../suites/catalog.ts';
import { randomOf } from '../../latency/random.ts';
import { packageRoot } from '../../package.ts';
import type { Facts } from '../../prove/facts.ts';
import { candidates, prove } from '../../prove/run-proof.ts';
import { readCase } from '../../recordings/fixture.ts';
import { listCases } from '../../recordings/tree.ts';
import { RECORDING_SECRET } from '../../state/secret.ts';
import { print } from '../deliver.ts';
import { selectCases } from '../select.ts';

export interface ProveOptions {
  seed?: number;
  sample?: number;
  json?: boolean;
  fixtures?: string;
}

const readJson = async <T>(name: string): Promise<T> =>
  JSON.parse(await readFile(join(packageRoot(), 'suites', name), 'utf8')) as T;

export async function proveAll(suites: readonly string[], options: ProveOptions): Promise<number> {
  const fixtures = options.fixtures ?? join(packageRoot(), 'fixtures');
  const refs = selectCases(await listCases(fixtures), { suites, cases: [] });
  const facts: Facts = { calls: await readJson('client-calls.json'), unnoticed: await readJson('unnoticed.json') };
  const cases = await Promise.all(refs.map((ref) => readCase(ref.folder)));
  let chosen = [...candidates(cases, catalog, facts)];
  const seed = options.seed ?? 1;
  if (options.sample !== undefined && options.sample < chosen.length) {
    const random = randomOf(seed, 'prove');
    chosen = chosen
      .map((c) => ({ c, order: random.unit() }))
      .sort((a, b) => a.order - b.order)
      .slice(0, options.sample)
      .map(({ c }) => c);
  }
  const proof = prove(chosen, catalog, RECORDING_SECRET);
  if (options.json) await print(`${JSON.stringify(proof, null, 2)}\n`);
  else {
    for (const m of proof.survived)
      await print(
        `survived   ${m.kind} at ${m.pointer || 'the whole answer'} of ${m.route} (${m.case}, step ${m.step})\n`,
      );
    for (const m of proof.falseTurns)
      await print(`false turn ${m.kind} of ${m.route} (${m.case}, step ${m.step}): ${m.verdict}\n`);
    const sampled = options.sample === undefined ? '' : ` (a sample with seed ${seed})`;
    await print(
      `${proof.caught} of ${proof.mutations} changes caught, ${proof.falseTurns.length} false turns of ${chosen.length - proof.mutations} that nobody notices${sampled}\n`,
    );
  }
  return proof.survived.length > 0 || proof.falseTurns.length > 0 ? 1 : 0;
}
