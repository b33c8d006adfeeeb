/** Conversations: the list, the detail page, search, merge and sharing. */
import type { Suite } from '../src/catalog/route.ts';
import {
  flag,
  id,
  instant,
  list,
  lossyEnum,
  number,
  optional,
  orElse,
  orNow,
  record,
  setOf,
  strictEnum,
  text,
  unseen,
  whole,
} from '../src/client/blocks.ts';
import { decoder } from '../src/client/decode.ts';
import { CONVERSATION, conversationDocuments, PHOTO } from './conversations/documents.ts';
import { lockedConversationList, lockedDocument, lockedMerge, lockedSearch } from './rules/locked-content.ts';
import { pythonOnly } from './rules/python-only.ts';
import { rateLimit } from './rules/rate-limits.ts';

/** The owner of a conversation that was shared. */
const VISIBLE_TO = 'memories-visibility:{id}';

const SOURCES = (
  'friend omi workflow openglass screenpipe sdcard fieldy bee xor frame friend_com apple_watch phone desktop ' +
  'limitless plaud unknown'
).split(' ');

const words = orElse(text(), '');
const off = orElse(flag(), false);

const structured = record({
  title: words,
  overview: words,
  emoji: words,
  category: orElse(text(), 'other'),
  action_items: orElse(list(record({ description: words, completed: off, deleted: off })), []),
  events: orElse(
    list(
      record({
        title: words,
        description: words,
        starts_at: orNow(instant()),
        duration: orElse(whole(), 0),
        created: off,
      }),
    ),
    [],
  ),
});

const segment = record({
  id: optional(id()),
  text: words,
  speaker: optional(text()),
  is_user: off,
  person_id: optional(id()),
  start: orElse(number(), 0),
  end: orElse(number(), 0),
});

const photo = record({
  id: optional(id()),
  base64: words,
  description: optional(text()),
  created_at: orNow(instant()),
  discarded: off,
});

const conversationFields = {
  id: id(),
  created_at: instant(),
  structured,
  started_at: optional(instant()),
  finished_at: optional(instant()),
  status: orElse(strictEnum('in_progress', 'processing', 'merging', 'completed', 'failed'), 'completed'),
  source: optional(lossyEnum(SOURCES, 'unknown')),
  language: optional(text()),
  folder_id: optional(id()),
  input_device_name: optional(text()),
  discarded: off,
  deleted: off,
  is_locked: off,
  starred: off,
  // Older recordings have segments without ids: the speaker sheet names them by position.
  transcript_segments: orElse(list(segment, undefined, { unnamed: { field: 'id', prefix: '#index:' } }), []),
  apps_results: orElse(list(record({ app_id: optional(text()), content: words })), []),
  photos: orElse(list(photo), []),
  geolocation: optional(
    record({
      latitude: optional(number()),
      longitude: optional(number()),
      address: optional(text()),
      location_type: optional(text()),
    }),
  ),
};

const conversation = record(conversationFields);

/** Where the person was, and who spoke. */
const PERSONAL = {
  '/**/geolocation/latitude': 'coordinate',
  '/**/geolocation/longitude': 'coordinate',
  '/**/geolocation/address': 'text',
  '/people/*/name': 'name',
} as const;

export const conversations: Suite = {
  name: 'conversations',
  personal: { request: PERSONAL, answer: PERSONAL },
  routes: [
    {
      method: 'GET',
      path: '/v1/conversations',
      kind: 'read',
      decoder: decoder(list(conversation, 'id')),
      reads: [CONVERSATION],
      rules: [lockedConversationList],
      onFailure: 'the conversations page shows its local copy, or an error if there is none',
    },
    {
      method: 'GET',
      path: '/v1/conversations/count',
      kind: 'read',
      decoder: decoder(record({ count: whole() })),
      reads: [CONVERSATION],
      onFailure: 'the number of conversations stays the local one',
    },
    {
      method: 'GET',
      path: '/v1/conversations/{id}',
      kind: 'read',
      decoder: decoder(conversation),
      reads: [CONVERSATION],
      rules: [lockedDocument('conversations')],
      onFailure: 'the detail page keeps the version of the list, without its transcript',
    },
    {
      method: 'POST',
      path: '/v1/conversations/search',
      kind: 'read',
      decoder: decoder(
        record({ items: list(conversation, 'id'), current_page: unseen(whole()), total_pages: unseen(whole()) }),
      ),
      reads: [CONVERSATION],
      rules: [rateLimit('conversations:search'), lockedSearch],
      onFailure: 'the search shows an error',
    },
    {
      method: 'PATCH',
      path: '/v1/conversations/{id}/starred',
      kind: 'write',
      decoder: null,
      writes: [{ path: CONVERSATION, fields: ['starred'] }],
      rules: [lockedDocument('conversations')],
      onFailure: 'the star falls back to what it was',
    },
    {
      method: 'PATCH',
      path: '/v1/conversations/{id}/visibility',
      kind: 'write',
      decoder: null,
      writes: [{ path: CONVERSATION, fields: ['visibility'] }],
      redis: [VISIBLE_TO, 'public-memories'],
      rules: [lockedDocument('conversations')],
      onFailure: 'no link is copied',
    },
    {
      method: 'PATCH',
      path: '/v1/conversations/{id}',
      kind: 'write',
      decoder: null,
      writes: [{ path: CONVERSATION, fields: ['structured'] }],
      onFailure: 'the title falls back to the old one',
    },
    {
      method: 'DELETE',
      path: '/v1/conversations/{id}',
      kind: 'destructive',
      decoder: null,
      writes: [
        { path: CONVERSATION },
        { path: PHOTO },
        { path: 'users/{uid}/memories/{memory}' },
        { path: 'users/{uid}/action_items/{task}' },
      ],
      onFailure: 'the row is gone from the list and comes back with the next refresh',
    },
    {
      method: 'POST',
      path: '/v1/conversations/merge',
      kind: 'destructive',
      decoder: decoder(
        record({
          status: text(),
          message: unseen(text()),
          conversation_ids: list(id()),
          warning: optional(text()),
          new_conversation_id: optional(id()),
        }),
      ),
      writes: [{ path: CONVERSATION }, { path: PHOTO }],
      rules: [rateLimit('conversations:merge'), lockedMerge],
      sideEffects: ['model'],
      onFailure: 'the conversations stay apart',
    },
    {
      method: 'POST',
      path: '/v1/conversations/{id}/reprocess',
      kind: 'write',
      decoder: decoder(record({ success: unseen(flag()), message: unseen(text()) })),
      writes: [{ path: CONVERSATION, fields: ['apps_results'] }],
      rules: [rateLimit('conversations:reprocess'), lockedDocument('conversations')],
      sideEffects: ['model'],
      onFailure: 'the summary of the app does not appear',
    },
    {
      method: 'POST',
      path: '/v1/conversations',
      kind: 'write',
      phase: 'served-by-python',
      decoder: decoder(record({ conversation })),
      writes: [{ path: CONVERSATION }],
      redis: ['users:{uid}:in_progress_memory_id'],
      rules: [pythonOnly],
      sideEffects: ['model', 'webhook'],
      onFailure: 'the stopped recording stays pending',
    },
    {
      method: 'GET',
      path: '/v1/conversations/{id}/shared',
      kind: 'read',
      public: true,
      decoder: decoder(
        record({
          ...conversationFields,
          people: orElse(setOf(record({ id: id(), name: text() })), []),
        }),
      ),
      reads: [CONVERSATION, 'users/{uid}/people/{person}'],
      redis: [VISIBLE_TO],
      rules: [lockedDocument('conversations')],
      onFailure: 'the web page behind a copied link stays empty',
    },
  ],
  pages: [
    {
      name: 'Conversations',
      routes: ['GET /v1/conversations'],
      onFailure: 'the list shows its local copy, or an error if there is none',
    },
    {
      name: 'Advanced statistics',
      routes: ['GET /v1/conversations/count', 'GET /v2/apps/search', 'GET /v1/goals/all'],
      onFailure: 'the whole statistics page is empty',
    },
  ],
  collections: conversationDocuments,
};
