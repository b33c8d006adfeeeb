/** Fair use and rate limits: no routes of their own. What only background work may write, and what counts requests. */
import type { Suite } from '../src/catalog/route.ts';

const STATE = 'users/{uid}/fair_use_state/{state}';
const EVENT = 'users/{uid}/fair_use_events/{event}';

export const fairUse: Suite = {
  name: 'fair-use',
  routes: [],
  limits: { redis: ['rl:*', 'fair_use:*'], documents: [STATE] },
  // A desktop request that changes one of these is a finding, whatever the field.
  collections: [
    { path: STATE, fields: {}, others: 'count' },
    { path: EVENT, fields: {}, others: 'count' },
  ],
};
