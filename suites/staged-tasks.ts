/** Staged tasks: extracted from the screen, ranked, and promoted into the task list. */
import type { Suite } from '../src/catalog/route.ts';
import { flag, list, optional, record, text, unseen, whole } from '../src/client/blocks.ts';
import { decoder } from '../src/client/decode.ts';
import { task, taskFields } from './shared/task.ts';

const STAGED = 'users/{uid}/staged_tasks/{id}';
const NAMED = 'users/{uid}/staged_tasks/{staged}';
const TASK = 'users/{uid}/action_items/{task}';

const status = record({ status: unseen(text()) });

export const stagedTasks: Suite = {
  name: 'staged-tasks',
  routes: [
    {
      method: 'GET',
      path: '/v1/staged-tasks',
      kind: 'read',
      decoder: decoder(record({ items: list(task, 'id'), has_more: flag() })),
      reads: [STAGED],
      onFailure: 'no duplicates are found among the staged tasks',
    },
    {
      method: 'POST',
      path: '/v1/staged-tasks',
      kind: 'write',
      decoder: decoder(task),
      writes: [{ path: STAGED }],
      onFailure: 'the extracted task does not reach the server',
    },
    {
      method: 'DELETE',
      path: '/v1/staged-tasks/{id}',
      kind: 'destructive',
      decoder: null,
      writes: [{ path: STAGED }],
      onFailure: 'the staged task stays',
    },
    {
      method: 'PATCH',
      path: '/v1/staged-tasks/batch-scores',
      kind: 'write',
      decoder: decoder(status),
      writes: [{ path: NAMED, fields: ['relevance_score', 'updated_at'] }],
      onFailure: 'the new ranking is lost',
    },
    {
      method: 'POST',
      path: '/v1/staged-tasks/promote',
      kind: 'destructive',
      decoder: decoder(record({ promoted: flag(), reason: unseen(optional(text())), promoted_task: optional(task) })),
      writes: [{ path: NAMED }, { path: TASK }],
      onFailure: 'no task is promoted',
    },
    {
      method: 'POST',
      path: '/v1/staged-tasks/migrate',
      kind: 'destructive',
      decoder: decoder(status),
      writes: [{ path: NAMED }, { path: TASK }],
      onFailure: 'the tasks are not migrated',
    },
    {
      method: 'POST',
      path: '/v1/staged-tasks/migrate-conversation-items',
      kind: 'destructive',
      decoder: decoder(record({ status: unseen(text()), migrated: unseen(whole()), deleted: unseen(whole()) })),
      writes: [{ path: NAMED }, { path: TASK }],
      onFailure: 'the tasks are not migrated',
    },
  ],
  collections: [
    {
      path: STAGED,
      fields: taskFields,
      immaterial: { id: 'repeats the document name', promoted_at: 'bookkeeping nobody at the desktop sees' },
      pairBy: ['description'],
    },
  ],
};
