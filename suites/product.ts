/** Omi, as parity is given it. */
import { join } from 'node:path';
import type { Product } from '../src/catalog/product.ts';
import { packageRoot } from '../src/package.ts';
import { catalog } from './catalog.ts';

const root = packageRoot();

export const product: Product = {
  catalog,
  recordedUid: 'parity-user-1',
  recordedSecret: 'parity-recording-secret-0123456789abcdef',
  whoAmI: '/v1/users/profile',
  probe: {
    document: 'users/{uid}/folders/{name}',
    fields: {
      id: { stringValue: '{name}' },
      name: { stringValue: '{name}' },
      color: { stringValue: '#6B7280' },
      order: { integerValue: '0' },
      is_default: { booleanValue: false },
      is_system: { booleanValue: false },
      conversation_count: { integerValue: '0' },
      created_at: { timestampValue: '{now}' },
      updated_at: { timestampValue: '{now}' },
    },
    method: 'GET',
    target: '/v1/folders',
  },
  ownRoutes: [
    { side: 'rust', target: '/health' },
    { side: 'python', target: '/v2/desktop/messages?limit=1&offset=0' },
  ],
  files: {
    fixtures: join(root, 'fixtures'),
    ledger: join(root, 'suites', 'expected-differences.json'),
    facts: join(root, 'suites'),
  },
};
