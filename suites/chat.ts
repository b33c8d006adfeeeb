/** Greeting and title of a chat: two calls that ask a language model. */
import type { Suite } from '../src/catalog/route.ts';
import type { Rule } from '../src/catalog/rule.ts';
import { id, modelText, record } from '../src/client/blocks.ts';
import { decoder } from '../src/client/decode.ts';
import { rateLimit } from './rules/rate-limits.ts';

const SESSION = 'users/{uid}/chat_sessions/{session}';
const MESSAGE = 'users/{uid}/messages/{message}';

const greetingNeedsSession: Rule = {
  id: 'greeting-needs-session',
  note: 'a greeting for a chat that does not exist is refused with 404',
  expect({ uid, body, documents }) {
    const session = (body as { session_id?: unknown } | undefined)?.session_id;
    if (typeof session !== 'string' || documents.get(`users/${uid}/chat_sessions/${session}`)) return null;
    return { kind: 'refusal', statuses: [404] };
  },
};

export const chat: Suite = {
  name: 'chat',
  routes: [
    {
      method: 'POST',
      path: '/v2/chat/initial-message',
      kind: 'write',
      decoder: decoder(record({ message: modelText(), message_id: id() })),
      reads: ['users/{uid}/memories/{memory}', 'plugins_data/{app}', SESSION],
      writes: [{ path: MESSAGE }, { path: SESSION }],
      rules: [rateLimit('chat:initial'), greetingNeedsSession],
      sideEffects: ['model'],
      onFailure: 'the chat opens without a greeting',
    },
    {
      method: 'POST',
      path: '/v2/chat/generate-title',
      kind: 'write',
      decoder: decoder(record({ title: modelText() })),
      writes: [{ path: SESSION }],
      rules: [rateLimit('chat:initial')],
      sideEffects: ['model'],
      onFailure: 'the chat keeps its old title',
    },
  ],
};
