/** Scores: two reads that count tasks. */
import type { Suite } from '../src/catalog/route.ts';
import { number, record, text, whole } from '../src/client/blocks.ts';
import { decoder } from '../src/client/decode.ts';

const TASK = 'users/{uid}/action_items/{id}';

const counts = { score: number(), completed_tasks: whole(), total_tasks: whole() };

export const dailyScore: Suite = {
  name: 'daily-score',
  routes: [
    {
      method: 'GET',
      path: '/v1/scores',
      kind: 'read',
      decoder: decoder(
        record({
          daily: record(counts),
          weekly: record(counts),
          overall: record(counts),
          default_tab: text(),
          date: text(),
        }),
      ),
      reads: [TASK],
      onFailure: 'the dashboard keeps its old scores',
    },
    {
      method: 'GET',
      path: '/v1/daily-score',
      kind: 'read',
      decoder: decoder(record({ ...counts, date: text() })),
      reads: [TASK],
      dead: true,
      onFailure: 'no score is shown',
    },
  ],
};
