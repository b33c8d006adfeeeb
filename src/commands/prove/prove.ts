/** `parity prove`: reads the cases and the facts, proves, prints what survived and what was left out. */
import type { Product } from '../../catalog/product.ts';
import { randomOf } from '../../latency/random.ts';
import type { Candidate, Mutant } from '../../prove/candidate.ts';
import { planProof } from '../../prove/candidates.ts';
import { countLeftOut, describeLeftOut, type LeftOutPlace } from '../../prove/left-out.ts';
import { type Proof, prove } from '../../prove/run-proof.ts';
import { readCase } from '../../recordings/fixture.ts';
import { listCases } from '../../recordings/tree.ts';
import { print } from '../deliver.ts';
import { selectCases } from '../select.ts';
import { readFacts } from './facts-file.ts';

export interface ProveOptions {
  seed?: number;
  sample?: number;
  json?: boolean;
  fixtures?: string;
}

export async function proveAll(product: Product, suites: readonly string[], options: ProveOptions): Promise<number> {
  const fixtures = options.fixtures ?? product.files.fixtures;
  const refs = selectCases(await listCases(fixtures), { suites, cases: [] });
  const facts = await readFacts(product.files.facts);
  const cases = await Promise.all(refs.map((ref) => readCase(ref.folder, Object.keys(product.needs))));
  const { candidates, leftOut } = planProof(cases, product, facts);
  const chosen = sampleOf(candidates, options);
  const proof = prove(chosen, product);
  await print(options.json ? asJson(proof, leftOut) : asText(proof, leftOut, chosen.length, options));
  return proof.survived.length > 0 || proof.falseTurns.length > 0 ? 1 : 0;
}

function sampleOf(candidates: Candidate[], { sample, seed = 1 }: ProveOptions): Candidate[] {
  if (sample === undefined || sample >= candidates.length) return candidates;
  const random = randomOf(seed, 'prove');
  return candidates
    .map((c) => ({ c, order: random.unit() }))
    .sort((a, b) => a.order - b.order)
    .slice(0, sample)
    .map(({ c }) => c);
}

function asJson(proof: Proof, leftOut: readonly LeftOutPlace[]): string {
  const leftOutPlaces = leftOut.map(({ entry, ...place }) => (entry ? { ...place, page: entry.page } : place));
  return `${JSON.stringify({ ...proof, leftOut: countLeftOut(leftOut), leftOutPlaces }, null, 2)}\n`;
}

function asText(proof: Proof, leftOut: readonly LeftOutPlace[], chosen: number, options: ProveOptions): string {
  const where = (m: Mutant): string => `of ${m.route} (${m.case}, step ${m.step})`;
  const sampled = options.sample === undefined ? '' : ` (a sample with seed ${options.seed ?? 1})`;
  const lines = [
    ...proof.survived.map(
      (m) =>
        `survived   ${m.kind} at ${m.pointer || 'the whole answer'} ${where(m)}: expected ${m.expected}, found ${m.found || 'nothing'}`,
    ),
    ...proof.falseTurns.map((m) => `false turn ${m.kind} ${where(m)}: ${m.verdict}`),
    `${proof.caught} of ${proof.mutations} changes caught, ${proof.falseTurns.length} false turns of ${chosen - proof.mutations} that nobody notices${sampled}`,
    describeLeftOut(leftOut),
  ];
  return `${lines.join('\n')}\n`;
}
