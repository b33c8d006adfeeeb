/** Focus sessions and their statistics: asked by released versions; the current one keeps sessions locally. */
import { field, timeField } from '../src/catalog/collection.ts';
import type { Suite } from '../src/catalog/route.ts';
import { id, instant, list, optional, ranking, record, text, whole } from '../src/client/blocks.ts';
import { decoder } from '../src/client/decode.ts';

const SESSION = 'users/{uid}/focus_sessions/{id}';
const TOP_APPS = 5;

const session = record({
  id: id(),
  status: text(),
  app_or_site: text(),
  description: text(),
  created_at: instant(),
  message: optional(text()),
  duration_seconds: optional(whole()),
});

export const focusSessions: Suite = {
  name: 'focus-sessions',
  routes: [
    {
      method: 'GET',
      path: '/v1/focus-sessions',
      kind: 'read',
      decoder: decoder(list(session, 'id')),
      reads: [SESSION],
      dead: true,
      onFailure: 'no focus sessions are shown',
    },
    {
      method: 'POST',
      path: '/v1/focus-sessions',
      kind: 'write',
      decoder: decoder(session),
      writes: [{ path: SESSION }],
      dead: true,
      onFailure: 'the focus session is not kept',
    },
    {
      method: 'DELETE',
      path: '/v1/focus-sessions/{id}',
      kind: 'destructive',
      decoder: null,
      writes: [{ path: SESSION }],
      dead: true,
      onFailure: 'the focus session stays',
    },
    {
      method: 'GET',
      path: '/v1/focus-stats',
      kind: 'read',
      decoder: decoder(
        record({
          date: text(),
          focused_minutes: whole(),
          distracted_minutes: whole(),
          session_count: whole(),
          focused_count: whole(),
          distracted_count: whole(),
          top_distractions: ranking(record({ app_or_site: text(), total_seconds: whole(), count: whole() }), {
            key: 'app_or_site',
            rank: 'total_seconds',
            top: TOP_APPS,
          }),
        }),
      ),
      reads: [SESSION],
      dead: true,
      onFailure: 'no focus statistics are shown',
    },
  ],
  collections: [
    {
      path: SESSION,
      fields: {
        status: field(),
        app_or_site: field(),
        description: field(),
        created_at: timeField({ orders: true }),
        message: field(),
        duration_seconds: field(),
      },
      immaterial: { id: 'repeats the document name' },
      others: 'count',
      pairBy: ['app_or_site', 'description', 'status'],
    },
  ],
};
