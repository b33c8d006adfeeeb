/** Tasks: the lists of the dashboard and the tasks page, changes, sharing. */
import type { Suite } from '../src/catalog/route.ts';
import { flag, id, instant, list, optional, record, text, unseen, whole } from '../src/client/blocks.ts';
import { decoder } from '../src/client/decode.ts';
import { lockedDocument, lockedTextCut } from './rules/locked-content.ts';
import { task, taskFields } from './shared/task.ts';

const TASK = 'users/{uid}/action_items/{id}';
const NAMED = 'users/{uid}/action_items/{task}';
const CONVERSATION = 'users/{uid}/conversations/{conversation}';

const SHARE = 'task_share:{token}';
const ACCEPTED = 'task_share:{token}:accepted';

const locked = lockedDocument('action_items');
const status = decoder(record({ status: unseen(text()) }));

const PERSONAL = { '/sender_name': 'name' } as const;

export const actionItems: Suite = {
  name: 'action-items',
  personal: { request: PERSONAL, answer: PERSONAL },
  routes: [
    {
      method: 'GET',
      path: '/v1/action-items',
      kind: 'read',
      decoder: decoder(record({ items: list(task, 'id'), has_more: flag() })),
      reads: [TASK, CONVERSATION],
      rules: [lockedTextCut('action_items', 'description', 'items')],
      onFailure: 'the tasks page shows its cache, or an error if there is none',
    },
    {
      method: 'POST',
      path: '/v1/action-items',
      kind: 'write',
      decoder: decoder(task),
      writes: [{ path: TASK }],
      onFailure: 'the new task does not reach the server',
    },
    {
      method: 'GET',
      path: '/v1/action-items/{id}',
      kind: 'read',
      decoder: decoder(task),
      reads: [TASK, CONVERSATION],
      rules: [locked],
      dead: true,
      onFailure: 'the task cannot be opened',
    },
    {
      method: 'PATCH',
      path: '/v1/action-items/{id}',
      kind: 'write',
      decoder: decoder(task),
      writes: [{ path: TASK }],
      rules: [locked],
      onFailure: 'the change is taken back on the screen',
    },
    {
      method: 'DELETE',
      path: '/v1/action-items/{id}',
      kind: 'destructive',
      decoder: null,
      writes: [{ path: TASK }],
      rules: [locked],
      onFailure: 'the task comes back',
    },
    {
      method: 'POST',
      path: '/v1/action-items/{id}/soft-delete',
      kind: 'destructive',
      decoder: decoder(task),
      writes: [{ path: TASK }],
      dead: true,
      onFailure: 'the task is not removed',
    },
    {
      method: 'POST',
      path: '/v1/action-items/batch',
      kind: 'write',
      decoder: decoder(list(task)),
      writes: [{ path: NAMED }],
      dead: true,
      onFailure: 'the tasks do not reach the server',
    },
    {
      method: 'PATCH',
      path: '/v1/action-items/batch',
      kind: 'write',
      decoder: status,
      writes: [{ path: NAMED, fields: ['sort_order', 'indent_level', 'updated_at'] }],
      onFailure: 'the order of the tasks is lost',
    },
    {
      method: 'PATCH',
      path: '/v1/action-items/batch-scores',
      kind: 'write',
      decoder: status,
      writes: [{ path: NAMED, fields: ['relevance_score', 'updated_at'] }],
      onFailure: 'the ranking of the tasks is lost',
    },
    {
      method: 'POST',
      path: '/v1/action-items/share',
      kind: 'write',
      decoder: decoder(record({ url: text(), token: id() })),
      redis: [SHARE],
      onFailure: 'no link is copied',
    },
    {
      method: 'GET',
      path: '/v1/action-items/shared/{token}',
      kind: 'read',
      public: true,
      decoder: decoder(
        record({
          sender_name: text(),
          tasks: list(record({ description: text(), due_at: optional(instant()) })),
          count: whole(),
        }),
      ),
      reads: ['users/{user}/action_items/{task}'],
      redis: [SHARE],
      dead: true,
      onFailure: 'the page behind a shared link stays empty',
    },
    {
      method: 'POST',
      path: '/v1/action-items/accept',
      kind: 'write',
      decoder: decoder(record({ created: list(id()), count: whole() })),
      writes: [{ path: NAMED }],
      redis: [SHARE, ACCEPTED],
      dead: true,
      onFailure: 'the shared tasks are not taken over',
    },
  ],
  collections: [
    {
      path: TASK,
      fields: taskFields,
      immaterial: {
        id: 'repeats the document name',
        promoted_at: 'bookkeeping nobody at the desktop sees',
        is_locked: 'bookkeeping of other clients',
        exported: 'bookkeeping of other clients',
        export_date: 'bookkeeping of other clients',
        export_platform: 'bookkeeping of other clients',
        apple_reminder_id: 'bookkeeping of other clients',
        sync_requested: 'bookkeeping of other clients',
      },
      pairBy: ['description'],
    },
  ],
};
