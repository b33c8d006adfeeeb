/** Greeting and title of a chat: two calls that ask a language model. */
import type { Route, Suite } from '../src/catalog/route.ts';
import type { Rule } from '../src/catalog/rule.ts';
import { id, modelText, record } from '../src/client/blocks.ts';
import { decoder } from '../src/client/decode.ts';
import { pythonOnly } from './rules/python-only.ts';
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

/** The tools of the assistant and the voice: Python's before and after the migration. */
const tool = (method: Route['method'], path: string, kind: Route['kind']): Route => ({
  method,
  path,
  kind,
  phase: 'served-by-python',
  decoder: null,
  rules: [pythonOnly],
  ...(kind === 'read' ? {} : { sideEffects: ['model'] as const }),
});

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
    tool('GET', '/v1/tools/conversations', 'read'),
    tool('POST', '/v1/tools/conversations/search', 'read'),
    tool('GET', '/v1/tools/memories', 'read'),
    tool('POST', '/v1/tools/memories/search', 'read'),
    tool('GET', '/v1/tools/action-items', 'read'),
    tool('POST', '/v1/tools/action-items', 'write'),
    tool('PATCH', '/v1/tools/action-items/{id}', 'write'),
    tool('POST', '/v2/voice-message/transcribe', 'write'),
  ],
};
