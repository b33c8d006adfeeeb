/** A product of two routes that has nothing to do with the first: other documents, no encryption, no Redis, no needs. */
import { join } from 'node:path';
import { buildCatalog } from '../../../src/catalog/catalog.ts';
import { field, idField, timeField } from '../../../src/catalog/collection.ts';
import type { Product } from '../../../src/catalog/product.ts';
import type { Suite } from '../../../src/catalog/route.ts';
import { id, instant, list, optional, record, text } from '../../../src/client/blocks.ts';
import { decoder } from '../../../src/client/decode.ts';
import { packageRoot } from '../../../src/package.ts';

const NOTE = 'owners/{uid}/notes/{note}';
const note = record({ id: id(), body: text(), colour: optional(text()), made: instant() });

const notes: Suite = {
  name: 'notes',
  routes: [
    {
      method: 'GET',
      path: '/notes',
      kind: 'read',
      decoder: decoder(list(note, 'id')),
      reads: [NOTE],
      onFailure: 'the wall is empty',
    },
    { method: 'POST', path: '/notes', kind: 'write', decoder: decoder(note), writes: [{ path: NOTE }] },
  ],
  collections: [{ path: NOTE, fields: { id: idField(), body: field(), colour: field(), made: timeField() } }],
};

const here = join(packageRoot(), 'test', 'fixtures', 'toy');

export const product: Product = {
  catalog: buildCatalog([notes]),
  recordedUid: 'owner-1',
  userPath: (uid) => `owners/${uid}`,
  needs: {},
  clientHeaders: [],
  whoAmI: '/me',
  ownRoutes: [],
  files: { fixtures: join(here, 'cases'), ledger: join(here, 'expected.json'), facts: here },
};
