/** Which routes a case calls, told from its requests. */
import { join } from 'node:path';
import type { Catalog } from '../catalog/catalog.ts';
import { readHar } from './har.ts';
import type { CaseRef } from './tree.ts';

export async function routesOf(ref: CaseRef, catalog: Catalog): Promise<string[]> {
  const steps = await readHar(join(ref.folder, 'rust.har'));
  return [...new Set(steps.flatMap(({ request }) => catalog.find(request.method, request.target)?.name ?? []))];
}
