/** Memories: the list, which is mirrored row by row, and their changes. */
import { field, idField, timeField } from '../src/catalog/collection.ts';
import type { Suite } from '../src/catalog/route.ts';
import {
  flag,
  id,
  instant,
  list,
  number,
  optional,
  orElse,
  record,
  strictEnum,
  text,
  unseen,
} from '../src/client/blocks.ts';
import { decoder } from '../src/client/decode.ts';
import { lockedDocument, lockedTextCut } from './rules/locked-content.ts';
import { sealedField } from './store/sealed.ts';

const MEMORY = 'users/{uid}/memories/{id}';
const NAMED = 'users/{uid}/memories/{memory}';
const CONVERSATION = 'users/{uid}/conversations/{conversation}';

const off = orElse(flag(), false);
const words = optional(text());

const memory = record({
  id: id(),
  content: text(),
  created_at: instant(),
  updated_at: instant(),
  category: orElse(strictEnum('system', 'interesting', 'manual'), 'system'),
  visibility: orElse(text(), 'private'),
  reviewed: off,
  manually_added: off,
  is_read: off,
  is_dismissed: off,
  user_review: optional(flag()),
  tags: orElse(list(text()), []),
  confidence: optional(number()),
  conversation_id: optional(id()),
  scoring: words,
  source: words,
  source_app: words,
  context_summary: words,
  reasoning: words,
  current_activity: words,
  input_device_name: words,
  window_title: words,
  headline: words,
});

const status = decoder(record({ status: unseen(text()) }));
const locked = lockedDocument('memories');

export const memories: Suite = {
  name: 'memories',
  redis: ['user:{uid}:data_protection_level'],
  routes: [
    {
      method: 'GET',
      path: '/v3/memories',
      kind: 'read',
      decoder: decoder(list(memory, 'id')),
      reads: [MEMORY, CONVERSATION],
      rules: [lockedTextCut('memories', 'content')],
      onFailure: 'the memories page shows an error',
    },
    {
      method: 'POST',
      path: '/v3/memories',
      kind: 'write',
      decoder: decoder(record({ id: id(), message: unseen(optional(text())) })),
      writes: [{ path: MEMORY }],
      onFailure: 'the new memory does not reach the server',
    },
    {
      method: 'DELETE',
      path: '/v3/memories/{id}',
      kind: 'destructive',
      decoder: null,
      writes: [{ path: MEMORY }],
      rules: [locked],
      onFailure: 'the row comes back',
    },
    {
      method: 'DELETE',
      path: '/v3/memories',
      kind: 'destructive',
      decoder: null,
      writes: [{ path: NAMED }],
      onFailure: 'the memories stay',
    },
    {
      method: 'PATCH',
      path: '/v3/memories/{id}',
      kind: 'write',
      decoder: status,
      writes: [{ path: MEMORY, fields: ['content', 'updated_at', 'edited', 'data_protection_level'] }],
      rules: [locked],
      onFailure: 'the text falls back',
    },
    {
      method: 'PATCH',
      path: '/v3/memories/{id}/visibility',
      kind: 'write',
      decoder: status,
      writes: [{ path: MEMORY, fields: ['visibility', 'updated_at'] }],
      rules: [locked],
      onFailure: 'the visibility falls back',
    },
    {
      method: 'PATCH',
      path: '/v3/memories/visibility',
      kind: 'write',
      decoder: status,
      writes: [{ path: NAMED, fields: ['visibility', 'updated_at'] }],
      onFailure: 'the memories stay as visible as they were',
    },
    {
      method: 'POST',
      path: '/v3/memories/{id}/review',
      kind: 'write',
      decoder: status,
      writes: [{ path: MEMORY, fields: ['reviewed', 'user_review', 'updated_at'] }],
      rules: [locked],
      dead: true,
      onFailure: 'the review is not kept',
    },
    {
      method: 'PATCH',
      path: '/v3/memories/{id}/read',
      kind: 'write',
      decoder: decoder(unseen(memory)),
      writes: [{ path: MEMORY, fields: ['is_read', 'is_dismissed', 'updated_at'] }],
      onFailure: 'the memory stays unread or comes back',
    },
    {
      method: 'POST',
      path: '/v3/memories/mark-all-read',
      kind: 'write',
      decoder: status,
      writes: [{ path: NAMED, fields: ['is_read', 'updated_at'] }],
      onFailure: 'the memories stay unread',
    },
  ],
  collections: [
    {
      path: MEMORY,
      fields: {
        content: sealedField,
        category: field(),
        visibility: field(['private']),
        created_at: timeField({ orders: true }),
        updated_at: timeField({ orders: true }),
        // Two ranks and the epoch second of its making.
        scoring: field([], { holds: 'epoch', orders: true }),
        reviewed: field([false]),
        user_review: field(),
        manually_added: field([false]),
        is_read: field([false]),
        is_dismissed: field([false]),
        is_locked: field([false]),
        tags: field([[]]),
        confidence: field(),
        conversation_id: idField(),
        source: field(),
        source_app: field(),
        context_summary: field(),
        reasoning: field(),
        current_activity: field(),
        input_device_name: field(),
        window_title: field(),
        headline: field(),
      },
      immaterial: {
        id: 'repeats the document name',
        uid: 'bookkeeping nobody at the desktop sees',
        edited: 'bookkeeping nobody at the desktop sees',
        kg_extracted: 'bookkeeping nobody at the desktop sees',
        app_id: 'bookkeeping nobody at the desktop sees',
        memory_id: 'bookkeeping nobody at the desktop sees',
        data_protection_level: 'an encoding',
      },
      pairBy: ['content'],
    },
  ],
};
