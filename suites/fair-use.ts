/** Fair use and rate limits: no routes of their own. What only background work may write, and what counts requests. */
import type { Suite } from '../src/catalog/route.ts';

const STATE = 'users/{uid}/fair_use_state/{state}';
const EVENT = 'users/{uid}/fair_use_events/{event}';
const HOUR = 'users/{uid}/hourly_usage/{hour}';

export const fairUse: Suite = {
  name: 'fair-use',
  routes: [],
  limits: { redis: ['rl:*', 'fair_use:*'], documents: [STATE] },
  redis: ['rl:{policy}:{uid}', 'fair_use:{what}:{uid}', 'fair_use:{budget}:{uid}:{day}'],
  // Minutes of speech since 1970, and the day in the name of a budget.
  redisTimes: ['fair_use:speech:*', 'fair_use:bucket:*', 'fair_use:dg_budget:*'],
  // A desktop request that changes one of these is a finding, whatever the field.
  collections: [
    { path: STATE, fields: {}, others: 'count' },
    { path: EVENT, fields: {}, others: 'count' },
    { path: HOUR, fields: {}, others: 'count', named: 'hour' },
  ],
};
