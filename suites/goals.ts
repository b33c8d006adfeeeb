/** Goals: the cards of the dashboard, their progress by day, and the history page. */
import { field, timeField } from '../src/catalog/collection.ts';
import type { Suite } from '../src/catalog/route.ts';
import {
  flag,
  id,
  instant,
  list,
  number,
  optional,
  orElse,
  orNow,
  record,
  strictEnum,
  text,
} from '../src/client/blocks.ts';
import { decoder } from '../src/client/decode.ts';

const GOAL = 'users/{uid}/goals/{id}';
const HISTORY = 'users/{uid}/goals/{id}/goal_history/{day}';

const goal = record({
  id: id(),
  title: orElse(text(), ''),
  description: optional(text()),
  unit: optional(text()),
  source: optional(text()),
  goal_type: orElse(strictEnum('boolean', 'scale', 'numeric'), 'boolean'),
  target_value: orElse(number(), 1),
  current_value: orElse(number(), 0),
  min_value: orElse(number(), 0),
  max_value: orElse(number(), 100),
  is_active: orElse(flag(), true),
  created_at: orNow(instant()),
  updated_at: orNow(instant()),
  completed_at: optional(instant()),
});

const goals_ = decoder(record({ goals: list(goal, 'id') }));

export const goals: Suite = {
  name: 'goals',
  routes: [
    {
      method: 'GET',
      path: '/v1/goals/all',
      kind: 'read',
      decoder: goals_,
      reads: [GOAL],
      onFailure: 'the dashboard keeps its local goals',
    },
    {
      method: 'GET',
      path: '/v1/goals/completed',
      kind: 'read',
      decoder: goals_,
      reads: [GOAL],
      onFailure: 'the history page shows an error in place of the goals',
    },
    {
      method: 'POST',
      path: '/v1/goals',
      kind: 'write',
      decoder: decoder(goal),
      writes: [{ path: GOAL }],
      onFailure: 'the new goal does not appear',
    },
    {
      method: 'PATCH',
      path: '/v1/goals/{id}',
      kind: 'destructive',
      decoder: decoder(goal),
      writes: [{ path: GOAL }],
      onFailure: 'the goal falls back to what it was',
    },
    {
      method: 'PATCH',
      path: '/v1/goals/{id}/progress',
      kind: 'write',
      decoder: decoder(goal),
      writes: [{ path: GOAL, fields: ['current_value', 'updated_at', 'is_active', 'completed_at'] }, { path: HISTORY }],
      onFailure: 'the progress falls back',
    },
    {
      method: 'GET',
      path: '/v1/goals/{id}/history',
      kind: 'read',
      decoder: decoder(
        record({ history: list(record({ date: text(), value: number(), recorded_at: instant() }), 'date') }),
      ),
      reads: [HISTORY],
      dead: true,
      onFailure: 'no history of the goal is shown',
    },
    {
      method: 'DELETE',
      path: '/v1/goals/{id}',
      kind: 'destructive',
      decoder: null,
      writes: [{ path: GOAL }, { path: HISTORY }],
      onFailure: 'the goal stays on the dashboard',
    },
  ],
  pages: [
    {
      name: 'Goal history',
      routes: ['GET /v1/goals/completed'],
      onFailure: 'an error text stands in place of the page',
    },
  ],
  collections: [
    {
      path: GOAL,
      fields: {
        title: field(),
        description: field(),
        unit: field(),
        source: field(),
        goal_type: field(),
        target_value: field(),
        current_value: field(),
        min_value: field(),
        max_value: field(),
        is_active: field(),
        created_at: timeField({ orders: true }),
        updated_at: timeField({ orders: true }),
        completed_at: timeField({ nullCounts: true, orders: true }),
      },
      immaterial: { id: 'repeats the document name', ended_at: 'bookkeeping nobody at the desktop sees' },
      pairBy: ['title'],
    },
    { path: HISTORY, fields: { date: field(), value: field(), recorded_at: timeField() }, named: 'day' },
  ],
};
