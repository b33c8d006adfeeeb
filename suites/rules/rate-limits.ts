/** Rate limits of the Python side (fixed windows, one counter per user and policy). */
import type { Rule } from '../../src/catalog/rule.ts';

/** Limits per user and window of 3600 s, by policy. */
const LIMITS = {
  'conversations:search': 60,
  'conversations:merge': 5,
  'conversations:reprocess': 3,
  'conversations:create': 10,
  'chat:initial': 60,
  'knowledge_graph:rebuild': 2,
} as const;

/**
 * Python refuses with 429 once the counter of the window has reached the limit. Every request with a token
 * counts, a bad or refused one as well.
 */
export function rateLimit(policy: keyof typeof LIMITS): Rule {
  const limit = LIMITS[policy];
  return {
    id: 'rate-limit',
    note: `more than ${limit} requests in an hour (${policy}) are refused`,
    counter: policy,
    expect({ uid, redis, header, countEarlier }) {
      if (!header('authorization')) return null;
      const before = Number(redis.get(`rl:${policy}:${uid}`) ?? 0) + countEarlier(policy);
      return before >= limit ? { kind: 'refusal', statuses: [429] } : null;
    },
  };
}
