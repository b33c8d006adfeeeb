/** Statistics of the settings page. */
import type { Suite } from '../src/catalog/route.ts';
import type { Rule } from '../src/catalog/rule.ts';
import { record, whole } from '../src/client/blocks.ts';
import { decoder } from '../src/client/decode.ts';

/** Rust counts events of an analytics service, Python stored messages. */
const otherCount: Rule = {
  id: 'message-count',
  note: 'the two sides count different things: events sent, and messages stored',
  rewrites: true,
  expect: ({ rust }) => (rust.ok ? { kind: 'free', parts: ['/count'] } : null),
};

export const stats: Suite = {
  name: 'stats',
  routes: [
    {
      method: 'GET',
      path: '/v1/users/stats/chat-messages',
      kind: 'read',
      decoder: decoder(record({ count: whole() })),
      reads: ['users/{uid}/messages/{id}'],
      rules: [otherCount],
      onFailure: 'the statistics card shows 0',
    },
  ],
};
