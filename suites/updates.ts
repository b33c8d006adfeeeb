/** Releases of the app: the feed of the updater, and the paths of older apps, the web site and the release tool. */
import { field, timeField } from '../src/catalog/collection.ts';
import type { Suite } from '../src/catalog/route.ts';
import { pythonOnly } from './rules/python-only.ts';

const RELEASE = 'desktop_releases/{release}';

export const updates: Suite = {
  name: 'updates',
  routes: [
    {
      method: 'GET',
      path: '/v2/desktop/appcast.xml',
      kind: 'read',
      phase: 'served-by-python',
      decoder: null,
      public: true,
      redis: ['cache:*'],
      rules: [pythonOnly],
      onFailure: 'the app finds no update',
    },
    { method: 'GET', path: '/appcast.xml', kind: 'read', decoder: null, public: true, reads: [RELEASE], dead: true },
    { method: 'GET', path: '/updates/latest', kind: 'read', decoder: null, public: true, reads: [RELEASE], dead: true },
    {
      method: 'GET',
      path: '/download',
      kind: 'read',
      success: [307],
      decoder: null,
      public: true,
      reads: [RELEASE],
      dead: true,
    },
    {
      method: 'POST',
      path: '/updates/releases',
      kind: 'write',
      decoder: null,
      public: true,
      writes: [{ path: RELEASE }],
      sideEffects: ['publish'],
      dead: true,
    },
    {
      method: 'PATCH',
      path: '/updates/releases/promote',
      kind: 'destructive',
      decoder: null,
      public: true,
      writes: [{ path: RELEASE, fields: ['channel'] }],
      sideEffects: ['publish'],
      dead: true,
    },
  ],
  collections: [
    {
      path: RELEASE,
      fields: {
        version: field(),
        build_number: field(),
        download_url: field(),
        ed_signature: field(),
        published_at: timeField(),
        changelog: field([[]]),
        is_live: field(),
        is_critical: field(),
        channel: field(),
      },
    },
  ],
};
