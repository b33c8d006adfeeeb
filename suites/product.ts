/** Omi, as parity is given it. */
import { join } from 'node:path';
import type { Product } from '../src/catalog/product.ts';
import { packageRoot } from '../src/package.ts';
import { catalog } from './catalog.ts';
import { lockedSteps } from './locked-steps.ts';
import { encryption } from './store/encryption.ts';

const root = packageRoot();

export const product: Product = {
  catalog,
  recordedUid: 'parity-user-1',
  userPath: (uid) => `users/${uid}`,
  encryption: { ...encryption, recordedSecret: 'parity-recording-secret-0123456789abcdef' },
  needs: {
    'python-llm': 'the case needs a language model behind Python (say --provides python-llm when there is one)',
    typesense: 'the case needs the search index filled with its world (say --provides typesense when it is)',
    'rust-model-key': 'the case needs a model key on Rust (say --provides rust-model-key when there is one)',
    'unverified-tokens': 'the case sends made-up tokens, which only a side that checks no signatures takes',
  },
  clientHeaders: [
    ['content-type', 'application/json'],
    ['x-app-platform', 'macos'],
  ],
  whoAmI: '/v1/users/profile',
  states: [
    {
      name: 'locked',
      collections: ['users/{uid}/conversations/{id}', 'users/{uid}/memories/{id}', 'users/{uid}/action_items/{id}'],
      field: 'is_locked',
      value: { booleanValue: true },
      words: 'over something that is locked (is_locked is true)',
    },
    {
      name: 'encrypted',
      collections: ['users/{uid}/conversations/{id}', 'users/{uid}/memories/{id}', 'users/{uid}/messages/{id}'],
      field: 'data_protection_level',
      value: { stringValue: 'enhanced' },
      words: 'over something that is encrypted (data_protection_level is enhanced)',
    },
  ],
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
    target: '/v1/folders',
  },
  ruledSteps: lockedSteps,
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
