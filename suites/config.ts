/** Configuration and model proxies. They stay on Rust in phase 1. */
import type { Suite } from '../src/catalog/route.ts';
import { optional, record, text } from '../src/client/blocks.ts';
import { decoder } from '../src/client/decode.ts';

/** Calls of a user in a minute and in a day. */
const COUNTED = 'gemini_rl:{uid}:*';

const key = optional(text());

export const config: Suite = {
  name: 'config',
  routes: [
    {
      method: 'GET',
      path: '/v1/config/api-keys',
      kind: 'read',
      phase: 'kept',
      decoder: decoder(
        record({
          deepgram_api_key: key,
          gemini_api_key: key,
          anthropic_api_key: key,
          elevenlabs_api_key: key,
          firebase_api_key: key,
          google_calendar_api_key: key,
        }),
      ),
      secrets: [
        '/deepgram_api_key',
        '/gemini_api_key',
        '/anthropic_api_key',
        '/elevenlabs_api_key',
        '/firebase_api_key',
        '/google_calendar_api_key',
      ],
      onFailure: 'features that need a key are off',
    },
    {
      method: 'POST',
      path: '/v1/proxy/gemini/models/{model}:{action}',
      redis: [COUNTED],
      kind: 'read',
      phase: 'kept',
      decoder: null,
      sideEffects: ['model'],
      onFailure: 'the assistants get no answer of the model',
    },
    {
      method: 'POST',
      path: '/v1/proxy/gemini-stream/models/{model}:{action}',
      redis: [COUNTED],
      kind: 'read',
      phase: 'kept',
      decoder: null,
      sideEffects: ['model'],
      onFailure: 'the assistants get no answer of the model',
    },
  ],
};
