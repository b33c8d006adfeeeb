/** Folders: the list above the conversations, and filing conversations into them. */
import { field, OPTIONAL } from '../src/catalog/collection.ts';
import type { Suite } from '../src/catalog/route.ts';
import type { Rule } from '../src/catalog/rule.ts';
import { flag, id, instant, list, optional, orElse, orNow, record, text, unseen, whole } from '../src/client/blocks.ts';
import { decoder } from '../src/client/decode.ts';

const FOLDER = 'users/{uid}/folders/{id}';
const CONVERSATION = 'users/{uid}/conversations/{conversation}';
const MAX_CUSTOM_FOLDERS = 50;

const folder = record({
  id: id(),
  name: text(),
  description: optional(text()),
  color: orElse(text(), '#6B7280'),
  order: orElse(whole(), 0),
  is_default: orElse(flag(), false),
  is_system: orElse(flag(), false),
  category_mapping: optional(text()),
  conversation_count: orElse(whole(), 0),
  created_at: unseen(orNow(instant())),
  updated_at: unseen(orNow(instant())),
});

const systemFolderStays: Rule = {
  id: 'system-folder',
  note: 'a system folder cannot be deleted',
  expect: ({ uid, params, documents }) =>
    documents.get(`users/${uid}/folders/${params.id}`)?.is_system === true
      ? { kind: 'refusal', statuses: [400] }
      : null,
};

const atMostFiftyFolders: Rule = {
  id: 'folder-limit',
  note: `at most ${MAX_CUSTOM_FOLDERS} custom folders`,
  expect({ uid, documents }) {
    const custom = [...documents.in(`users/${uid}/folders`).values()].filter((f) => f.is_system !== true);
    return custom.length >= MAX_CUSTOM_FOLDERS ? { kind: 'refusal', statuses: [400] } : null;
  },
};

export const folders: Suite = {
  name: 'folders',
  routes: [
    {
      method: 'GET',
      path: '/v1/folders',
      kind: 'read',
      decoder: decoder(list(folder, 'id')),
      reads: [FOLDER],
      onFailure: 'the conversations page has no folders',
    },
    {
      method: 'POST',
      path: '/v1/folders',
      kind: 'write',
      decoder: decoder(folder),
      writes: [{ path: FOLDER }],
      rules: [atMostFiftyFolders],
      onFailure: 'the sheet closes and no folder appears',
    },
    {
      method: 'PATCH',
      path: '/v1/folders/{id}',
      kind: 'write',
      decoder: decoder(folder),
      writes: [{ path: FOLDER, fields: ['name', 'description', 'color', 'order', 'updated_at'] }],
      onFailure: 'the folder keeps its old name and colour',
    },
    {
      method: 'DELETE',
      path: '/v1/folders/{id}',
      kind: 'destructive',
      decoder: null,
      writes: [{ path: FOLDER }, { path: CONVERSATION, fields: ['folder_id'] }],
      rules: [systemFolderStays],
      onFailure: 'the folder stays in the list',
    },
    {
      method: 'PATCH',
      path: '/v1/conversations/{id}/folder',
      kind: 'write',
      decoder: null,
      writes: [
        { path: 'users/{uid}/conversations/{id}', fields: ['folder_id'] },
        { path: 'users/{uid}/folders/{folder}', fields: ['conversation_count'] },
      ],
      onFailure: 'the conversation stays where it was filed',
    },
    {
      method: 'POST',
      path: '/v1/folders/{id}/conversations/bulk-move',
      kind: 'write',
      decoder: decoder(record({ moved_count: whole() })),
      writes: [
        { path: CONVERSATION, fields: ['folder_id'] },
        { path: 'users/{uid}/folders/{folder}', fields: ['conversation_count'] },
      ],
      dead: true,
    },
    {
      method: 'POST',
      path: '/v1/folders/reorder',
      kind: 'write',
      decoder: null,
      writes: [{ path: 'users/{uid}/folders/{folder}', fields: ['order'] }],
      dead: true,
    },
  ],
  collections: [
    {
      path: FOLDER,
      fields: {
        name: OPTIONAL,
        description: OPTIONAL,
        color: OPTIONAL,
        order: field([], { orders: true }),
        is_default: OPTIONAL,
        is_system: OPTIONAL,
        category_mapping: OPTIONAL,
        conversation_count: field([0]),
      },
      immaterial: {
        id: 'repeats the document name',
        icon: 'the desktop draws none',
        created_at: 'nobody looks at the value',
        updated_at: 'nobody looks at the value',
      },
      pairBy: ['name'],
    },
  ],
};
