/** Cases → what they cover. What every command that asks for it does. */
import type { Product } from '../../catalog/product.ts';
import { coverageOf, type RouteCover } from '../../check/cover/cover.ts';
import { readCase } from '../../recordings/fixture.ts';
import { listCases } from '../../recordings/tree.ts';
import { readClientCalls } from '../client-calls.ts';

export async function coverOf(product: Product, fixtures = product.files.fixtures): Promise<RouteCover[]> {
  const calls = await readClientCalls(product.files.facts);
  const { catalog, states = [] } = product;
  const refs = await listCases(fixtures);
  const cases = await Promise.all(refs.map(({ folder }) => readCase(folder, Object.keys(product.needs))));
  return coverageOf(cases, { catalog, calls, states, ownPath: product.userPath(product.recordedUid) });
}
