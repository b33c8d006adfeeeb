/** Advice: stored coaching items. Released versions call these; the current one keeps advice locally. */
import { field, timeField } from '../src/catalog/collection.ts';
import type { Suite } from '../src/catalog/route.ts';
import {
  flag,
  id,
  instant,
  list,
  number,
  optional,
  orElse,
  orNow,
  record,
  strictEnum,
  text,
  unseen,
} from '../src/client/blocks.ts';
import { decoder } from '../src/client/decode.ts';

const ADVICE = 'users/{uid}/advice/{id}';

const advice = record({
  id: id(),
  content: orElse(text(), ''),
  category: orElse(strictEnum('productivity', 'health', 'communication', 'learning', 'other'), 'other'),
  reasoning: optional(text()),
  source_app: optional(text()),
  context_summary: optional(text()),
  current_activity: optional(text()),
  confidence: orElse(number(), 0.5),
  created_at: orNow(instant()),
  updated_at: optional(instant()),
  is_read: orElse(flag(), false),
  is_dismissed: orElse(flag(), false),
});

export const adviceSuite: Suite = {
  name: 'advice',
  routes: [
    {
      method: 'GET',
      path: '/v1/advice',
      kind: 'read',
      decoder: decoder(list(advice, 'id')),
      reads: [ADVICE],
      dead: true,
      onFailure: 'no advice is shown',
    },
    {
      method: 'POST',
      path: '/v1/advice',
      kind: 'write',
      decoder: decoder(advice),
      writes: [{ path: ADVICE }],
      dead: true,
      onFailure: 'the advice is not kept',
    },
    {
      method: 'PATCH',
      path: '/v1/advice/{id}',
      kind: 'write',
      decoder: decoder(unseen(advice)),
      writes: [{ path: ADVICE, fields: ['is_read', 'is_dismissed', 'updated_at'] }],
      dead: true,
      onFailure: 'the advice stays unread or comes back',
    },
    {
      method: 'DELETE',
      path: '/v1/advice/{id}',
      kind: 'destructive',
      decoder: null,
      writes: [{ path: ADVICE }],
      dead: true,
      onFailure: 'the advice stays',
    },
    {
      method: 'POST',
      path: '/v1/advice/mark-all-read',
      kind: 'write',
      decoder: decoder(record({ status: unseen(text()) })),
      writes: [{ path: 'users/{uid}/advice/{advice}', fields: ['is_read', 'updated_at'] }],
      dead: true,
      onFailure: 'the advice stays unread',
    },
  ],
  collections: [
    {
      path: ADVICE,
      fields: {
        content: field(['']),
        category: field(),
        reasoning: field(),
        source_app: field(),
        confidence: field(),
        context_summary: field(),
        current_activity: field(),
        is_read: field(),
        is_dismissed: field(),
        created_at: timeField({ orders: true }),
        updated_at: timeField({ orders: true }),
      },
      immaterial: { id: 'repeats the document name' },
      pairBy: ['content'],
    },
  ],
};
