/** Personas: the user's own, made from public memories. */
import type { Suite } from '../src/catalog/route.ts';
import {
  flag,
  id,
  instant,
  modelText,
  nullable,
  optional,
  orElse,
  record,
  setOf,
  text,
  whole,
} from '../src/client/blocks.ts';
import { decoder } from '../src/client/decode.ts';

const PERSONA = 'plugins_data/{persona}';
const MEMORY = 'users/{uid}/memories/{memory}';

const words = orElse(text(), '');
const off = orElse(flag(), false);

const fields = {
  id: id(),
  uid: text(),
  name: text(),
  created_at: instant(),
  updated_at: instant(),
  description: words,
  image: words,
  category: words,
  author: words,
  capabilities: orElse(setOf(text()), []),
  approved: off,
  private: off,
  status: orElse(text(), 'under-review'),
  username: optional(text()),
  persona_prompt: optional(text()),
  email: optional(text()),
  public_memories_count: optional(whole()),
};

const persona = record(fields);

const PERSONAL = { '/name': 'name', '/author': 'name', '/username': 'text' } as const;

export const personas: Suite = {
  name: 'personas',
  personal: { request: PERSONAL, answer: PERSONAL },
  routes: [
    {
      method: 'GET',
      path: '/v1/personas',
      kind: 'read',
      decoder: decoder(nullable(persona)),
      reads: [PERSONA, MEMORY],
      onFailure: 'goals are made without the persona',
    },
    {
      method: 'POST',
      path: '/v1/personas',
      kind: 'write',
      decoder: decoder(persona),
      writes: [{ path: PERSONA }],
      sideEffects: ['model'],
      dead: true,
      onFailure: 'no persona is made',
    },
    {
      method: 'PATCH',
      path: '/v1/personas',
      kind: 'write',
      decoder: decoder(persona),
      writes: [{ path: PERSONA, fields: ['name', 'description', 'persona_prompt', 'image', 'updated_at'] }],
      dead: true,
      onFailure: 'the persona stays as it was',
    },
    {
      method: 'DELETE',
      path: '/v1/personas',
      kind: 'destructive',
      decoder: null,
      writes: [{ path: PERSONA }],
      dead: true,
      onFailure: 'the persona stays',
    },
    {
      method: 'POST',
      path: '/v1/personas/generate-prompt',
      kind: 'write',
      decoder: decoder(record({ persona_prompt: modelText(), description: modelText(), memories_used: whole() })),
      writes: [{ path: PERSONA, fields: ['description', 'persona_prompt', 'updated_at'] }],
      sideEffects: ['model'],
      dead: true,
      onFailure: 'the prompt stays as it was',
    },
    {
      method: 'GET',
      path: '/v1/personas/check-username',
      kind: 'read',
      decoder: decoder(record({ available: flag(), username: text() })),
      reads: [PERSONA],
      dead: true,
      onFailure: 'a name cannot be checked',
    },
  ],
};
