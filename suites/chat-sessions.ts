/** Chat sessions: the list of chats, their titles and stars. */
import { field, idField, timeField } from '../src/catalog/collection.ts';
import type { Suite } from '../src/catalog/route.ts';
import { flag, id, instant, list, optional, orElse, orNow, record, text, whole } from '../src/client/blocks.ts';
import { decoder } from '../src/client/decode.ts';

const SESSION = 'users/{uid}/chat_sessions/{id}';
const MESSAGE = 'users/{uid}/messages/{message}';

const session = record({
  id: id(),
  title: orElse(text(), 'New Chat'),
  preview: optional(text()),
  created_at: orNow(instant()),
  updated_at: orNow(instant()),
  app_id: optional(text()),
  message_count: orElse(whole(), 0),
  starred: orElse(flag(), false),
});

export const chatSessions: Suite = {
  name: 'chat-sessions',
  routes: [
    {
      method: 'GET',
      path: '/v2/chat-sessions',
      kind: 'read',
      decoder: decoder(list(session, 'id')),
      reads: [SESSION, MESSAGE],
      onFailure: 'the list of chats is empty',
    },
    {
      method: 'POST',
      path: '/v2/chat-sessions',
      kind: 'write',
      decoder: decoder(session),
      writes: [{ path: SESSION }],
      onFailure: 'no new chat is opened',
    },
    {
      method: 'GET',
      path: '/v2/chat-sessions/{id}',
      kind: 'read',
      decoder: decoder(session),
      reads: [SESSION, MESSAGE],
      dead: true,
      onFailure: 'the chat cannot be looked at',
    },
    {
      method: 'PATCH',
      path: '/v2/chat-sessions/{id}',
      kind: 'write',
      decoder: decoder(session),
      writes: [{ path: SESSION }],
      onFailure: 'the chat keeps its old title and star',
    },
    {
      method: 'DELETE',
      path: '/v2/chat-sessions/{id}',
      kind: 'destructive',
      decoder: null,
      writes: [{ path: SESSION }, { path: MESSAGE }],
      onFailure: 'the chat stays in the list',
    },
  ],
  collections: [
    {
      path: SESSION,
      fields: {
        id: { form: 'name' },
        title: field(['']),
        preview: field(['']),
        created_at: timeField({ orders: true }),
        updated_at: timeField(),
        app_id: idField(['']),
        plugin_id: idField(['']),
        message_count: field([0]),
        starred: field([false]),
        message_ids: idField([[]]),
        file_ids: idField([[]]),
        openai_thread_id: idField(['']),
        openai_assistant_id: idField(['']),
      },
      pairBy: ['title', 'created_at', 'app_id', 'plugin_id'],
    },
  ],
};
