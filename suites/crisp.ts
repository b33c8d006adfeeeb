/** Messages of the support chat. */
import type { Suite } from '../src/catalog/route.ts';
import { record, setOf, text, unseen, whole } from '../src/client/blocks.ts';
import { decoder } from '../src/client/decode.ts';

export const crisp: Suite = {
  name: 'crisp',
  routes: [
    {
      method: 'GET',
      path: '/v1/crisp/unread',
      kind: 'read',
      success: [200],
      decoder: decoder(
        record({
          unread_count: unseen(whole()),
          messages: setOf(record({ text: text(), timestamp: whole(), from: unseen(text()) })),
        }),
      ),
      onFailure: 'no message of the support is announced',
    },
  ],
};
