/** Cases → what they cover. What every command that asks for it does. */
import { join } from 'node:path';
import { z } from 'zod';
import { clientCallSchema } from '../../catalog/client-call.ts';
import type { Product } from '../../catalog/product.ts';
import { newCoverage, type RouteCover } from '../../check/cover/cover.ts';
import { readCase } from '../../recordings/fixture.ts';
import { readJsonFile } from '../../recordings/read-file.ts';
import { listCases } from '../../recordings/tree.ts';

export async function coverOf(product: Product, fixtures = product.files.fixtures): Promise<RouteCover[]> {
  const file = join(product.files.facts, 'client-calls.json');
  const calls = await readJsonFile(file, z.array(clientCallSchema), 'a list of the client’s calls');
  const { catalog, states = [] } = product;
  const coverage = newCoverage({ catalog, calls, states, ownPath: product.userPath(product.recordedUid) });
  const refs = await listCases(fixtures);
  const cases = await Promise.all(refs.map(({ folder }) => readCase(folder, Object.keys(product.needs))));
  for (const one of cases) coverage.first(one);
  for (const one of cases) coverage.second(one);
  return coverage.done();
}
