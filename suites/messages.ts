/** Chat messages. The migration maps the path: `/v2/messages` without `desktop` is the phone's chat on Python. */
import { field, idField, timeField } from '../src/catalog/collection.ts';
import type { Suite } from '../src/catalog/route.ts';
import { flag, id, instant, list, optional, orElse, orNow, record, text, unseen, whole } from '../src/client/blocks.ts';
import { decoder } from '../src/client/decode.ts';
import { sealedField } from './store/sealed.ts';

const MESSAGE = 'users/{uid}/messages/{id}';
const SESSION = 'users/{uid}/chat_sessions/{session}';

const message = record({
  id: id(),
  text: orElse(text(), ''),
  created_at: orNow(instant()),
  sender: orElse(text(), 'human'),
  app_id: optional(text()),
  session_id: optional(id()),
  rating: optional(whole()),
  reported: orElse(flag(), false),
});

export const messages: Suite = {
  name: 'messages',
  routes: [
    {
      method: 'POST',
      path: '/v2/messages',
      pythonPath: '/v2/desktop/messages',
      kind: 'write',
      decoder: decoder(record({ id: id(), created_at: instant() })),
      writes: [{ path: MESSAGE }, { path: SESSION }],
      onFailure: 'the turn is missing from the history',
    },
    {
      method: 'GET',
      path: '/v2/messages',
      pythonPath: '/v2/desktop/messages',
      kind: 'read',
      decoder: decoder(list(message, 'id')),
      reads: [MESSAGE],
      onFailure: 'the chat opens without its history',
    },
    {
      method: 'DELETE',
      path: '/v2/messages',
      pythonPath: '/v2/desktop/messages',
      kind: 'destructive',
      decoder: decoder(record({ status: orElse(text(), 'ok'), deleted_count: optional(whole()) })),
      writes: [{ path: MESSAGE }, { path: SESSION }],
      onFailure: 'the chat is not cleared',
    },
    {
      method: 'PATCH',
      path: '/v2/messages/{id}/rating',
      pythonPath: '/v2/desktop/messages/{id}/rating',
      kind: 'write',
      decoder: decoder(record({ status: unseen(text()) })),
      writes: [{ path: MESSAGE }],
      onFailure: 'the rating is not kept',
    },
  ],
  collections: [
    {
      path: MESSAGE,
      fields: {
        id: { form: 'name' },
        text: sealedField,
        sender: field(),
        created_at: timeField({ orders: true }),
        reported: field([false]),
        type: field(),
        memories_id: idField([[]]),
        from_external_integration: field([false]),
        app_id: idField(),
        plugin_id: idField(),
        session_id: idField(),
        chat_session_id: idField(),
        metadata: { form: 'json' },
        rating: field(),
      },
      immaterial: { data_protection_level: 'an encoding' },
      pairBy: ['text', 'sender'],
    },
  ],
};
