/** What the chat has cost: counted per day, and the sum that blocks the free chat. */
import { type Collection, field } from '../src/catalog/collection.ts';
import type { Suite } from '../src/catalog/route.ts';
import { number, record, text, unseen } from '../src/client/blocks.ts';
import { decoder } from '../src/client/decode.ts';

const DAY = 'users/{uid}/llm_usage/{day}';
/** A millionth of a dollar: sums of doubles differ in their last digits. */
const DOLLARS = 1e-6;

const counters = {
  input_tokens: field(),
  output_tokens: field(),
  cache_read_tokens: field(),
  cache_write_tokens: field(),
  total_tokens: field(),
  call_count: field(),
  cost_usd: field([], { within: DOLLARS }),
};

const counter = { form: 'map', fields: counters, others: 'count' } as const;

const days: Collection = {
  path: DAY,
  fields: { desktop_chat: counter, desktop_chat_omi: counter, desktop_chat_personal: counter },
  immaterial: { date: 'repeats the document name', last_updated: 'bookkeeping' },
  others: 'count',
  named: 'day',
};

export const llmUsage: Suite = {
  name: 'llm-usage',
  routes: [
    {
      method: 'POST',
      path: '/v1/users/me/llm-usage',
      kind: 'write',
      decoder: decoder(record({ status: unseen(text()) })),
      writes: [{ path: DAY }],
      onFailure: 'the cost of this answer is not counted',
    },
    {
      method: 'GET',
      path: '/v1/users/me/llm-usage/total',
      kind: 'read',
      decoder: decoder(record({ total_cost_usd: number(DOLLARS) })),
      reads: [DAY],
      onFailure: 'the chat counts from its local sum',
    },
  ],
  collections: [days],
};
